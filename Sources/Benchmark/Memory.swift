import Foundation

/// What this process holds of the machine's memory, in bytes, as the kernel counts it.
enum Memory {
    /// What it holds now, after giving back what is free.
    static var resident: Int {
        giveBack()
        return status("VmRSS:")
    }

    /// Calls `malloc_trim`, which no module of the C library exports to Swift; without it free memory is counted too.
    private static func giveBack() {
        typealias Trim = @convention(c) (Int) -> Int32
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }

    /// The most that it has held since `forgetPeak`.
    static var peak: Int { status("VmHWM:") }

    /// Starts counting the peak anew.
    ///
    /// - Throws: `CocoaError` where the kernel does not let a process do that.
    static func forgetPeak() throws {
        try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    }

    private static func status(_ name: String) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
        return (kilobytes ?? 0) * 1_024
    }
}
