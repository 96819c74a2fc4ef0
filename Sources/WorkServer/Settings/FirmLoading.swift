import Rules
import Secrets

/// Taking in a firm at the start: one event, whatever the firm's size.
struct FirmLoading: WorkCommand {
    let firm: Firm

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<FirmCredentials, CommandRefusal>> {
        do throws(CommandRefusalWithRule) {
            return try take(state, context)
        } catch {
            return .refuse(
                error.rule, error.message,
                reply: .failure(CommandRefusal(rule: error.rule.id, message: error.message)))
        }
    }

    private func take(
        _ state: WorkState, _ context: DecisionContext
    ) throws(CommandRefusalWithRule) -> Decision<Result<FirmCredentials, CommandRefusal>> {
        var credentials = FirmCredentials()
        var minted: [MintedSecret] = []
        let users = firm.users.map { user in
            let id = user.id.uppercased()
            let password = MintedSecret(
                secret: user.password ?? Secret(context.identifiers.token("\(state.node.name): password of \(id)")),
                name: "password of \(id) on \(state.node.name)")
            credentials.passwords[id] = password.secret
            minted.append(password)
            return WorkUser(
                id: id, fullName: user.fullName, email: user.email, roles: user.roles, groups: user.groups,
                ssid: context.identifiers.uuid("\(state.node.name): ssid of \(id)"), password: password.digest)
        }
        var loaded = state
        var applications: [RegisteredApplication] = []
        for form in firm.applications {
            var (application, typed) = try ApplicationRegistration(form: form).application(for: loaded)
            if typed.isEmpty {
                typed = [SecretGeneration.mint(for: application, on: state.node.name, from: context.identifiers)]
                application.secret = typed[0].digest
                application.secretNumber = 1
            }
            credentials.clientSecrets[application.clientID] = typed[0].secret
            minted += typed
            applications.append(application)
            loaded.applications[application.clientID] = application
        }
        var settings = state.settings
        for (name, value) in firm.settings.sorted(by: { $0.key < $1.key }) {
            let (setting, text) = try SettingChange(name: name, value: value).reading(in: state)
            settings[setting] = text
        }
        let record = FirmRecord(
            users: users,
            libraries: Set(firm.libraries).union(firm.content.libraries.keys).sorted().map { WorkLibrary(id: $0) },
            applications: applications,
            settings: settings, firewall: firm.firewall,
            content: firm.content.seed(at: context.now, libraries: firm.libraries))
        return .accept(
            SettingRules.loaded, "\(state.node.name) serves \(users.count) user(s).", events: [.firmLoaded(record)],
            minted: minted, reply: .success(credentials))
    }
}

/// A change of the server's surroundings that no administrator makes in Control Center.
struct Surroundings: WorkCommand {
    let rule: Rule
    let detail: String
    let event: @Sendable (WorkState) -> WorkEvent

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<WorkEvent> {
        let event = event(state)
        return .accept(rule, detail, events: [event], reply: event)
    }
}
