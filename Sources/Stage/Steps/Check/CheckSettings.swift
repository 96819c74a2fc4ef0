package import ScenarioKeys
import WorkServer
import WorkTime

/// Compares a server's settings.
struct CheckSettings: ServerStep {
    static let name = "check.settings"
    static let doc = "Compares a server's settings."
    static let keys: [ListedKey<Self>] = [.init(\._server)]
    static let others: OtherKeys<Self>? = .init(.vocabulary(.settings), in: \.settings)

    @Key(.server) var server: ServerName?
    var settings: [String: SettingValue] = [:]

    func verify() throws(KeyIssue) {
        if settings.isEmpty { throw KeyIssue("'\(Self.name)' names no setting") }
    }

    func perform(on stage: Stage) async throws -> SettingsReturn {
        let server = try target(on: stage)
        let present = server.running.snapshot.settings
        var returned = SettingsReturn()
        for (name, wanted) in settings.sorted(by: { $0.key < $1.key }) {
            guard let setting = ServerSetting(rawValue: name) else {
                throw StageTrouble("\(Self.name): there is no setting '\(name)'")
            }
            let seen = present[setting]
            returned.settings[name] = seen
            // The same length of time may be written in several ways.
            let isSame = Duration(text: wanted.text).map { $0 == Duration(text: seen) } ?? false
            guard isSame || wanted.text == seen else {
                throw Stage.PartyFailure(checkFailed: "\(name) of \(server.name) is \(seen), not \(wanted.text).")
            }
        }
        return returned
    }
}

/// Settings and their values.
struct SettingsReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [.init(\._settings)]

    @Key("settings", "Settings and their values.") var settings: [String: String] = [:]
}

/// A setting's value as text, also where a file has a number.
package struct SettingValue: KeyValue {
    /// The text.
    package let text: String

    package static var shape: Shape {
        .either([.duration, .word(["off", "current"]), .vocabulary(.releases), .integer(1...100_000)])
    }

    package init(reading value: Value) throws(KeyIssue) { text = try String(reading: value) }
    package var written: Value { .text(text) }
}
