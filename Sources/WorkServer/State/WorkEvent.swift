public import WorkTime

/// An accepted fact, with digests in place of secrets.
public enum WorkEvent: Codable, Sendable {
    /// A firm was taken in at the start.
    case firmLoaded(FirmRecord)
    /// An application was added.
    case applicationRegistered(RegisteredApplication)
    /// An application was changed, enabled, disabled or given another secret.
    case applicationChanged(RegisteredApplication, how: String)
    /// An application was removed.
    case applicationDeleted(clientID: String)
    /// A user was locked, or may log on again.
    case userLocked(id: String, Bool)
    /// A user is now so.
    case userChanged(WorkUser)
    /// A group is now so.
    case groupSaved(WorkGroup)
    /// A group is gone.
    case groupDeleted(id: String)
    /// A setting was changed.
    case settingChanged(ServerSetting, value: String)
    /// The firewall's rules were replaced.
    case firewallChanged(Firewall)
    /// The firewall's rules will be replaced at a date.
    case firewallScheduled(Firewall, from: WorkDate)
    /// An unknown is read in another way from now on.
    case assumptionChanged(id: String, value: String)
    /// The server's address or its certificate changed.
    case nodeChanged(WorkState.Node)
    /// Something the server kept was lost: `tokens`, `registrations`, `settings`, `documents`.
    case lost(what: String)
    /// Something in the libraries changed.
    case content(ContentEvent)
    /// An administrator signed in to Control Center.
    case controlCenterEntered(ControlCenterSession)
    /// An administrator signed out of Control Center.
    case controlCenterLeft(SecretDigest)
    /// Somebody signed in at the server in a browser.
    case browserSignedIn(BrowserSession)
    /// Somebody signed out at the server in a browser.
    case browserSignedOut(SecretDigest)
    /// A sign-in page was served.
    case signInBegan(SignIn)
    /// A sign-in page was used up.
    case signInEnded(SecretDigest)
    /// A code was given.
    case codeIssued(AuthorizationCode)
    /// A code was used.
    case codeRedeemed(SecretDigest, at: WorkDate)
    /// An access token was given.
    case accessTokenIssued(AccessToken)
    /// An access token was used, in another second than before.
    case accessTokenUsed(SecretDigest, at: WorkDate)
    /// A call was counted against the rate limit, in a minute since 1970.
    case callCounted(SecretDigest, minute: Int)
    /// An access token was revoked.
    case accessTokenRevoked(SecretDigest, at: WorkDate)
    /// A refresh token was given.
    case refreshTokenIssued(RefreshToken)
    /// A refresh token was used.
    case refreshTokenUsed(SecretDigest, at: WorkDate)
    /// A refresh token was revoked.
    case refreshTokenRevoked(SecretDigest, at: WorkDate)

    /// The event's name: a thing and what happened to it.
    public var name: String {
        switch self {
        case .firmLoaded: "firm.loaded"
        case .applicationRegistered: "application.registered"
        case .applicationChanged(_, let how): "application.\(how)"
        case .applicationDeleted: "application.deleted"
        case .userLocked: "user.locked"
        case .userChanged: "user.changed"
        case .groupSaved: "group.saved"
        case .groupDeleted: "group.deleted"
        case .settingChanged: "setting.changed"
        case .firewallChanged: "firewall.changed"
        case .firewallScheduled: "firewall.scheduled"
        case .assumptionChanged: "assumption.changed"
        case .nodeChanged: "node.changed"
        case .lost: "state.lost"
        case .content(let event): event.name
        case .controlCenterEntered: "control-center.entered"
        case .controlCenterLeft: "control-center.left"
        case .browserSignedIn: "browser.signed-in"
        case .browserSignedOut: "browser.signed-out"
        case .signInBegan: "sign-in.began"
        case .signInEnded: "sign-in.ended"
        case .codeIssued: "code.issued"
        case .codeRedeemed: "code.redeemed"
        case .accessTokenIssued: "access-token.issued"
        case .accessTokenUsed: "access-token.used"
        case .callCounted: "call.counted"
        case .accessTokenRevoked: "access-token.revoked"
        case .refreshTokenIssued: "refresh-token.issued"
        case .refreshTokenUsed: "refresh-token.used"
        case .refreshTokenRevoked: "refresh-token.revoked"
        }
    }

    /// The version of the event's form; it grows when a form changes, so that an old log can be read.
    public var version: Int { 1 }
}

/// The firm as an event holds it, with digests in place of passwords and secrets.
public struct FirmRecord: Codable, Sendable {
    let users: [WorkUser]
    let libraries: [WorkLibrary]
    let applications: [RegisteredApplication]
    let settings: ServerSettings
    let firewall: Firewall
    let content: ContentSeed
}
