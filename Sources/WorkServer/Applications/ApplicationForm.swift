public import Secrets

/// The form of Control Center's Applications page; a field left nil is not filled in, or unchanged in an edit.
public struct ApplicationForm: Codable, Sendable {
    /// The kind of application.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Runs on a web server.
        case web
        /// Runs on the user's device.
        case native
    }

    /// Whether the application can keep a secret.
    public enum ClientType: String, Codable, Sendable, CaseIterable {
        /// It keeps its secret and must show it.
        case confidential
        /// It has none to keep.
        case `public`
    }

    /// The application's name; required.
    public var name: String?
    /// What the application is.
    public var description: String?
    /// The API Key, or Client ID, chosen by the vendor; required and unique on the server.
    public var clientID: String?
    /// The vendor.
    public var publisher: String?
    /// The vendor's site.
    public var website: String?
    /// Whom to write to.
    public var contactEmail: String?
    /// Where the browser may be sent with a code; at least one.
    public var redirectURLs: [String]?
    /// Whether refresh tokens are given; No unless said.
    public var allowRefreshToken: Bool?
    /// Days until a refresh token expires; 365 unless said.
    public var refreshTokenExpiry: Int?
    /// Minutes of inactivity until an access token expires; 30 unless said.
    public var accessTokenExpiry: Int?
    /// Web unless said.
    public var type: Kind?
    /// Confidential unless said.
    public var clientType: ClientType?
    /// `never`, or the date at which the client secret expires, as `2026-12-31`.
    public var secretExpires: String?
    /// Whether it is enabled; a new one starts as the switch `applications.starts` says.
    public var enabled: Bool?
    /// Whether `iManage Work Authentication` is on; yes unless said.
    public var authentication: Bool?
    /// Who may use it; everybody unless said.
    public var access: ApplicationAccess?
    /// Properties of the application's own Settings tab; an edit replaces them all.
    public var settings: [String: String]?
    /// A secret that was typed instead of generated, read but never written.
    public var clientSecret: Secret?

    /// An empty form.
    public init() {}

    /// A form with the three fields that no registration can do without.
    public init(name: String, clientID: String, redirectURLs: [String]) {
        self.name = name
        self.clientID = clientID
        self.redirectURLs = redirectURLs
    }

    private enum CodingKeys: String, CodingKey {
        case name, description
        case clientID = "client_id"
        case publisher, website
        case contactEmail = "contact_email"
        case redirectURLs = "redirect_urls"
        case allowRefreshToken = "allow_refresh_token"
        case refreshTokenExpiry = "refresh_token_expiry"
        case accessTokenExpiry = "access_token_expiry"
        case type
        case clientType = "client_type"
        case secretExpires = "secret_expires"
        case enabled, authentication, access, settings
        case clientSecret = "client_secret"
    }

    /// Reads the value as files and logs hold it.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        description = try fields.decodeIfPresent(String.self, forKey: .description)
        clientID = try fields.decodeIfPresent(String.self, forKey: .clientID)
        publisher = try fields.decodeIfPresent(String.self, forKey: .publisher)
        website = try fields.decodeIfPresent(String.self, forKey: .website)
        contactEmail = try fields.decodeIfPresent(String.self, forKey: .contactEmail)
        redirectURLs = try fields.decodeIfPresent([String].self, forKey: .redirectURLs)
        allowRefreshToken = try fields.decodeIfPresent(Bool.self, forKey: .allowRefreshToken)
        refreshTokenExpiry = try fields.decodeIfPresent(Int.self, forKey: .refreshTokenExpiry)
        accessTokenExpiry = try fields.decodeIfPresent(Int.self, forKey: .accessTokenExpiry)
        type = try fields.decodeIfPresent(Kind.self, forKey: .type)
        clientType = try fields.decodeIfPresent(ClientType.self, forKey: .clientType)
        secretExpires = try fields.decodeIfPresent(String.self, forKey: .secretExpires)
        enabled = try fields.decodeIfPresent(Bool.self, forKey: .enabled)
        authentication = try fields.decodeIfPresent(Bool.self, forKey: .authentication)
        access = try fields.decodeIfPresent(ApplicationAccess.self, forKey: .access)
        settings = try fields.decodeIfPresent([String: String].self, forKey: .settings)
        clientSecret = try fields.decodeIfPresent(String.self, forKey: .clientSecret).map { Secret($0) }
    }

    /// Writes the value as files and logs hold it.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encodeIfPresent(name, forKey: .name)
        try fields.encodeIfPresent(description, forKey: .description)
        try fields.encodeIfPresent(clientID, forKey: .clientID)
        try fields.encodeIfPresent(publisher, forKey: .publisher)
        try fields.encodeIfPresent(website, forKey: .website)
        try fields.encodeIfPresent(contactEmail, forKey: .contactEmail)
        try fields.encodeIfPresent(redirectURLs, forKey: .redirectURLs)
        try fields.encodeIfPresent(allowRefreshToken, forKey: .allowRefreshToken)
        try fields.encodeIfPresent(refreshTokenExpiry, forKey: .refreshTokenExpiry)
        try fields.encodeIfPresent(accessTokenExpiry, forKey: .accessTokenExpiry)
        try fields.encodeIfPresent(type, forKey: .type)
        try fields.encodeIfPresent(clientType, forKey: .clientType)
        try fields.encodeIfPresent(secretExpires, forKey: .secretExpires)
        try fields.encodeIfPresent(enabled, forKey: .enabled)
        try fields.encodeIfPresent(authentication, forKey: .authentication)
        try fields.encodeIfPresent(access, forKey: .access)
        try fields.encodeIfPresent(settings, forKey: .settings)
    }
}
