import ScenarioKeys

/// Lists the libraries of a server.
struct ListLibraries: ActedStep {
    static let name = "user.list_libraries"
    static let doc = "Lists the libraries of a server."
    static let alone: String? = "as"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server)]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> LibrariesReturn {
        let (reply, notices) = try await stage.ask(.listLibraries(stage.serverRequest(actor(on: stage), server)))
        guard case .libraries(let names) = reply else { throw StageTrouble(unanswered: Self.name) }
        var returned = LibrariesReturn()
        returned.libraries = names
        returned.notices = notices
        return returned
    }
}

/// The libraries of a server.
struct LibrariesReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [.init(\._libraries)]

    @Key("libraries", "The names of the libraries, in any order.") var libraries: [String] = []
    var notices: [String] = []
}
