public import Rules

/// A failure as the client tells it: what happened, what ends it, and whom to ask.
public struct IntegrationFailure: Error, Codable, Hashable, Sendable {
    /// The exchange under way when it failed; a review also tells the layer.
    public enum Place: String, Codable, Sendable, CaseIterable {
        case office, discovery, authorize, callback, token, refresh, api, name, connect, tls
        case signIn = "sign_in"
    }

    /// The failure's id in the catalogue: `grant-expired`.
    public let id: FailureID
    /// What the person is shown: cause, remedy, whom to ask, but no secret, loopback address or real port.
    public let message: String
    /// What happened, alone.
    public let cause: String
    /// What ends it; nil where the client knows of nothing.
    public let remedy: Remedy?
    /// Where in the flow it failed; `office` where no exchange was under way.
    public let at: Place
    /// The HTTP status; nil where no response came.
    public let status: Int?
    /// The OAuth or iManage error code of the response; nil where there was none.
    public let error: String?
    /// The rule, only where the client itself decided; else the server's or the network's journal has it.
    public let rule: String?
    /// The server's name in the organization settings; nil where no server is concerned.
    public let server: String?
    /// What a review had found when it failed; nil elsewhere.
    public var checklist: ReviewChecklist?

    /// Tells a failure of the catalogue.
    ///
    /// - Parameters:
    ///   - id: the failure's id; one that the catalogue lacks gets no remedy.
    ///   - at: where in the flow it failed.
    ///   - cause: what happened this time; nil takes the catalogue's words.
    ///   - remedy: what to do this time; nil takes the catalogue's words.
    ///   - advice: another remedy than the catalogue's; nil takes the catalogue's.
    ///   - status: the HTTP status, where a response came.
    ///   - error: the response's error code, free of secrets.
    ///   - rule: the rule, where the client itself decided.
    ///   - server: the server's name in the organization settings.
    public init(
        _ id: FailureID, at: Place, cause: String? = nil, remedy: String? = nil,
        advice: Remedy? = nil, status: Int? = nil, error: String? = nil, rule: String? = nil, server: String? = nil
    ) {
        let kind = FailureCatalogue.kind(id)
        let advice = (advice ?? kind?.remedy).map { Remedy(step: $0.step, text: remedy ?? $0.text, ask: $0.ask) }
        self.id = id
        self.at = at
        self.status = status
        self.error = error
        self.rule = rule
        self.server = server
        self.remedy = advice
        self.cause = cause ?? kind?.cause ?? id.rawValue
        let parts = [self.cause, advice?.text, advice?.ask.sentence]
        message = parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension IntegrationFailure: CustomStringConvertible {
    /// The id and the message.
    public var description: String { "\(id): \(message)" }
}
