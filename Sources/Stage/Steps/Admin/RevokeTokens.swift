import ScenarioKeys
import WorkServer

/// Revokes the tokens of an application, of one user or of all.
struct RevokeTokens: ApplicationStep {
    static let name = "admin.revoke_tokens"
    static let doc = "Revokes the tokens of an application, of one user or of all."
    static let alone: String? = "user"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._application), .init(\._user)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.application) var application: ApplicationName?
    @Key("user", "Whose tokens: a person or a user id; all unless said.") var user: AccountName?

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        let server = try target(on: stage)
        let account = user.map { stage.account(of: $0.name, on: server.name) }
        return try command(
            .revokeTokens(application: applicationName(on: stage), user: account), at: server, on: stage)
    }
}
