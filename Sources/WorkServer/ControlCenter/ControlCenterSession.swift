import Rules
import Secrets
import WorkTime

/// An administrator who is signed in to Control Center.
public struct ControlCenterSession: Hashable, Codable, Sendable {
    /// What the browser's cookie is known by.
    let digest: SecretDigest
    /// The administrator's user id.
    let user: String
    /// When they signed in.
    let began: WorkDate

    /// How long a session lasts: a working day.
    static let lifetime = Duration.seconds(12 * 3_600)

    /// What the forms of a session carry, so that no other site can send them; it follows from the cookie.
    static func formToken(of cookie: String) -> String {
        String(SecretDigest(of: "form of " + cookie).description.prefix(32))
    }
}

extension WorkState {
    /// The session of a cookie, while it lasts and its user may operate Control Center.
    func controlCenterSession(
        of cookie: String, from address: String, at now: WorkDate
    ) throws(AdmissionRefusal) -> ControlCenterSession? {
        guard let session = controlCenterSessions[SecretDigest(of: cookie)],
            now - session.began < ControlCenterSession.lifetime
        else { return nil }
        let admission = Admission(way: .controlCenterSession, user: users[session.user], address: address)
        let user = try admit(admission, at: now)
        return mayOperate(user.id) ? session : nil
    }

    /// Whether a user may operate Control Center: NRTADMIN, on the cloud also App Management.
    func mayOperate(_ name: String) -> Bool {
        let roles = user(named: name)?.roles ?? []
        return roles.contains("NRTADMIN") || (node.hosting == .cloud && roles.contains("APP_MANAGEMENT"))
    }
}

/// Maps to the form of Control Center's sign-in page.
struct ControlCenterSignIn: WorkCommand {
    let user: String
    let password: String

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<Secret, CommandRefusal>> {
        let account: WorkUser
        do throws(AdmissionRefusal) {
            account = try state.admit(
                Admission(
                    way: .controlCenter, user: state.user(signingInAs: user), password: SecretDigest(of: password),
                    address: context.party),
                at: context.now)
        } catch {
            return refuse(error.rule, error.told)
        }
        guard state.mayOperate(account.id) else {
            return refuse(ApplicationRules.privilege, ControlCenterRequest.notPrivileged(account.id, state))
        }
        let minted = MintedSecret(
            secret: Secret(context.identifiers.token("\(state.node.name): Control Center of \(account.id)")),
            name: "\(account.id)'s Control Center session on \(state.node.name)")
        let session = ControlCenterSession(digest: minted.digest, user: account.id, began: context.now)
        return .accept(
            PageRules.signedIn, "\(account.id) signs in to Control Center.", events: [.controlCenterEntered(session)],
            minted: [minted], reply: .success(minted.secret))
    }

    private func refuse(_ rule: Rule, _ message: String) -> Decision<Result<Secret, CommandRefusal>> {
        .refuse(rule, message, reply: .failure(CommandRefusal(rule: rule.id, message: message)))
    }
}

/// Ends a session of Control Center.
struct ControlCenterSignOut: WorkCommand {
    let cookie: String

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Void> {
        let digest = SecretDigest(of: cookie)
        return .accept(
            PageRules.signedOut, "The session of Control Center is ended.",
            events: state.controlCenterSessions[digest] == nil ? [] : [.controlCenterLeft(digest)], reply: ())
    }
}
