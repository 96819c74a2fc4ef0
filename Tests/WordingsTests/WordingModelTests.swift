import Testing

@testable import Wordings

/// What the model learns from texts whose label is known.
@Suite struct `A model of wordings` {
    private static let examples = [
        ("name", "could not resolve host work.firm.example"), ("name", "the name of the server does not exist"),
        ("name", "no such host is known"), ("refused", "connection refused by the server"),
        ("refused", "nothing listens on the port, the connection was refused"),
        ("refused", "connect ECONNREFUSED 10.1.2.3:443"), ("lunch", "who is in for lunch on thursday"),
        ("lunch", "lunch is ready in the kitchen"),
    ]
    .map { WordingModel.Example(label: $0.0, text: $0.1) }
    private static let model = WordingModel(learning: examples)

    private static func first(_ text: String) -> String? { model.scores(of: text).max { $0.value < $1.value }?.key }

    @Test(arguments: [
        ("Could not resolve host: dms.other.example", "name"), ("the connection is being refused", "refused"),
        ("Lunch today?", "lunch"), ("ECONNREFUSED 192.0.2.9:443", "refused"),
    ])
    func `reads a new text by what it shares with known ones`(_ text: String, _ label: String) {
        #expect(Self.first(text) == label)
    }

    @Test func `gives a text that shares nothing a score of 0 for every label`() {
        #expect(Self.model.scores(of: "zzz qqq").values.allSatisfy { $0 == 0 })
        #expect(Self.model.nearest(to: "zzz qqq") == nil)
        #expect(Self.model.scores(of: "").values.allSatisfy { $0 == 0 })
    }

    @Test func `reads hosts, addresses and long numbers of another customer as the same`() throws {
        let one = try #require(Self.model.nearest(to: "could not resolve host dms.other.example"))
        #expect(one.label == "name" && one.likeness > 0.999)
        let other = try #require(Self.model.nearest(to: "connect ECONNREFUSED 198.51.100.77:443"))
        #expect(other.label == "refused" && other.likeness > 0.999)
        #expect(
            TextPieces("id 1234567 failed").counts.map(\.feature) == TextPieces("id 99999 failed").counts.map(\.feature)
        )
    }

    @Test func `keeps short numbers, which are statuses and ports`() {
        #expect(TextPieces("status 403").counts.map(\.feature) != TextPieces("status 404").counts.map(\.feature))
    }

    @Test func `names the words that speak for a label`() {
        #expect(Self.model.words(of: "Sorry, the host did not resolve", for: "name").contains("resolve"))
        #expect(Self.model.words(of: "anything", for: "no such label").isEmpty)
    }

    @Test func `learns the same from the same texts`() {
        let again = WordingModel(learning: Self.examples)
        for example in Self.examples { #expect(again.scores(of: example.text) == Self.model.scores(of: example.text)) }
    }

    @Test(arguments: [[], [WordingModel.Example(label: "only", text: "one text")]])
    func `takes no text, or one`(_ examples: [WordingModel.Example]) {
        let model = WordingModel(learning: examples)
        #expect(model.scores(of: "one text").values.allSatisfy { $0 == 0 })
    }

    @Test func `reads any bytes`() {
        for text in ["\u{0}\u{1b}[31m", "漢字 é ü", String(repeating: "a", count: 100_000), "....", "-.-.-"] {
            #expect(Self.model.scores(of: text).count == 3)
        }
    }
}
