package import IntegrationClient
package import WorkServer

/// Deliberate mistakes of the parties of a stage, by which the scenarios and their verdicts are tried.
package struct StageMutation: Sendable {
    /// What is wrong with every server.
    package var server: ServerMutation?
    /// What is wrong with the client on the wire.
    package var wire: WireMutation?
    /// What is wrong with the client beyond that: wraps its driver.
    package var client: (@Sendable (any IntegrationDriver) -> any IntegrationDriver)?

    /// Makes mistakes of what is not nil.
    package init(
        server: ServerMutation? = nil, wire: WireMutation? = nil,
        client: (@Sendable (any IntegrationDriver) -> any IntegrationDriver)? = nil
    ) {
        self.server = server
        self.wire = wire
        self.client = client
    }

    /// Whether some party makes a mistake.
    package var isSomething: Bool { server != nil || wire != nil || client != nil }

    /// No mistake.
    package static let none = StageMutation()
}
