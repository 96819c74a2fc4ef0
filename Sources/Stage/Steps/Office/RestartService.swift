import ScenarioKeys

/// Restarts the integration's service; what is only in memory is lost.
struct RestartService: ActedStep {
    static let name = "office.restart"
    static let doc = "Restarts the integration's service; what is only in memory is lost."
    static let alone: String? = "as"
    static let keys: [ListedKey<Self>] = [.init(\._person)]
    static let cast = Cast.staff

    @Key(.as(.staff)) var person: PersonName?

    func perform(on stage: Stage) async throws -> DoneReturn {
        _ = try actor(on: stage)
        return try await stage.done(.restart)
    }
}
