import Stage

/// Who may have made one step what it is, as far as the step itself shows it: what was asked, what was answered, and what
/// the client made of that.
///
/// One side is named only where the step holds the proof; else both, with the question that parts them.
struct Suspects {
    let outcome: Outcome
    let expectation: Expectation

    // MARK: What the step shows

    /// What was asked and answered.
    private var exchanges: [JournalLine] { outcome.journal.filter { $0.kind == "exchange" } }

    /// The answer by which the deciding rule refused.
    private var refusal: JournalLine? { exchanges.last { $0.refused && $0.rule == outcome.decidingRule } }

    /// Whether a rule is a decision of the client itself; whether a certificate is trusted is one, too.
    static func isClients(_ rule: String) -> Bool { rule.hasPrefix("client.") || rule.hasPrefix("tls.") }

    /// Whether a rule refuses a request for its form, which no world makes right or wrong.
    private static func isAboutForm(_ rule: String) -> Bool {
        [
            "http.", "oauth.request.", "oauth.pkce.", "oauth.grant-type.", "oauth.access.missing", "oauth.token.query",
            "oauth.client.two-proofs", "oauth.client.basic-malformed", "content.parameter.",
        ].contains { rule.hasPrefix($0) }
    }

    /// Whether a rule compares what a request carries with what the server knows: a secret, a code, a token.
    private static func isAboutProof(_ rule: String) -> Bool {
        ["oauth.client.secret-", "oauth.client.unknown", "oauth.redirect.", "oauth.code.", "oauth.refresh."]
            .contains { rule.hasPrefix($0) }
    }

    // MARK: Judging

    /// Of a success in place of a failure, or of a failure in place of a success.
    var ofTurn: Blame {
        guard let because = expectation.because else {
            return outcome.failure != nil && outcome.decidingRule != nil ? ofRefusal : unexplained
        }
        // The refusal was there and the client went on all the same.
        if outcome.decidingRule == because { return .client }
        guard outcome.answeredBy == .client else { return unexplained }
        if because.hasPrefix("tls.") || exchanges.isEmpty { return .client }
        // The server let pass what it should refuse; or the client did, after an answer.
        return Self.isClients(because) ? .eitherParty : .server
    }

    /// Of a refusal that nobody expected.
    private var ofRefusal: Blame {
        guard let rule = outcome.decidingRule else { return unexplained }
        if Self.isClients(rule) {
            return exchanges.isEmpty
                ? Blame(.client, .configuration) : Blame(.client, .server, .configuration)
        }
        if Self.isAboutForm(rule) { return outcome.answeredBy == .client ? .client : Blame(.scenario, .server) }
        guard outcome.answeredBy == .client, Self.isAboutProof(rule) else { return .configuration }
        return Blame(.configuration, .client)
    }

    /// Of another reason than the expected one.
    var ofReason: Blame {
        guard let rule = outcome.decidingRule, outcome.answeredBy == .client else { return unexplained }
        if Self.isAboutForm(rule) || exchanges.isEmpty { return .client }
        return .eitherParty
    }

    /// Of something that no refusal explains.
    var unexplained: Blame {
        switch outcome.answeredBy {
        case .server: .server
        case .stage: .scenario
        case .client where exchanges.isEmpty: .client
        // No answer of a right server has such a status, unless the network makes it.
        case .client where exchanges.contains { ($0.status ?? 0) >= 500 && !$0.refused }: .server
        case .client: .eitherParty
        }
    }

    /// Of what was not met where the step came out as expected otherwise.
    func of(_ mismatches: [Mismatch]) -> Blame {
        let blames = mismatches.map { of($0) }
        // The least that all of them allow; what each blames on another one may be anybody's.
        let first = blames.first ?? unexplained
        return blames.allSatisfy { $0 == first } ? first : blames.first { $0.sides.count == 1 } ?? first
    }

    private func of(_ mismatch: Mismatch) -> Blame {
        let key = String(mismatch.what.prefix { $0 != "." })
        if key == AlsoExpectation.key, outcome.failure == nil { return ofRefusal }
        guard outcome.answeredBy == .client else { return unexplained }
        switch key {
        case RemedyExpectation.key, PlaceExpectation.key, WithinExpectation.key: return .client
        case StatusExpectation.key: return ofWire(refusal?.status.map(String.init), mismatch)
        case ErrorExpectation.key: return ofWire(refusal?.error, mismatch)
        case FailureExpectation.key, MessageExpectation.key, NoticeExpectation.key:
            return exchanges.isEmpty ? .client : .eitherParty
        case RequestsExpectation.key: return ofRequests(mismatch)
        case ShowsExpectation.key: return ofShown(mismatch)
        default: return unexplained
        }
    }

    /// A status or a code that the client shows is the server's where it was on the wire.
    private func ofWire(_ sent: String?, _ mismatch: Mismatch) -> Blame {
        guard let sent else { return unexplained }
        return sent == mismatch.seen ? .server : .client
    }

    /// A request too many is the client's, unless it answers a refusal; one too few may be right after the answers.
    private func ofRequests(_ mismatch: Mismatch) -> Blame {
        guard !outcome.refusals.contains(where: \.answered) else { return .eitherParty }
        guard let wanted = Int(mismatch.expected), let seen = Int(mismatch.seen) else { return .eitherParty }
        return seen > wanted ? .client : .eitherParty
    }

    /// What is shown is the client's where the answers hold what was expected of it.
    private func ofShown(_ mismatch: Mismatch) -> Blame {
        let bodies = exchanges.compactMap(\.response)
        guard !bodies.isEmpty else { return .client }
        let isWhole = bodies.allSatisfy { $0.digest == nil }
        let wanted = mismatch.expected.trimming("[]").split(separator: ",").map { $0.trimming(" ") }
        let isThere = wanted.allSatisfy { word in bodies.contains { $0.body?.contains("\"\(word)\"") ?? false } }
        if isThere, !wanted.isEmpty { return .client }
        return isWhole && !bodies.contains { $0.body == nil } && Int(mismatch.expected) == nil ? .server : .eitherParty
    }
}

extension StringProtocol {
    fileprivate func trimming(_ characters: String) -> String {
        String(drop { characters.contains($0) }.reversed().drop { characters.contains($0) }.reversed())
    }
}
