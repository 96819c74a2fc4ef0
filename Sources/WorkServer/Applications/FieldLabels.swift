import Rules

/// By which words Control Center calls the client id and its secret.
public struct FieldLabels: Hashable, Sendable {
    /// `API Key` or `Client ID`.
    public let clientID: String
    /// `API Secret` or `Client Secret`.
    public let clientSecret: String

    static let key = FieldLabels(clientID: "API Key", clientSecret: "API Secret")
    static let client = FieldLabels(clientID: "Client ID", clientSecret: "Client Secret")

    enum Question: String, SwitchReading { case byRelease = "by_release", apiKey = "api_key", clientID = "client_id" }
    static let question = Switch<Question>(
        "applications.labels", question: "By which words does Control Center call the client id?",
        readings: [
            .byRelease: "API Key before release 10.4, Client ID from it on, as vendors' pages print them.",
            .apiKey: "API Key and API Secret on every release.",
            .clientID: "Client ID and Client Secret on every release.",
        ],
        probe: .none(
            "only an administrator's work in Control Center shows it, and an observation changes no registration"))
}

extension WorkState {
    /// The words of this release.
    public var fieldLabels: FieldLabels {
        switch reading(of: FieldLabels.question) {
        case .apiKey: .key
        case .clientID: .client
        case .byRelease: node.release < Release.firstWithClientLabels ? .key : .client
        }
    }
}
