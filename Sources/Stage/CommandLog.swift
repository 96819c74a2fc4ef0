import Secrets
import Synchronization
import WorkServer

/// What administrators did on the pages of Control Center, as the steps that a scenario would have for it.
final class CommandLog: Sendable {
    /// One command.
    struct Item: Sendable {
        let server: String
        let account: String
        let command: ControlCenterCommand
        let result: Result<CommandReply, CommandRefusal>
    }

    private let items = Mutex<[Item]>([])

    func note(
        _ command: ControlCenterCommand, on server: String, by account: String,
        _ result: Result<CommandReply, CommandRefusal>
    ) {
        items.withLock { $0.append(Item(server: server, account: account, command: command, result: result)) }
    }

    /// The commands since the last call.
    func taken() -> [Item] {
        items.withLock { items in
            defer { items = [] }
            return items
        }
    }
}

extension ControlCenterCommand {
    /// The step of a scenario that does the same; nil for what changes nothing, or belongs to the step before.
    var step: (name: String, arguments: [String: JSON])? {
        switch self {
        case .registerApplication(let form): ("admin.register_application", Self.fields(of: form))
        case .importPackage(let manifest):
            ("admin.import_package", ["manifest": .text(Self.withoutSecret(manifest))])
        case .editApplication(let application, let form):
            ("admin.edit_application", ["application": .text(application), "change": .map(Self.fields(of: form))])
        case .rotateSecret(let application): ("admin.rotate_secret", ["application": .text(application)])
        case .enable(let application): ("admin.enable_application", ["application": .text(application)])
        case .disable(let application): ("admin.disable_application", ["application": .text(application)])
        case .deleteApplication(let application): ("admin.delete_application", ["application": .text(application)])
        case .grantAccess(let application, .all):
            ("admin.grant", ["application": .text(application), "users": .list([.text("all")])])
        case .grantAccess(let application, .custom(let ids)):
            ("admin.grant", ["application": .text(application), "users": .list(ids.map { .text($0) })])
        case .revokeTokens(let application, let user):
            (
                "admin.revoke_tokens",
                ["application": .text(application)].merging(user.map { ["user": .text($0)] } ?? [:]) { $1 }
            )
        case .lockUser(let user, let isLocked):
            (isLocked ? "admin.lock_user" : "admin.unlock_user", ["user": .text(user)])
        case .endCheckOut(let document): ("admin.end_check_out", ["document": .text(document)])
        case .set(let setting, let value): ("admin.set", [setting: .text(value)])
        case .setFirewall(let firewall): ("network.firewall", Self.arguments(of: firewall))
        case .lookUpVersion: ("admin.look_up_version", [:])
        // Registering generates the first secret; the export changes nothing.
        case .generateSecret, .exportRegistration: nil
        }
    }

    /// A manifest whose secret is the stand-in that recordings have for secrets that were typed.
    private static func withoutSecret(_ manifest: String) -> String {
        manifest.replacing(/api_secret:[^\r\n]*/, with: "api_secret: \(Deed.typedSecret)")
    }

    /// A client secret that was typed into a registration.
    var typedSecret: Secret? {
        switch self {
        case .registerApplication(let form), .editApplication(_, let form): form.clientSecret
        default: nil
        }
    }

    /// The fields that are filled in, with the names of files; a secret is never among them.
    private static func fields(of form: ApplicationForm) -> [String: JSON] {
        guard case .map(let fields) = JSON(encoding: form) else { return [:] }
        return fields
    }

    private static func arguments(of firewall: Firewall) -> [String: JSON] {
        guard case .map(let fields) = JSON(encoding: firewall) else { return [:] }
        return fields
    }
}
