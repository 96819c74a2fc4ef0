/// The id of a failure, as scenarios expect it: `grant-expired`.
///
/// The failures of this package are static members, so that a misspelt one does not compile; another client may tell others.
public struct FailureID: RawRepresentable, Codable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The id as scenarios and reports write it.
    public let rawValue: String

    /// Makes an id that came from outside.
    public init(rawValue: String) { self.rawValue = rawValue }

    private init(_ rawValue: String) { self.rawValue = rawValue }

    /// The id as scenarios and reports write it.
    public var description: String { rawValue }

    /// Orders ids by their text.
    public static func < (one: FailureID, other: FailureID) -> Bool { one.rawValue < other.rawValue }
}

extension FailureID {
    package static let urlSchemeMissing = FailureID("url-scheme-missing")
    package static let urlNotHTTPS = FailureID("url-not-https")
    package static let urlTrailingSlash = FailureID("url-trailing-slash")
    package static let urlHasPath = FailureID("url-has-path")
    package static let valueMissing = FailureID("value-missing")
    package static let serverDuplicate = FailureID("server-duplicate")
    package static let integrationNotEnabled = FailureID("integration-not-enabled")
    package static let notOrganizationAdmin = FailureID("not-organization-admin")
    package static let notStaff = FailureID("not-staff")
    package static let serverNotAnnounced = FailureID("server-not-announced")
    package static let serverNotValidated = FailureID("server-not-validated")
    package static let serverRejected = FailureID("server-rejected")
    package static let nameUnknown = FailureID("name-unknown")
    package static let nameUnanswered = FailureID("name-unanswered")
    package static let connectionRefused = FailureID("connection-refused")
    package static let connectionTimedOut = FailureID("connection-timed-out")
    package static let connectionReset = FailureID("connection-reset")
    package static let tlsUntrusted = FailureID("tls-untrusted")
    package static let tlsNameMismatch = FailureID("tls-name-mismatch")
    package static let tlsExpired = FailureID("tls-expired")
    package static let tlsIncompleteChain = FailureID("tls-incomplete-chain")
    package static let tlsProtocol = FailureID("tls-protocol")
    package static let notTLS = FailureID("not-tls")
    package static let notAWorkServer = FailureID("not-a-work-server")
    package static let serverUnavailable = FailureID("server-unavailable")
    package static let versionTooOld = FailureID("version-too-old")
    package static let versionUnknown = FailureID("version-unknown")
    package static let oauthNotOffered = FailureID("oauth-not-offered")
    package static let applicationUnknown = FailureID("application-unknown")
    package static let applicationDisabled = FailureID("application-disabled")
    package static let userNotGranted = FailureID("user-not-granted")
    package static let redirectMismatch = FailureID("redirect-mismatch")
    package static let secretRefused = FailureID("secret-refused")
    package static let signInCancelled = FailureID("sign-in-cancelled")
    package static let signInRefused = FailureID("sign-in-refused")
    package static let stateMismatch = FailureID("state-mismatch")
    package static let callbackIncomplete = FailureID("callback-incomplete")
    package static let codeRefused = FailureID("code-refused")
    package static let grantExpired = FailureID("grant-expired")
    package static let refreshNotAllowed = FailureID("refresh-not-allowed")
    package static let sessionExpired = FailureID("session-expired")
    package static let noRights = FailureID("no-rights")
    package static let notFound = FailureID("not-found")
    package static let checkedOutByOther = FailureID("checked-out-by-other")
    package static let newerVersion = FailureID("newer-version")
    package static let uploadRefused = FailureID("upload-refused")
    package static let checksumMismatch = FailureID("checksum-mismatch")
    package static let throttled = FailureID("throttled")
    package static let outcomeUnknown = FailureID("outcome-unknown")

    // Only a page of the work server tells these.
    package static let singleSignOnFailed = FailureID("single-sign-on-failed")
    package static let addressNotTrusted = FailureID("address-not-trusted")
    package static let userLocked = FailureID("user-locked")

    // No client words these: Control Center, a colleague, another program and a check do.
    package static let controlCenterRefused = FailureID("control-center-refused")
    package static let colleagueRefused = FailureID("colleague-refused")
    package static let requestRefused = FailureID("request-refused")
    package static let checkFailed = FailureID("check-failed")
}
