import Foundation
import ScenarioRunner
import Synchronization

/// A file for what a served server meets, a line of JSON each, redacted.
///
/// It never holds half a line. Entries that cannot be written are counted; as soon as there is room again the file says how
/// many are missing.
final class JournalFile: Sendable {
    /// Where the bytes go.
    protocol Sink: Sendable {
        /// Appends bytes, all or none of them; returns the error number where that fails.
        func append(_ data: Data) -> Int32?
    }

    private struct State {
        var isTold = false
        var missing = 0
        var allMissing = 0
    }

    private let path: String
    private let sink: any Sink
    private let tell: @Sendable (MachineError) -> Void
    private let state = Mutex(State())

    /// Makes the file and writes its head; `tell` gets the first entry that could not be written.
    ///
    /// - Throws: what the machine refused.
    convenience init(
        path: String, preset: String, tell: @escaping @Sendable (MachineError) -> Void
    ) throws(MachineError) {
        try self.init(path: path, preset: preset, sink: try FileSink(path: path), tell: tell)
    }

    init(
        path: String, preset: String, sink: any Sink, tell: @escaping @Sendable (MachineError) -> Void
    ) throws(MachineError) {
        self.path = path
        self.sink = sink
        self.tell = tell
        if let code = Self.line(JournalScenario.Head(preset: preset)).flatMap({ sink.append($0) }) {
            throw MachineError("the journal cannot be written to '\(path)'", code)
        }
    }

    /// Writes an entry at once, so that a reader sees it while the server goes on.
    func append(_ entry: some Encodable) {
        let line = Self.line(entry)
        let failure = state.withLock { state -> MachineError? in
            if let code = write(line, &state) {
                state.missing += 1
                state.allMissing += 1
                guard !state.isTold else { return nil }
                state.isTold = true
                return MachineError(
                    "an entry cannot be written to the journal '\(path)', and the server goes on without it", code)
            }
            return nil
        }
        if let failure { tell(failure) }
    }

    /// How many entries are missing in the file.
    var missing: Int { state.withLock { $0.allMissing } }

    private func write(_ line: Data?, _ state: inout State) -> Int32? {
        guard let line else { return EINVAL }
        guard state.missing > 0 else { return sink.append(line) }
        // The file records the gap, or a reader would take what is left for all that happened.
        guard let gap = Self.line(JournalScenario.Gap(missing: state.missing)) else { return EINVAL }
        if let code = sink.append(gap + line) { return code }
        state.missing = 0
        return nil
    }

    private static func line(_ value: some Encodable) -> Data? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { $0 + Data("\n".utf8) }
    }
}

/// A file that is appended to.
private final class FileSink: JournalFile.Sink {
    private let descriptor: Int32
    private let length = Mutex<off_t>(0)

    init(path: String) throws(MachineError) {
        // Readable by its owner alone: it tells who did what.
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw MachineError("the journal cannot be written to '\(path)'", errno) }
    }

    deinit { close(descriptor) }

    func append(_ data: Data) -> Int32? {
        length.withLock { length in
            if let code = Descriptor.write(data, to: descriptor) {
                // Half a line goes again; a pipe has no length, and nothing can be taken back from it.
                if ftruncate(descriptor, length) == 0 { lseek(descriptor, length, SEEK_SET) }
                return code
            }
            length += off_t(data.count)
            return nil
        }
    }
}
