import Rules
import WorkTime

/// Somebody who asks to be let in, or who is in and goes on.
///
/// `WorkState.admit(_:at:)` judges every way in.
struct Admission: Sendable {
    /// How somebody comes.
    enum Way: CaseIterable, Sendable {
        /// A browser at the authorize end point or at the sign-in page.
        case page
        /// An application with the code of a sign-in.
        case code
        /// An application with a user's name and password.
        case password
        /// A client older than OAuth with a name and a password.
        case session
        /// An application with a refresh token.
        case refresh
        /// A call with an access token, of OAuth or of the older session log-in.
        case token
        /// An administrator at the sign-in page of Control Center.
        case controlCenter
        /// An administrator who is signed in to Control Center.
        case controlCenterSession

        /// Whether a name and a password are entered on this way.
        var takesPassword: Bool { [.page, .password, .session, .controlCenter].contains(self) }

        /// Whether somebody goes on who was let in before.
        var isUnderWay: Bool { self == .token || self == .controlCenterSession }
    }

    let way: Way
    /// The application that is meant; nil where none takes part.
    var clientID: String?
    /// The account of the name that was given, if there is one.
    let user: WorkUser?
    /// The password that was entered; nil where none is asked for.
    var password: SecretDigest?
    /// Where the request comes from; nil for an administrator's command, which has no address.
    let address: String?
    /// What the person is to be allowed.
    var scope = TokenScope.user
}

/// Why somebody is not let in.
///
/// The order of the cases is the order of the checks.
enum AdmissionCondition: CaseIterable, Sendable {
    case applicationUnknown, applicationDisabled, authenticationOff
    case providerRedirects, providerCertificate
    case userUnknown, passwordWrong, userLocked, userOfProvider, addressUntrusted, userNotGranted, scopeNotAllowed

    /// All of them, made once: every call is judged by them.
    static let inOrder = allCases
    /// What is known before anybody has given a name.
    static let ofApplication: [AdmissionCondition] = [
        .applicationUnknown, .applicationDisabled, .authenticationOff, .providerRedirects, .providerCertificate,
    ]

    /// The rule of this condition.
    ///
    /// It is the same on every way in, but that the older log-in and Control Center have rules of their own for a wrong
    /// name or password.
    func rule(for way: Admission.Way) -> Rule {
        switch self {
        case .applicationUnknown: AuthorizeRules.clientUnknown
        case .applicationDisabled: AuthorizeRules.clientDisabled
        case .authenticationOff: AuthorizeRules.authenticationOff
        case .providerRedirects: SignInPolicyRules.redirectRefused
        case .providerCertificate: SignInPolicyRules.certificateExpired
        case .userUnknown, .passwordWrong:
            switch way {
            case .session: SessionRules.refused
            case .controlCenter: PageRules.signInRefused
            default: self == .userUnknown ? AuthorizeRules.userUnknown : AuthorizeRules.passwordWrong
            }
        case .userLocked: UserRules.refused
        case .userOfProvider: PasswordRules.externalUser
        case .addressUntrusted: SignInPolicyRules.addressUntrusted
        case .userNotGranted: AuthorizeRules.userNotGranted
        case .scopeNotAllowed: PasswordRules.scope
        }
    }
}

/// A refusal to let somebody in.
struct AdmissionRefusal: Error {
    let condition: AdmissionCondition
    let rule: Rule
    /// The whole sentence, for the journal and for pages.
    let message: String

    init(_ condition: AdmissionCondition, on way: Admission.Way, _ message: String) {
        self.condition = condition
        rule = condition.rule(for: way)
        self.message = message
    }
}

extension WorkState {
    /// Lets somebody in, or says why not.
    ///
    /// This is the one policy of signing in. Each way in turns the refusal into its own answer.
    func admit(_ admission: Admission, at now: WorkDate) throws(AdmissionRefusal) -> WorkUser {
        if let refusal = refusal(of: admission, at: now) { throw refusal }
        guard let user = admission.user else { throw AdmissionRefusal(.userUnknown, on: admission.way, Self.noAccount) }
        return user
    }

    /// Returns why an application lets nobody in on this way, before anybody has given a name; `nil` if it may.
    func refusal(ofApplication clientID: String, on way: Admission.Way, at now: WorkDate) -> AdmissionRefusal? {
        let nobody = Admission(way: way, clientID: clientID, user: nil, address: nil)
        return refusal(of: nobody, among: AdmissionCondition.ofApplication, at: now)
    }

    private func refusal(
        of admission: Admission, among conditions: [AdmissionCondition] = AdmissionCondition.inOrder, at now: WorkDate
    ) -> AdmissionRefusal? {
        for condition in conditions where checks(condition, on: admission.way) {
            if let message = message(condition, admission, now) {
                return AdmissionRefusal(condition, on: admission.way, message)
            }
        }
        return nil
    }

    private static let noAccount = "No account has the name that was entered."

    /// Whether a condition is looked at on a way in, by the readings in force.
    private func checks(_ condition: AdmissionCondition, on way: Admission.Way) -> Bool {
        switch condition {
        case .applicationUnknown, .applicationDisabled, .authenticationOff, .userLocked, .userNotGranted:
            way != .token || reading(of: AccessRules.liveTokens) == .dieAtOnce
        case .userUnknown: true
        // The provider is asked where a person signs in; a token says that it has vouched.
        case .providerRedirects, .providerCertificate: way == .page
        case .passwordWrong: way.takesPassword
        case .userOfProvider: way == .password || way == .session
        case .addressUntrusted:
            switch reading(of: SignInPolicyRules.checked) {
            case .signIn: way.takesPassword
            case .everyCall: true
            case .pageOnly: way == .page || way == .controlCenter
            }
        case .scopeNotAllowed: !way.isUnderWay
        }
    }

    /// What is to be said of a condition that an admission fails; nil if it meets it.
    private func message(_ condition: AdmissionCondition, _ admission: Admission, _ now: WorkDate) -> String? {
        switch condition {
        case .applicationUnknown, .applicationDisabled, .authenticationOff:
            admission.clientID.flatMap { message(condition, ofApplication: $0) }
        case .providerRedirects, .providerCertificate: message(condition, ofProviderAt: now)
        default: message(condition, ofUserOf: admission)
        }
    }

    private func message(_ condition: AdmissionCondition, ofApplication clientID: String) -> String? {
        guard let application = applications[clientID] else {
            return condition == .applicationUnknown ? AdmissionRefusal.unknownClient : nil
        }
        if condition == .applicationDisabled, !application.isEnabled {
            return "The application \(application.name) is not enabled."
        }
        if condition == .authenticationOff, !application.authentication {
            return "iManage Work Authentication is off for the application \(application.name)."
        }
        return nil
    }

    private func message(_ condition: AdmissionCondition, ofProviderAt now: WorkDate) -> String? {
        let word = settings[.singleSignOn]
        guard word != "off" else { return nil }
        if condition == .providerRedirects {
            return word == "redirect_refused"
                ? "The identity provider does not know the address that it is to send you back to." : nil
        }
        guard let end = settings.singleSignOnCertificateExpires, now >= end else { return nil }
        return "The certificate of the identity provider expired on \(end.iso8601.prefix(10))."
    }

    private func message(_ condition: AdmissionCondition, ofUserOf admission: Admission) -> String? {
        guard let user = admission.user else { return condition == .userUnknown ? Self.noAccount : nil }
        let isRefused =
            switch condition {
            case .passwordWrong: user.password != admission.password
            case .userLocked: user.isLocked
            case .userOfProvider: user.isExternal
            case .addressUntrusted: admission.address.map { !trusts($0) } ?? false
            case .userNotGranted:
                admission.clientID.flatMap { applications[$0] }.map { !grants($0, to: user.id) } ?? false
            case .scopeNotAllowed: admission.scope == .admin && !mayAdminister(user)
            default: false
            }
        return isRefused ? sentence(condition, user, admission) : nil
    }

    private func sentence(_ condition: AdmissionCondition, _ user: WorkUser, _ admission: Admission) -> String {
        switch condition {
        case .passwordWrong: "The password is not that of \(user.id)."
        case .userLocked: "The user \(user.id) may not log on."
        case .userOfProvider: "The user \(user.id) signs in with the firm's identity provider, not with a password."
        case .addressUntrusted:
            "The user \(user.id) may not sign in from \(admission.address ?? "there"): the address is not trusted."
        case .scopeNotAllowed: "The user \(user.id) is not an administrator, which the scope admin needs."
        default:
            "The user \(user.id) is not granted access to the application "
                + "\(admission.clientID.flatMap { applications[$0]?.name } ?? "")."
        }
    }

    /// Whether people may sign in from this address.
    private func trusts(_ address: String) -> Bool {
        settings.trustedAddresses.map { ranges in ranges.contains { $0.contains(address) } } ?? true
    }

    /// Whether a user may hold the scope `admin`: NRTADMIN, and from 10.4 on also who has Tier 1 access.
    func mayAdminister(_ user: WorkUser) -> Bool {
        user.isAdministrator || (node.release >= .firstWithTierOneScope && user.roles.contains("TIER1"))
    }
}

extension WorkUser {
    /// Whether the user operates Control Center.
    var isAdministrator: Bool { roles.contains("NRTADMIN") }

    /// Whether the user is kept by an identity provider of the firm's.
    var isExternal: Bool { roles.contains("EXTERNAL") }
}
