import ScenarioKeys
import WorkServer

/// Lets a user log on again.
struct UnlockUser: ControlCenterStep {
    static let name = "admin.unlock_user"
    static let doc = "Lets a user log on again."
    static let alone: String? = "user"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._user)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key("user", "Who: a person or a user id.", required: true) var user: AccountName = ""

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        let server = try target(on: stage)
        return try command(.lockUser(stage.account(of: user.name, on: server.name), false), at: server, on: stage)
    }
}
