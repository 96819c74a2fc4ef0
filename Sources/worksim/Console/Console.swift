import Foundation
import Synchronization

/// Where the command writes: whole lines, in colour where a person watches and does not mind.
final class Console: Sendable {
    /// What a line says of what it tells.
    enum Tone: String, Sendable {
        case plain = ""
        case good = "32"
        case bad = "31"
        case quiet = "2"
    }

    static let standard = Console(isColoured: isatty(1) == 1 && !noColour)
    static let errors = Console(isColoured: isatty(2) == 1 && !noColour, handle: .standardError)

    private static var noColour: Bool {
        ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    }

    private let isColoured: Bool
    private let handle: Mutex<FileHandle>

    /// A reader that goes away, such as `head`, ends nothing and kills nobody.
    private static let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    init(isColoured: Bool, handle: FileHandle = .standardOutput) {
        Self.ignoresBrokenPipes
        self.isColoured = isColoured
        self.handle = Mutex(handle)
    }

    /// Writes one line at once; a reader that has gone away is no reason to stop.
    func write(_ line: String, _ tone: Tone = .plain) {
        write([line], first: tone)
    }

    /// Writes lines that belong together, the first one in a tone.
    func write(_ lines: [String], first tone: Tone) {
        guard let line = lines.first else { return }
        let head = isColoured && tone != .plain ? "\u{1B}[\(tone.rawValue)m\(line)\u{1B}[0m" : line
        let text = ([head] + lines.dropFirst()).map { $0 + "\n" }.joined()
        handle.withLock { try? $0.write(contentsOf: Data(text.utf8)) }
    }
}
