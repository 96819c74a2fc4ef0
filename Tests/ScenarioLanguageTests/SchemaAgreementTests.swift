import Foundation
import ScenarioKeys
import ScenarioLanguage
import ScenarioRunner
import Testing
import Yams

@Suite struct `The schema and lint agree` {
    private static let vocabulary = Vocabulary.catalogues
    private static let folder = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Scenarios")

    /// The shipped files, by their paths below the folder.
    private static let shipped: [String] = {
        let all = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
        return all.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    @Test func `there are shipped files`() { #expect(Self.shipped.count > 150) }

    @Test func `the schema accepts every shipped file and every preset`() throws {
        let (file, preset) = (
            try SchemaValidator(jsonSchema(for: Self.vocabulary)),
            try SchemaValidator(jsonSchema(for: Self.vocabulary, root: "given"))
        )
        for path in Self.shipped {
            let text = try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
            let value = Self.plain(try #require(try Yams.compose(yaml: text)))
            #expect((path.hasPrefix("presets/") ? preset : file).accepts(value), "\(path)")
        }
    }

    /// Values of many kinds, as they stand without quotes.
    private static let samples = [
        "x", "0", "5", "-1", "99999999", "90s", "364d23h", "1h1m", "s", "10%", "101%", "4KiB", "4kb", "203.0.113.10",
        "203.0.113.300", "203.0.113.0/24", "203.0.113.0/33", "2001:db8::1", "2001:db8::/32", "1:2:3", "yes", "no",
        "true", "false", "365d", "https://work.example.com", "http://work.example.com", "https://work.example.com/",
        "2026-12-31", "2026-12-31T23:50Z", "2026-12-31t23:50z", "2026-12-31 23:50Z", "2026-12-31T23:50:01.25Z",
        "2026-12-31T23:50:01.1234567890Z", "2026-12-31T23:50.5Z", "2026-12-31T23:50+01:00", "2026-12-31t23:50:00-14:59",
        "2026-12-31T23:50+15:00", "2026-12-31T23:50+0100", "2026-12-31T23:50", "2026-12-31T24:00Z",
        "2026-12-31T23:50:60Z", "2026-13-01", "2026-00-01", "2026-12-00", "2026-12-32", "2100-01-01", "1999-12-31",
    ]

    @Test(arguments: vocabulary.records.map(\.topic))
    func `of each key whose value is one scalar they accept the same`(topic: String) throws {
        let record = try #require(Self.vocabulary.records.first { $0.topic == topic })
        let schema = try SchemaValidator(jsonSchema(for: Self.vocabulary))
        for field in record.fields {
            guard case .scalar(let scalar) = field.shape else { continue }
            for sample in Self.samples + scalar.choices.map(\.name) {
                let text = ScalarText(sample, isPlain: true, key: field.name)
                let byLint = (try? scalar.read(text)) != nil
                let value = Self.plain(try #require(try Yams.compose(yaml: sample)))
                let bySchema = schema.accepts(value, property: field.name, of: topic)
                #expect(bySchema == byLint, "\(topic).\(field.name): \(sample)")
            }
        }
    }

    /// A node as an editor's YAML has it: numbers and true and false where they stand without quotes.
    private static func plain(_ node: Node) -> Any {
        switch node {
        case .scalar(let scalar):
            guard scalar.style == .plain else { return scalar.string }
            if let number = Int(scalar.string), String(number) == scalar.string { return number }
            return ["true", "false"].contains(scalar.string) ? scalar.string == "true" : scalar.string
        case .sequence(let items): return items.map { plain($0) }
        case .mapping(let map):
            return Dictionary(map.map { ($0.key.string ?? "", plain($0.value)) }) { $1 }
        case .alias: return ""
        }
    }
}
