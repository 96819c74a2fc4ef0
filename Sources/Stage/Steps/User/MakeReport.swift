import ScenarioKeys
import Synchronization

/// Makes the report that a person sends to support.
struct MakeReport: ActedStep {
    static let name = "user.report"
    static let doc = "Makes the report that a person sends to support."
    static let alone: String? = "as"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server)]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> ReportReturn {
        let request = try await stage.serverRequest(actor(on: stage), server)
        let registration = stage.state.withLock { $0.registration }
        let (reply, notices) = try await stage.ask(
            .report(.init(person: request.person, server: request.server, registration: registration)))
        guard case .report(let text) = reply else { throw StageTrouble(unanswered: Self.name) }
        stage.state.withLock { $0.report = text }
        var returned = ReportReturn()
        returned.report = text
        returned.notices = notices
        return returned
    }
}

/// The report for support.
struct ReportReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [.init(\._report)]

    @Key("report", "What the report says.") var report = ""
    var notices: [String] = []
}
