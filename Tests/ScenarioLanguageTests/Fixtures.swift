import Foundation
import ScenarioLanguage
import Testing

/// Files beside the tests.
enum Fixtures {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    static let examples = ["403-grant-expiry", "allowlist-wrong-address", "six-steps"]

    /// A rejected file, with where the caret must stand and what must be said.
    struct Rejected: Sendable, CustomTestStringConvertible {
        let name: String
        let line: Int
        let column: Int
        let length: Int
        let words: [String]
        var testDescription: String { name }
    }

    /// The rejected files; line 0 where only the words matter.
    static let rejected: [Rejected] = {
        let table = (try? text("Rejected/places.tsv")) ?? ""
        return table.split(separator: "\n").map { row in
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Rejected(
                name: cells[0], line: Int(cells[1]) ?? 0, column: Int(cells[2]) ?? 0, length: Int(cells[3]) ?? 0,
                words: Array(cells.dropFirst(4)))
        }
    }()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    static func example(_ name: String) throws -> String { try text("Examples/\(name).yaml") }

    static func load(_ text: String, path: String = "Scenarios/1-test/file.yaml") -> LoadResult {
        ScenarioLoader(vocabulary: TestVocabulary.full).load(text: text, path: path)
    }
}
