import ScenarioLanguage
import Stage

extension Expectation {
    /// The expectation without what a client does not say of a failure, and the keys that are left out.
    func heard(from reported: Set<ClientHello.Reported>, of outcome: Outcome) -> (
        expectation: Expectation, unheard: [String]
    ) {
        // What is met on a page of the server, or by the browser, is not the client's to say.
        let isBrowsers = ["authorize", "sign_in"].contains(outcome.failure?.at)
        guard outcome.answeredBy == .client, !isBrowsers, reported.count < ClientHello.Reported.allCases.count else {
            return (self, [])
        }
        var heard = self
        let unheard = parts.filter { part in Self.need(of: part).map { !reported.contains($0) } ?? false }
        heard.keep { part in Self.need(of: part).map { reported.contains($0) } ?? true }
        if let failure = part(FailureExpectation.self), !reported.contains(.failure) { heard.add(failure.withoutID) }
        return (heard, unheard.map { type(of: $0).key })
    }

    /// What a client has to say so that a part can be compared; `nil` where it has to say nothing.
    private static func need(of part: any ExpectedPart) -> ClientHello.Reported? {
        switch part {
        case is FailureExpectation: .failure
        case is PlaceExpectation: .at
        case is StatusExpectation: .status
        case is ErrorExpectation: .error
        case is MessageExpectation: .message
        case is RemedyExpectation: .remedy
        case is NoticeExpectation: .notice
        case let because as BecauseExpectation: Suspects.isClients(because.rule) ? .rule : nil
        default: nil
        }
    }
}
