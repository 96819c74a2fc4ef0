import ScenarioKeys

/// Announces the server to Office & Dragons, so that staff can review it.
struct AnnounceServer: ActedStep {
    static let name = "office.announce_server"
    static let doc = "Announces the server to Office & Dragons, so that staff can review it."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server)]
    static let cast = Cast.organizationAdmin

    @Key(.as(.organizationAdmin)) var person: PersonName?
    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> DoneReturn {
        try await stage.done(.announceServer(stage.serverRequest(actor(on: stage), server)))
    }
}
