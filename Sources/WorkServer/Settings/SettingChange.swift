import Rules
import WorkTime

/// Changing a setting of the server.
struct SettingChange {
    let name: String
    let value: String

    func decide(_ state: WorkState) throws(CommandRefusalWithRule) -> Decision<CommandResult> {
        let (setting, text) = try reading(in: state)
        return ControlCenterRequest.accept(
            SettingRules.changed, "\(setting.rawValue) is \(text).",
            events: state.settings[setting] == text ? [] : [.settingChanged(setting, value: text)])
    }

    /// The setting that is meant, and its value as it is kept.
    func reading(in state: WorkState) throws(CommandRefusalWithRule) -> (ServerSetting, String) {
        guard let setting = ServerSetting(rawValue: name) else {
            let known = ServerSetting.allCases.map(\.rawValue).sorted().joined(separator: ", ")
            throw CommandRefusalWithRule(
                SettingRules.unknown, "\(state.node.name) has no setting '\(name)'. There are: \(known).")
        }
        if value == setting.word { return (setting, value) }
        if setting == .rateLimit {
            guard let number = Int(value), (1...100_000).contains(number) else { throw malformed(setting, in: state) }
            return (setting, String(number))
        }
        guard let range = setting.range else {
            guard let release = Release(text: value) else { throw malformed(setting, in: state) }
            return (setting, release.text)
        }
        guard let duration = Duration(text: value) else { throw malformed(setting, in: state) }
        guard range.contains(duration) || state.assumptions[SettingRules.ranges] == "unchecked" else {
            throw CommandRefusalWithRule(
                SettingRules.outOfRange,
                "\(name) of \(state.node.name) cannot be '\(value)'. It takes \(setting.takes).")
        }
        return (setting, duration.text)
    }

    private func malformed(_ setting: ServerSetting, in state: WorkState) -> CommandRefusalWithRule {
        CommandRefusalWithRule(
            SettingRules.malformed, "\(name) of \(state.node.name) cannot be '\(value)'. It takes \(setting.takes).")
    }
}
