public import WorkTime

/// An application as it stands in Control Center.
public struct RegisteredApplication: Hashable, Codable, Sendable {
    /// The client id.
    public let clientID: String
    /// The name.
    public internal(set) var name: String
    /// What it is.
    public internal(set) var description = ""
    /// The vendor.
    public internal(set) var publisher = ""
    /// The vendor's site.
    public internal(set) var website = ""
    /// Whom to write to.
    public internal(set) var contactEmail = ""
    /// Where the browser may be sent with a code.
    public package(set) var redirectURLs: [String]
    /// Whether refresh tokens are given.
    public package(set) var allowRefreshToken = false
    /// Days until a refresh token expires.
    public internal(set) var refreshTokenExpiry = 365
    /// Minutes of inactivity until an access token expires.
    public internal(set) var accessTokenExpiry = 30
    /// Web or native.
    public package(set) var type = ApplicationForm.Kind.web
    /// Confidential or public.
    public internal(set) var clientType = ApplicationForm.ClientType.confidential
    /// When the secret expires; nil for never.
    public package(set) var secretExpires: WorkDate?
    /// Whether anybody can log in with it.
    public package(set) var isEnabled = false
    /// Whether `iManage Work Authentication` is on.
    public package(set) var authentication = true
    /// Who may use it.
    public package(set) var access = ApplicationAccess.all
    /// Whether a package brought it, so that most of its fields are read-only.
    public internal(set) var isFromPackage = false
    /// Properties of its own, of its Settings tab.
    public internal(set) var settings: [String: String] = [:]
    /// How many secrets it has had.
    public internal(set) var secretNumber = 0
    var secret: SecretDigest?

    /// Whether it has a client secret.
    public var hasSecret: Bool { secret != nil }

    /// The registration by field name, as its screen shows it.
    public var fields: [String: String] {
        [
            "name": name, "description": description, "client_id": clientID, "publisher": publisher,
            "website": website, "contact_email": contactEmail, "redirect_urls": redirectURLs.joined(separator: ", "),
            "allow_refresh_token": allowRefreshToken ? "Yes" : "No",
            "refresh_token_expiry": "\(refreshTokenExpiry) days", "access_token_expiry": "\(accessTokenExpiry) minutes",
            "type": type.rawValue, "client_type": clientType.rawValue,
            "secret_expires": secretExpires?.iso8601 ?? "Never",
            "client_secret": secret == nil ? "not set" : "set (number \(secretNumber))",
            "enabled": isEnabled ? "Yes" : "No", "authentication": authentication ? "Yes" : "No", "access": access.text,
        ].merging(settings.map { ("settings/\($0.key)", $0.value) }) { own, _ in own }
    }
}
