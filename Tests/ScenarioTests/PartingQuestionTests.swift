import IntegrationClient
import Rules
import Testing

@testable import ScenarioRunner

@Suite struct `A parting question` {
    @Test func `names both causes, whichever comes first`() {
        let ids = FailureCatalogue.all.map(\.id.rawValue)
        var count = 0
        for one in ids {
            for other in ids where other != one {
                guard let question = PartingQuestion(between: one, and: other) else { continue }
                count += 1
                #expect(Set([question.yes, question.no]) == [one, other])
                #expect(question == PartingQuestion(between: other, and: one))
                #expect(question.text.hasSuffix("?"))
            }
        }
        #expect(count > 1_000)
    }

    @Test(arguments: [
        ("connection-timed-out", "connection-reset", "at once", "connection-reset"),
        ("application-disabled", "grant-expired", "within a few seconds", "grant-expired"),
        ("application-disabled", "secret-refused", "secret generated anew", "secret-refused"),
        ("connection-refused", "application-disabled", "port take connections", "application-disabled"),
        ("redirect-mismatch", "session-expired", "sign-in page open", "session-expired"),
        ("grant-expired", "http.path.unknown", "shown by Office & Dragons", "grant-expired"),
    ])
    func `asks what shows the difference`(_ one: String, _ other: String, _ words: String, _ yes: String) throws {
        let question = try #require(PartingQuestion(between: one, and: other))
        #expect(question.text.lowercased().contains(words.lowercased()) && question.yes == yes)
    }
}
