import ScenarioKeys
import WorkServer

/// Changes settings of the server.
struct ChangeSettings: ControlCenterStep {
    static let name = "admin.set"
    static let doc = "Changes settings of the server."
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server)]
    static let others: OtherKeys<Self>? = .init(.vocabulary(.settings), in: \.settings)

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    var settings: [String: SettingValue] = [:]

    func verify() throws(KeyIssue) {
        if settings.isEmpty { throw KeyIssue("'\(Self.name)' names no setting") }
    }

    func perform(on stage: Stage) async throws -> Nothing {
        let server = try target(on: stage)
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            _ = try command(.set(setting: name, value: value.text), at: server, on: stage)
        }
        return Nothing()
    }
}
