import ScenarioKeys
import WorkServer

/// Lets chosen users, or all, use an application.
struct GrantAccess: ApplicationStep {
    static let name = "admin.grant"
    static let doc = "Lets chosen users, or all, use an application."
    static let alone: String? = "users"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._application), .init(\._users)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.application) var application: ApplicationName?
    @Key("users", "User ids, groups or people, or `all`.", required: true, example: "users: [ADA, BEN]")
    var users = AccessList()

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        let server = try target(on: stage)
        let access = users.access { stage.account(of: $0, on: server.name) }
        return try command(
            .grantAccess(application: applicationName(on: stage), access: access), at: server, on: stage)
    }
}

extension Stage {
    /// The user id of a person; what is no person of the stage is an id already.
    func account(of name: String, on server: String) -> String {
        setup.people[name] == nil ? name : people.account(of: name, on: server)
    }
}
