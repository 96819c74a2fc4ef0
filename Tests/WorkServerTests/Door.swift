import Rules
import Secrets
import Testing
import WorkServerTesting
import WorkTime

@testable import WorkServer

/// One way in, held open for NORA with the scope admin: conditions are imposed, then she knocks.
struct Door {
    private let way: Admission.Way
    private let address = "198.51.100.20"
    /// The transaction, code, token or cookie that she holds.
    private var held = ""
    private var password = "nora's password"

    /// Prepares what the way needs before she can knock.
    init(_ way: Admission.Way, at bench: Workbench) throws {
        self.way = way
        switch way {
        case .password, .session, .controlCenter: break
        case .page: held = try bench.transaction(scope: "admin")
        case .code: held = try code(at: bench)
        case .token: held = try bench.redeem(try code(at: bench)).reply.get().accessToken.reveal()
        case .refresh:
            guard case .text(let token) = try bench.redeem(try code(at: bench)).reply.get().refresh else {
                throw Unexpected("no refresh token")
            }
            held = token
        case .controlCenterSession:
            held = try bench.maker.perform(
                ControlCenterSignIn(user: "NORA", password: password), by: address
            ).reply.get().reveal()
        }
    }

    private func code(at bench: Workbench) throws -> String {
        let decision = try signIn(try bench.transaction(scope: "admin"), at: bench)
        guard case .redirect(let url, nil) = decision.reply, let query = url.split(separator: "?").last,
            let code = try FormFields(parsing: query)["code"]
        else { throw Unexpected("no code, but \(decision.rule.id)") }
        return code
    }

    private func signIn(_ transaction: String, at bench: Workbench) throws -> Decision<AuthorizeReply> {
        let fields = try Workbench.fields([
            ("transaction", transaction), ("state", Workbench.state), ("username", "nora"), ("password", password),
        ])
        return bench.maker.perform(SigningIn(fields: fields), by: address)
    }

    /// Makes a condition true.
    mutating func impose(_ condition: AdmissionCondition, at bench: Workbench) throws {
        let name = "Office & Dragons"
        var commands: [ControlCenterCommand] = []
        switch condition {
        case .applicationUnknown:
            let surroundings = Surroundings(rule: SettingRules.loaded, detail: "a backup is restored") { _ in
                .lost(what: "registrations")
            }
            _ = bench.maker.perform(surroundings, by: "a backup")
        case .applicationDisabled: commands = [.disable(application: name)]
        case .authenticationOff:
            var form = ApplicationForm()
            form.authentication = false
            commands = [.editApplication(application: name, form: form)]
        case .providerRedirects: commands = [.set(setting: "single_sign_on", value: "redirect_refused")]
        case .providerCertificate:
            // The clock starts on 2 March 2026.
            commands = [
                .set(setting: "single_sign_on", value: "on"),
                .set(setting: "single_sign_on_certificate_expires", value: "2026-03-01"),
            ]
        case .userUnknown: bench.change("NORA") { _ in nil }
        case .passwordWrong: password = "guessed"
        case .userLocked: commands = [.lockUser("NORA", true)]
        case .userOfProvider: bench.change("NORA") { $0.having(roles: ["NRTADMIN", "EXTERNAL"]) }
        case .addressUntrusted: commands = [.set(setting: "trusted_addresses", value: "198.18.0.0/15")]
        case .userNotGranted: commands = [.grantAccess(application: name, access: .custom(["grace"]))]
        case .scopeNotAllowed:
            // Control Center asks for the role itself, not for a scope.
            if way != .controlCenter, way != .controlCenterSession { bench.change("NORA") { $0.having(roles: []) } }
        }
        for command in commands { _ = try bench.command(command).reply.get() }
    }

    /// The rule by which she is refused; nil where she is let in.
    func knock(at bench: Workbench) throws -> String? {
        func rule<Reply>(_ decision: Decision<Reply>) -> String? { decision.refused ? decision.rule.id : nil }
        switch way {
        case .page: return rule(try signIn(held, at: bench))
        case .code: return rule(try bench.redeem(held))
        case .refresh: return rule(try bench.refresh(held, ["client_id": WorkServerScene.clientID]))
        case .token: return rule(bench.libraries(held))
        case .password:
            let fields = try Workbench.fields([
                ("grant_type", "password"), ("username", "NORA"), ("password", password), ("scope", "admin"),
                ("client_id", WorkServerScene.clientID), ("client_secret", bench.clientSecret),
            ])
            return rule(bench.maker.perform(TokenRequest(fields: fields, header: .absent), by: address))
        case .session:
            return rule(
                bench.maker.perform(
                    SessionLogIn(userID: "NORA", password: password, persona: "admin"), by: address))
        case .controlCenter:
            return rule(bench.maker.perform(ControlCenterSignIn(user: "NORA", password: password), by: address))
        case .controlCenterSession:
            do throws(AdmissionRefusal) {
                let session = try bench.maker.snapshot.controlCenterSession(
                    of: held, from: address, at: bench.maker.clock.date)
                return session == nil ? "no session" : nil
            } catch {
                return error.rule.id
            }
        }
    }
}

extension Workbench {
    /// The state that an authorize request carries here.
    static let state = "state-0123456789"

    /// The transaction of a sign-in page that is served now.
    func transaction(scope: String) throws -> String {
        guard case .form(let form, _) = try authorize(["scope": scope]).reply else {
            throw Unexpected("no sign-in page")
        }
        return form.transaction.reveal()
    }

    /// Puts another account in place of a user's, or none, as a directory does that the server follows.
    func change(_ id: String, _ transform: @escaping @Sendable (WorkUser) -> WorkUser?) {
        let surroundings = Surroundings(rule: SettingRules.loaded, detail: "the directory changes") { state in
            var users = state.users
            users[id] = users[id].flatMap(transform)
            return .firmLoaded(
                FirmRecord(
                    users: Array(users.values), libraries: state.libraries,
                    applications: Array(state.applications.values), settings: state.settings, firewall: state.firewall,
                    content: ContentSeed()))
        }
        _ = maker.perform(surroundings, by: "the directory")
    }
}

extension WorkUser {
    /// The same account with other roles.
    func having(roles: [String]) -> WorkUser {
        WorkUser(
            id: id, fullName: fullName, email: email, roles: roles, groups: groups, ssid: ssid, password: password,
            isLocked: isLocked)
    }
}
