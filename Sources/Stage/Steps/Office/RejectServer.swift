import ScenarioKeys

/// Staff reject the server.
struct RejectServer: ActedStep {
    static let name = "office.reject"
    static let doc = "Staff reject the server."
    static let alone: String? = "reason"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._reason)]
    static let cast = Cast.staff

    @Key(.as(.staff)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key("reason", "Why, for the organization administrator to read.") var reason: String?

    func perform(on stage: Stage) async throws -> DoneReturn {
        let request = try await stage.serverRequest(actor(on: stage), server)
        return try await stage.done(
            .reject(.init(person: request.person, server: request.server, reason: reason ?? "no reason given")))
    }
}
