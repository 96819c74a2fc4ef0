import ScenarioKeys

/// Removes a server.
struct RemoveServer: ActedStep {
    static let name = "office.remove_server"
    static let doc = "Removes a server."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server)]
    static let cast = Cast.organizationAdmin

    @Key(.as(.organizationAdmin)) var person: PersonName?
    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> DoneReturn {
        try await stage.done(.removeServer(stage.serverRequest(actor(on: stage), server)))
    }
}
