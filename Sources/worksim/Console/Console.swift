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

    static let standard = Console(isColoured: isTerminal(1) && !noColour, isTerminal: isTerminal(1))
    static let errors = Console(
        isColoured: isTerminal(2) && !noColour, isTerminal: isTerminal(2), handle: .standardError)

    private static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    private static var noColour: Bool {
        ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    }

    /// Where the text goes, and whether a line that changes stands at its end.
    private struct Sink {
        let handle: FileHandle
        var hasStatus = false
    }

    /// Whether a person watches.
    let isTerminal: Bool
    private let isColoured: Bool
    private let sink: Mutex<Sink>

    /// A reader that goes away, such as `head`, ends nothing and kills nobody.
    private static let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    init(isColoured: Bool, isTerminal: Bool = false, handle: FileHandle = .standardOutput) {
        Self.ignoresBrokenPipes
        self.isColoured = isColoured
        self.isTerminal = isTerminal
        sink = Mutex(Sink(handle: handle))
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
        sink.withLock { sink in
            try? sink.handle.write(contentsOf: Data(((sink.hasStatus ? Self.cleared : "") + text).utf8))
            sink.hasStatus = false
        }
    }

    /// Writes a value as JSON to read and to compare: sorted keys, a line each.
    func write(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        write(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    private static let cleared = "\r\u{1B}[K"

    /// Shows a line that the next one replaces, on a terminal alone.
    func show(status: String) {
        guard isTerminal else { return }
        sink.withLock { sink in
            try? sink.handle.write(contentsOf: Data((Self.cleared + status).utf8))
            sink.hasStatus = !status.isEmpty
        }
    }
}
