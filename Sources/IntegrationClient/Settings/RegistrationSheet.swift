/// What a firm's administrator enters in Control Center to register O&D, printable line by line.
public struct RegistrationSheet: Codable, Hashable, Sendable {
    /// The application's name.
    public let name: String
    /// Its description.
    public let description: String
    /// API Key / Client ID, the same on every server.
    public let clientID: String
    /// Who publishes it.
    public let publisher: String
    /// Its web site; not known, so example.com stands in.
    public let website: String
    /// Whom to write to; not known, so example.com stands in.
    public let contactEmail: String
    /// Where the browser is sent back to, exactly.
    public let redirectURL: String
    /// Whether refresh tokens are to be given.
    public let allowRefreshToken: Bool
    /// Days after which a log-in is needed again.
    public let refreshTokenExpiryDays: Int
    /// Minutes of inactivity that end an access token.
    public let accessTokenExpiryMinutes: Int

    enum CodingKeys: String, CodingKey {
        case name, description, publisher, website
        case clientID = "client_id"
        case contactEmail = "contact_email"
        case redirectURL = "redirect_url"
        case allowRefreshToken = "allow_refresh_token"
        case refreshTokenExpiryDays = "refresh_token_expiry"
        case accessTokenExpiryMinutes = "access_token_expiry"
    }
}

extension RegistrationSheet {
    /// One line of the sheet in the words of Control Center.
    public struct Line: Codable, Hashable, Sendable {
        /// The field's label: `Allow Refresh Token`.
        public let label: String
        /// What to enter.
        public let value: String
    }

    /// By which words a release calls the client id and its secret.
    public enum Labels: Sendable {
        /// API Key and API Secret, as in older releases.
        case key
        /// Client ID and Client Secret, as in later ones.
        case client
        /// Both, as the article prints them.
        case both

        /// The words of a release; nil where the text is none.
        ///
        /// Assumed: pages of 10.2 and 10.3 print API Key, later ones Client ID; where they change is not public.
        public init?(release: String) {
            guard let version = ServerVersion(release) else { return nil }
            self = version < .clientLabels ? .key : .client
        }

        var id: String { self == .key ? "API Key" : self == .client ? "Client ID" : "API Key / Client ID" }
        var secret: String {
            self == .key ? "API Secret" : self == .client ? "Client Secret" : "API Secret / Client Secret"
        }
    }

    /// The lines in the order of the article.
    public func lines(labels: Labels = .both) -> [Line] {
        [
            Line(label: "Name", value: name),
            Line(label: "Description", value: description),
            Line(label: labels.id, value: clientID),
            Line(label: labels.secret, value: "auto-generate; copy and save it"),
            Line(label: "Publisher", value: publisher),
            Line(label: "Website", value: website),
            Line(label: "Contact email", value: contactEmail),
            Line(label: "Redirect URL", value: redirectURL),
            Line(label: "Allow Refresh Token", value: allowRefreshToken ? "Yes" : "No"),
            Line(label: "Refresh Token Expiry", value: "\(refreshTokenExpiryDays) days"),
            Line(label: "Access Token Expiry", value: "\(accessTokenExpiryMinutes) mins"),
        ]
    }

    /// The sheet as text, one field in a line.
    public var text: String {
        lines().map { "\($0.label): \($0.value)" }.joined(separator: "\n")
    }
}

extension Deployment {
    /// What to enter in Control Center for this deployment.
    public var registrationSheet: RegistrationSheet {
        RegistrationSheet(
            name: "Office & Dragons", description: "Office & Dragons cloud application", clientID: Self.clientID,
            publisher: "Office & Dragons Ltd.", website: "https://www.example.com",
            contactEmail: "support@example.com", redirectURL: redirectURL, allowRefreshToken: true,
            refreshTokenExpiryDays: 365, accessTokenExpiryMinutes: 30)
    }
}
