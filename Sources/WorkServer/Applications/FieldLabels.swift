import Rules

/// By which words Control Center calls the client id and its secret.
public struct FieldLabels: Hashable, Sendable {
    /// `API Key` or `Client ID`.
    public let clientID: String
    /// `API Secret` or `Client Secret`.
    public let clientSecret: String

    static let key = FieldLabels(clientID: "API Key", clientSecret: "API Secret")
    static let client = FieldLabels(clientID: "Client ID", clientSecret: "Client Secret")

    static let question = Switch(
        "applications.labels", question: "By which words does Control Center call the client id?",
        values: [
            .init("by_release", "API Key before release 10.4, Client ID from it on, as vendors' pages print them."),
            .init("api_key", "API Key and API Secret on every release."),
            .init("client_id", "Client ID and Client Secret on every release."),
        ])
}

extension WorkState {
    /// The words of this release.
    public var fieldLabels: FieldLabels {
        switch assumptions[FieldLabels.question] {
        case "api_key": .key
        case "client_id": .client
        default: node.release < Release.firstWithClientLabels ? .key : .client
        }
    }
}
