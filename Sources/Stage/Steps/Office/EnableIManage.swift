import ScenarioKeys

/// Enables the iManage integration for the organization.
struct EnableIManage: ActedStep {
    static let name = "office.enable_imanage"
    static let doc = "Enables the iManage integration for the organization."
    static let alone: String? = "as"
    static let keys: [ListedKey<Self>] = [.init(\._person)]
    static let cast = Cast.organizationAdmin

    @Key(.as(.organizationAdmin)) var person: PersonName?

    func perform(on stage: Stage) async throws -> DoneReturn {
        try await stage.done(.enableIManage(.init(person: actor(on: stage))))
    }
}
