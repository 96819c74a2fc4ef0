import Foundation
import Markup
import ScenarioRunner
import Synchronization

/// Where the command writes: whole lines, in color where a person watches and does not mind.
///
/// It prints `VisibleText` alone, so that nothing from a file, a server or the command line acts on a terminal, and no line
/// begins as a command of a build server.
final class Console: Sendable {
    /// What a line says of what it tells.
    enum Tone: String, Sendable {
        case plain = ""
        case good = "32"
        case bad = "31"
        case quiet = "2"
    }

    static let standard = Console(1, named: "the standard output")
    static let errors = Console(2, named: "the standard error")

    /// Where the text goes, and whether a line that changes stands at its end.
    private struct Sink {
        let write: @Sendable (Data) -> Int32?
        var hasStatus = false
        var lost: Int32?
    }

    /// Whether a person watches.
    let isTerminal: Bool
    private let isColored: Bool
    private let name: String
    private let sink: Mutex<Sink>

    private convenience init(_ descriptor: Int32, named name: String) {
        let environment = ProcessInfo.processInfo.environment
        let isTerminal = isatty(descriptor) == 1 && environment["TERM"] != "dumb"
        self.init(
            named: name, isTerminal: isTerminal, isColored: isTerminal && environment["NO_COLOR", default: ""].isEmpty
        ) { Descriptor.write($0, to: descriptor) }
    }

    /// A console whose bytes go to `write`, which returns the error number where that fails.
    init(
        named name: String = "the output", isTerminal: Bool = false, isColored: Bool = false,
        write: @escaping @Sendable (Data) -> Int32?
    ) {
        self.name = name
        self.isTerminal = isTerminal
        self.isColored = isColored
        sink = Mutex(Sink(write: write))
    }

    /// Why some of what was written has not arrived; nil where everything has.
    var lost: MachineError? {
        sink.withLock { sink in
            sink.lost.map { MachineError("\(name) cannot be written; a part of what belongs there is missing", $0) }
        }
    }

    // MARK: Writing

    /// Writes one line, or several, at once.
    func write(_ line: VisibleText, _ tone: Tone = .plain) {
        write([line], first: tone)
    }

    /// Writes lines that belong together, the first one in a tone.
    func write(_ lines: [VisibleText], first tone: Tone) {
        guard let line = lines.first?.withoutWorkflowCommands.description else { return }
        let head = isColored && tone != .plain ? "\u{1B}[\(tone.rawValue)m\(line)\u{1B}[0m" : line
        put(([head] + lines.dropFirst().map(\.withoutWorkflowCommands.description)).map { $0 + "\n" }.joined())
    }

    /// Writes a line that a build server is to obey.
    func write(command: VisibleText) { put(command.description + "\n") }

    /// Writes a value as JSON to read and to compare: sorted keys, a line each.
    func write(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        put(VisibleText.json(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n")
    }

    /// Writes a value as JSON on one line.
    func write(jsonLine value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        put(VisibleText.json(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n")
    }

    /// Writes a document for another program or a file: its own bytes, and escaped text where a person watches.
    func write(document: String) {
        put(isTerminal ? VisibleText(lines: document).description : document)
    }

    /// Writes an error: `error:`, what is wrong and what to do.
    func write(error: VisibleText) { write("error: " + error, .bad) }

    private static let cleared = "\r\u{1B}[K"

    /// Shows a line that the next one replaces, on a terminal alone.
    func show(status: VisibleText) {
        guard isTerminal else { return }
        put(status.description, isStatus: true)
    }

    /// Writes a document in any encoding, byte for byte where no person watches.
    func write(document: Data) {
        isTerminal ? write(document: String(decoding: document, as: UTF8.self)) : put(document)
    }

    private func put(_ text: String, isStatus: Bool = false) { put(Data(text.utf8), isStatus: isStatus) }

    private func put(_ data: Data, isStatus: Bool = false) {
        sink.withLock { sink in
            // A reader that has gone does not come back, and a line without its end would be half a line.
            guard sink.lost == nil else { return }
            sink.lost = sink.write((isStatus || sink.hasStatus ? Data(Self.cleared.utf8) : Data()) + data)
            sink.hasStatus = isStatus && !data.isEmpty
        }
    }
}
