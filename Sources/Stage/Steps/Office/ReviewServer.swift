import ScenarioKeys

/// Staff check the server line by line; it fails with the first line that failed.
struct ReviewServer: ActedStep {
    static let name = "office.review"
    static let doc = "Staff check the server line by line; it fails with the first line that failed."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server)]
    static let cast = Cast.staff

    @Key(.as(.staff)) var person: PersonName?
    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> ReviewReturn {
        let (reply, notices) = try await stage.ask(.review(stage.serverRequest(actor(on: stage), server)))
        guard case .reviewed(let checklist, let release) = reply else { throw StageTrouble(unanswered: Self.name) }
        var returned = ReviewReturn()
        returned.checklist = checklist
        returned.release = release
        returned.notices = notices
        return returned
    }
}

/// What the review shows.
struct ReviewReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [.init(\._checklist), .init(\._release)]

    @Key("checklist", "The lines of the review.") var checklist: [String: String] = [:]
    @Key("release", "The server's release.") var release: String?
    var notices: [String] = []
}
