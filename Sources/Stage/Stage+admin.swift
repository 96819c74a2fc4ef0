import IntegrationClient
import Secrets
import Synchronization
import WorkServer

/// What administrators do in Control Center.
extension Stage {
    static let adminHandlers: [String: Handler] = [
        "admin.register_application": { try $0.registerApplication($1) },
        "admin.edit_application": { stage, arguments in
            let form = try (try arguments.map("change") ?? arguments).decoded(as: ApplicationSetup.self).form
            return try stage.control(
                arguments, .editApplication(application: try stage.application(arguments), form: form))
        },
        "admin.import_package": { try $0.control($1, .importPackage(manifest: try $1.needed("manifest"))) },
        "admin.enable_application": { try $0.control($1, .enable(application: try $0.application($1))) },
        "admin.disable_application": { try $0.control($1, .disable(application: try $0.application($1))) },
        "admin.grant": { stage, arguments in
            let server = try stage.server(try arguments.text("server"))
            let users = arguments.texts("users").map { name in
                stage.setup.people[name] == nil ? name : stage.people.account(of: name, on: server.name)
            }
            return try stage.control(
                arguments,
                .grantAccess(
                    application: try stage.application(arguments), access: users == ["all"] ? .all : .custom(users)))
        },
        "admin.delete_application": { try $0.control($1, .deleteApplication(application: try $0.application($1))) },
        "admin.rotate_secret": { stage, arguments in
            let server = try stage.server(try arguments.text("server"))
            let success = try stage.control(arguments, .rotateSecret(application: try stage.application(arguments)))
            stage.keep(success, of: server.name)
            return success
        },
        "admin.export_registration": { try $0.control($1, .exportRegistration(application: try $0.application($1))) },
        "admin.revoke_tokens": { stage, arguments in
            let server = try stage.server(try arguments.text("server"))
            let user = try arguments.text("user").map { stage.people.account(of: $0, on: server.name) }
            return try stage.control(
                arguments, .revokeTokens(application: try stage.application(arguments), user: user))
        },
        "admin.lock_user": { try $0.lockUser($1, true) },
        "admin.unlock_user": { try $0.lockUser($1, false) },
        "admin.look_up_version": { try $0.control($1, .lookUpVersion) },
        "admin.set": { stage, arguments in
            var success = Success()
            for key in arguments.keys where key != "as" && key != "server" {
                success = try stage.control(arguments, .set(setting: key, value: try arguments.needed(key)))
            }
            return success
        },
    ]

    /// Registers, and generates the secret, as the article's administrator does in one go.
    private func registerApplication(_ arguments: Arguments) throws -> Success {
        let fields = try arguments.decoded(as: ApplicationSetup.self)
        let server = try server(try arguments.text("server"))
        let filled = fields.from == "sheet" ? fields.form.filled(from: deployment.registrationSheet) : fields.form
        var success = try control(arguments, .registerApplication(filled))
        if filled.clientSecret == nil, success.returned["client_secret"] == nil, let name = filled.name {
            let generated = try control(arguments, .generateSecret(application: name))
            success.returned.merge(generated.returned) { $1 }
        }
        keep(success, of: server.name)
        return success
    }

    /// Remembers O&D's newest client secret on a server, for references of the world; other applications have their own.
    private func keep(_ success: Success, of server: String) {
        guard let secret = success.returned["client_secret"], success.shows["client_id"] == .text(Deployment.clientID)
        else {
            return
        }
        state.withLock { $0.clientSecrets[server] = secret }
    }

    private func lockUser(_ arguments: Arguments, _ isLocked: Bool) throws -> Success {
        let server = try server(try arguments.text("server"))
        let account = people.account(of: try arguments.needed("user"), on: server.name)
        return try control(arguments, .lockUser(account, isLocked))
    }

    private func application(_ arguments: Arguments) throws(StageTrouble) -> String {
        try arguments.text("application") ?? deployment.registrationSheet.name
    }

    private func control(_ arguments: Arguments, _ command: ControlCenterCommand) throws -> Success {
        let server = try server(try arguments.text("server"))
        let person = try people.actor(
            try arguments.text("as"), fitting: { $0.controlCenter != nil }, what: "an administrator of Control Center")
        do throws(CommandRefusal) {
            let reply = try server.running.perform(command, by: people.account(of: person, on: server.name))
            var success = Success()
            if let release = reply.release { success.shows["release"] = .text(release) }
            if let clientID = reply.clientID { success.shows["client_id"] = .text(clientID) }
            if let registration = reply.registration {
                success.shows["registration"] = .map(registration.mapValues { .text($0) })
                state.withLock { $0.registration = registration }
            }
            if let revoked = reply.revokedTokens { success.shows["revoked_tokens"] = .number(revoked) }
            if let secret = reply.clientSecret { success.returned["client_secret"] = secret }
            return success
        } catch {
            throw PartyFailure(
                failure: Outcome.Failure(id: "control-center-refused", message: error.message, at: "office"),
                decision: Outcome.Refusal(rule: error.rule, by: server.name, answered: false))
        }
    }
}
