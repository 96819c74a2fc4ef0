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

    /// A hundred years: later dates cannot be written, whatever the server checks.
    private static let longest = Duration.seconds(36_525 * 86_400)

    /// The setting that is meant, and its value as it is kept.
    func reading(in state: WorkState) throws(CommandRefusalWithRule) -> (ServerSetting, String) {
        guard let setting = ServerSetting(rawValue: name) else {
            let known = ServerSetting.allCases.map(\.rawValue).sorted().joined(separator: ", ")
            throw CommandRefusalWithRule(
                SettingRules.unknown, "\(state.node.name) has no setting '\(name)'. There are: \(known).")
        }
        if value == setting.word { return (setting, value) }
        guard let range = setting.range else {
            guard let text = Self.read(value, of: setting) else { throw malformed(setting, in: state) }
            return (setting, text)
        }
        guard let unit = setting.unit, let duration = Duration(written: value, unit: unit) else {
            throw malformed(setting, in: state)
        }
        let isUnchecked = state.reading(of: SettingRules.ranges) == .unchecked && duration <= Self.longest
        guard range.contains(duration) || isUnchecked else {
            throw CommandRefusalWithRule(
                SettingRules.outOfRange,
                "\(name) of \(state.node.name) cannot be '\(value)'. It takes \(setting.takes).")
        }
        return (setting, duration.text)
    }

    /// The value of a setting that is no duration, as it is kept; nil where it is none.
    private static func read(_ value: String, of setting: ServerSetting) -> String? {
        switch setting {
        case .requiredFields: Self.fields(value)
        case .searchCap, .rateLimit: Int(value).flatMap { (1...100_000).contains($0) ? String($0) : nil }
        case .trustedAddresses: ServerSettings.ranges(value).map { _ in value }
        case .singleSignOn: ["on", "redirect_refused"].contains(value) ? value : nil
        case .singleSignOnCertificateExpires: WorkDate(day: value).map { _ in value }
        default: Release(text: value)?.text
        }
    }

    /// Fields of a profile with commas between them; nil where one is none.
    private static func fields(_ value: String) -> String? {
        let names = value.split(separator: ",").map { String($0.filter { $0 != " " }) }
        return names.allSatisfy { ProfileField(rawValue: $0) != nil } ? names.joined(separator: ",") : nil
    }

    private func malformed(_ setting: ServerSetting, in state: WorkState) -> CommandRefusalWithRule {
        CommandRefusalWithRule(
            SettingRules.malformed, "\(name) of \(state.node.name) cannot be '\(value)'. It takes \(setting.takes).")
    }
}
