import ScenarioKeys

/// Logs out of a server.
struct LogOut: ActedStep {
    static let name = "user.log_out"
    static let doc = "Logs out of a server."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server)]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> DoneReturn {
        try await stage.done(.logOut(stage.serverRequest(actor(on: stage), server)))
    }
}
