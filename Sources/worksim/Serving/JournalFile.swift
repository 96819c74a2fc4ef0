import Foundation
import ScenarioRunner
import Synchronization
import WorkServer

/// A file that takes in what a served server meets, a line of JSON each, redacted.
final class JournalFile: Sendable {
    private let handle: Mutex<FileHandle>

    /// Makes the file and writes its head.
    ///
    /// - Throws: `Unwritable` where it cannot be made.
    init(path: String, preset: String) throws(Unwritable) {
        // Readable by its owner alone: it tells who did what.
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Unwritable(path: path) }
        self.handle = Mutex(handle)
        write(JournalScenario.Head(preset: preset))
    }

    /// Why there is no journal.
    struct Unwritable: Error, CustomStringConvertible {
        let path: String
        var description: String { "no journal can be written to '\(path)': name a file in a folder that is there" }
    }

    /// Takes in an entry at once, so that a reader sees it while the server goes on.
    func append(_ entry: JournalEntry) { write(entry) }

    private func write(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return }
        handle.withLock { try? $0.write(contentsOf: data + Data("\n".utf8)) }
    }
}
