import Rules
import Secrets
import WorkTime

/// What comes of a Control Center command.
typealias CommandResult = Result<CommandReply, CommandRefusal>

/// A Control Center command with who gives it.
struct ControlCenterRequest: WorkCommand {
    let command: ControlCenterCommand
    let administrator: String

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<CommandResult> {
        if case .lookUpVersion = command { return lookUp(state) }
        guard mayDoIt(state) else {
            return Self.refuse(ApplicationRules.privilege, Self.notPrivileged(administrator, state))
        }
        let admission = Admission(
            way: .controlCenterSession, user: state.user(named: administrator), address: nil)
        do throws(AdmissionRefusal) {
            _ = try state.admit(admission, at: context.now)
        } catch {
            return Self.refuse(error.rule, error.message)
        }
        do throws(CommandRefusalWithRule) {
            return try decideAsAdministrator(state, context)
        } catch {
            return Self.refuse(error.rule, error.message)
        }
    }

    /// Operating is for NRTADMIN, on the cloud also for App Management; looking is for Tier 2 as well.
    private func mayDoIt(_ state: WorkState) -> Bool {
        if state.mayOperate(administrator) { return true }
        guard case .exportRegistration = command else { return false }
        return state.user(named: administrator)?.roles.contains("TIER2") ?? false
    }

    static func notPrivileged(_ administrator: String, _ state: WorkState) -> String {
        "\(administrator) is not in the group NRTADMIN of \(state.node.name), which operating Control Center needs"
            + (state.node.hosting == .cloud ? ", nor has the privilege App Management." : ".")
            + " Sign in as a member of NRTADMIN, or have \(administrator) added to it."
    }

    private func decideAsAdministrator(
        _ state: WorkState, _ context: DecisionContext
    ) throws(CommandRefusalWithRule) -> Decision<CommandResult> {
        switch command {
        case .registerApplication(let form):
            return try ApplicationRegistration(form: form).decide(state, context)
        case .importPackage(let manifest):
            return try ManifestImport(text: manifest).decide(state, context)
        case .editApplication(let name, let form):
            return try ApplicationEdit(form: form).decide(try find(name, in: state), state, context)
        case .generateSecret(let name):
            return SecretGeneration(rule: ApplicationRules.secretGenerated).decide(
                try find(name, in: state), state, context)
        case .rotateSecret(let name):
            return SecretGeneration(rule: ApplicationRules.secretRotated).decide(
                try find(name, in: state), state, context)
        case .enable(let name):
            return Self.change(try find(name, in: state), "enabled", ApplicationRules.enabled) { $0.isEnabled = true }
        case .disable(let name):
            return Self.change(try find(name, in: state), "disabled", ApplicationRules.disabled) {
                $0.isEnabled = false
            }
        case .grantAccess(let name, let access):
            return Self.change(try find(name, in: state), "access-granted", ApplicationRules.accessGranted) {
                $0.access = access
            }
        case .deleteApplication(let name):
            return try delete(try find(name, in: state), state, context)
        case .exportRegistration(let name):
            let application = try find(name, in: state)
            return Self.accept(ApplicationRules.exported, "\(application.name) is shown.", of: application) {
                $0.registration = application.fields
            }
        case .revokeTokens(let name, let user):
            return revoke(try find(name, in: state), user, state, context)
        case .lockUser(let name, let isLocked):
            return try UserLocking(name: name, isLocked: isLocked).decide(state)
        case .endCheckOut(let path):
            return try CheckOutEnding(path: path).decide(state)
        case .set(let setting, let value):
            return try SettingChange(name: setting, value: value).decide(state)
        case .setFirewall(let firewall):
            return Self.accept(
                FirewallRules.edited, "The firewall is: \(firewall.text).",
                events: state.firewall == firewall && state.coming == nil ? [] : [.firewallChanged(firewall)])
        case .lookUpVersion:
            return lookUp(state)
        }
    }

    private func find(_ name: String, in state: WorkState) throws(CommandRefusalWithRule) -> RegisteredApplication {
        guard let application = state.application(named: name) else {
            let known = state.applications.values.map(\.name).sorted().joined(separator: ", ")
            throw CommandRefusalWithRule(
                ApplicationRules.unknown,
                "\(state.node.name) has no application with the name or client id '\(name)'."
                    + (known.isEmpty ? " None is registered; register it first." : " Registered are: \(known)."))
        }
        return application
    }

    private func lookUp(_ state: WorkState) -> Decision<CommandResult> {
        let release = state.node.release.text
        return Self.accept(DiscoveryRules.lookedUp, "The release is \(release).") { $0.release = release }
    }

    private func delete(
        _ application: RegisteredApplication, _ state: WorkState, _ context: DecisionContext
    ) throws(CommandRefusalWithRule) -> Decision<CommandResult> {
        guard application.settings.isEmpty else {
            throw CommandRefusalWithRule(
                PackageRules.hasSettings,
                "\(application.name) has settings of its own (\(application.settings.keys.sorted().joined(separator: ", ")))."
                    + " Remove them on its Settings tab, then delete it.")
        }
        let dead = state.revocations(at: context.now) { $0 == application.clientID }
        return Self.accept(
            ApplicationRules.deleted, "\(application.name) is removed.", of: application,
            events: dead + [.applicationDeleted(clientID: application.clientID)]
        ) { $0.revokedTokens = dead.count }
    }

    private func revoke(
        _ application: RegisteredApplication, _ user: String?, _ state: WorkState, _ context: DecisionContext
    ) -> Decision<CommandResult> {
        let dead = state.revocations(at: context.now, user: user) { $0 == application.clientID }
        return Self.accept(
            ApplicationRules.tokensRevoked, "\(dead.count) token(s) of \(application.name) are revoked.",
            of: application,
            events: dead
        ) { $0.revokedTokens = dead.count }
    }
}

/// A refusal that still knows its rule.
struct CommandRefusalWithRule: Error {
    let rule: Rule
    let message: String

    init(_ rule: Rule, _ message: String) {
        self.rule = rule
        self.message = message
    }
}

extension ControlCenterRequest {
    static func refuse(_ rule: Rule, _ message: String) -> Decision<CommandResult> {
        .refuse(rule, message, reply: .failure(CommandRefusal(rule: rule.id, message: message)))
    }

    static func accept(
        _ rule: Rule, _ detail: String, of application: RegisteredApplication? = nil, events: [WorkEvent] = [],
        minted: [MintedSecret] = [], _ fill: (inout CommandReply) -> Void = { _ in }
    ) -> Decision<CommandResult> {
        var reply = CommandReply(rule: rule.id)
        reply.clientID = application?.clientID
        fill(&reply)
        return .accept(rule, detail, events: events, minted: minted, reply: .success(reply))
    }

    static func change(
        _ application: RegisteredApplication, _ how: String, _ rule: Rule, _ edit: (inout RegisteredApplication) -> Void
    ) -> Decision<CommandResult> {
        var changed = application
        edit(&changed)
        let events: [WorkEvent] = changed == application ? [] : [.applicationChanged(changed, how: how)]
        return accept(rule, "\(application.name): \(how.replacing("-", with: " ")).", of: application, events: events)
    }
}
