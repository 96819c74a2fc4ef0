import ScenarioKeys

/// Staff confirm the server; log-in works now.
struct ConfirmServer: ActedStep {
    static let name = "office.confirm"
    static let doc = "Staff confirm the server; log-in works now."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server)]
    static let cast = Cast.staff

    @Key(.as(.staff)) var person: PersonName?
    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> DoneReturn {
        try await stage.done(.confirm(stage.serverRequest(actor(on: stage), server)))
    }
}
