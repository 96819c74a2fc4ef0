import ScenarioKeys
import WorkTime

/// Sets the calendar of O&D or of a server wrong.
struct SkewClock: StageStep {
    static let name = "clock.skew"
    static let doc =
        "Sets the clock of O&D, or of a server, wrong; without a length of time it is right again."
    static let alone: String? = "office"
    static let keys: [ListedKey<Self>] = [
        .init(\._office), .init(\._server), .init(\._ahead), .init(\._behind),
    ]

    @Key(
        "office", "How far O&D's clock is ahead.", example: "clock.skew: { office: 5m }",
        unseen:
            "O&D counts durations and compares no dates, so that scenarios show that its wrong clock changes nothing.")
    var office: Duration?
    @Key("server", "The server whose clock is meant; O&D's unless said.")
    var server: ServerName?
    @Key("ahead", "How far it is ahead.", example: "clock.skew: { server: main, ahead: 2h }")
    var ahead: Duration?
    @Key(
        "behind", "How far it is behind.", example: "clock.skew: { behind: 12h }",
        unseen: "A clock that is behind ends nothing, and scenarios show that it changes nothing that a party sees.")
    var behind: Duration?

    func verify() throws(KeyIssue) {
        if office != nil, server != nil {
            throw KeyIssue(
                "'office' sets O&D's clock, and 'server' another one", suggestion: "write ahead:", at: "server")
        }
        guard [office, ahead, behind].count(where: { $0 != nil }) < 2 else {
            throw KeyIssue(
                "a clock is 'ahead' or 'behind', not both", at: behind == nil ? "ahead" : "behind")
        }
    }

    func perform(on stage: Stage) async throws -> Nothing {
        let clock =
            try server.map { name throws(StageTrouble) in try stage.server(name.name).clock } ?? stage.officeClock
        clock.skew = office ?? ahead ?? behind.map { .zero - $0 } ?? .zero
        return Nothing()
    }
}
