import Foundation
import Secrets
import Testing

/// Texts as programs and people write them, in `Logs/`, with brackets around each secret: `password=⟦hunter2⟧`.
///
/// What stands outside of the brackets must come out as it went in.
@Suite struct `A realistic log` {
    struct Log: CustomTestStringConvertible {
        let testDescription: String
        let item: PlantedTexts.Item
    }

    private static let logs: [Log] = ["given", "programs", "prose", "servers", "settings"].flatMap { file in
        let path = #filePath.replacing("RealisticLogTests.swift", with: "Logs/\(file).txt")
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return PlantedTexts(text).items.map { Log(testDescription: "\(file): \($0.title)", item: $0) }
    }

    /// The text with another secret in each place, so that none is found by its like; those of a form stay.
    private static func varied(_ log: Log) -> String {
        guard !log.testDescription.hasSuffix("twice") else { return log.item.marked }
        var random = SplitMix(state: 17)
        return log.item.marked.replacing(/⟦([^⟧]*)⟧/) { match in
            let value = String(match.output.1)
            let isForm =
                value.contains(/^(eyJ|PHN|ghp_|xox|AKIA|cap1|MII|-----|jdoe\/)|[=%\n ]|^[A-Za-z0-9+\/]{40,}$/)
            guard value.count >= 6, value.contains(where: \.isNumber), !isForm else { return "⟦\(value)⟧" }
            let other = value.map { character -> Character in
                switch character {
                case "0"..."9": random.pick(Array("23456789"))
                case "a"..."z": random.pick(Array("abcdefghijkmnopqrstuvwxyz"))
                case "A"..."Z": random.pick(Array("ABCDEFGHJKLMNPQRSTUVWXYZ"))
                default: character
                }
            }
            return "⟦\(String(other))⟧"
        }
    }

    private static func json(_ text: String) throws -> String {
        let data = try JSONSerialization.data(
            withJSONObject: ["text": text], options: [.withoutEscapingSlashes, .sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }

    @Test func `is read from each file`() {
        #expect(Self.logs.count > 150)
        #expect(Self.logs.allSatisfy { !$0.item.marked.isEmpty })
        #expect(Set(Self.logs.map(\.testDescription)).count == Self.logs.count)
    }

    @Test(arguments: logs) func `loses its secrets and nothing else, as it is and as a string of JSON`(_ log: Log)
        throws
    {
        for text in [Self.varied(log), try Self.json(Self.varied(log))] {
            let item = PlantedTexts.Item(title: log.testDescription, marked: text)
            let cleaned = LogCleaner().clean(item.text).text
            #expect(item.isExact(cleaned), "\(log.testDescription): \(cleaned)")
            #expect(LogCleaner().clean(cleaned).text == cleaned)
        }
    }

    @Test func `is counted by its planted secrets`() {
        let result = PlantedTexts("=== one\npassword=⟦hunter2⟧\n=== two\nthe word ⟦banana⟧ stays\n").result()
        #expect(result.planted == 2 && result.gone == 1)
        #expect(result.misses.map(\.item.title) == ["two"])
    }
}
