package import ScenarioKeys
package import Secrets
package import WorkServer

/// An application as Control Center holds it: at the start, or as a step enters it.
package struct ApplicationSetup: Keyed {
    package static let topic = "application"
    package static let doc = "An application as Control Center holds it."
    package static let keys: [ListedKey<Self>] = [
        .init(\._source), .init(\._name), .init(\._description), .init(\._clientID), .init(\._publisher),
        .init(\._website), .init(\._contactEmail), .init(\._redirectURL), .init(\._redirectURLs),
        .init(\._allowRefreshToken), .init(\._refreshTokenExpiry), .init(\._accessTokenExpiry), .init(\._type),
        .init(\._clientType), .init(\._authentication), .init(\._secretExpires), .init(\._access), .init(\._settings),
        .init(\._clientSecret), .init(\._isEnabled),
    ]

    /// An application of which nothing is said.
    package init() {}

    /// Where fields come from that are not named.
    package enum Source: String, WordValue {
        case sheet
    }

    @Key("from", "`sheet` fills in what is not named from the deployment's registration sheet.")
    package var source: Source?
    @Key("name", "The application's name.") package var name: String?
    @Key("description", "What the application is.") package var description: String?
    @Key("client_id", "The API Key, or Client ID, that the vendor chose.") package var clientID: String?
    @Key("publisher", "The vendor.") package var publisher: String?
    @Key("website", "The vendor's site.") package var website: String?
    @Key("contact_email", "Whom to write to.") package var contactEmail: String?
    @Key("redirect_url", "Where the browser may be sent with a code; short for a list of one.")
    package var redirectURL: String?
    @Key("redirect_urls", "Where the browser may be sent with a code.") package var redirectURLs: [String]?
    @Key("allow_refresh_token", "Allow Refresh Token: whether a log-in outlives the access token.")
    package var allowRefreshToken: Bool?
    @Key("refresh_token_expiry", "Refresh Token Expiry, in days.", example: "refresh_token_expiry: 365d")
    package var refreshTokenExpiry: Days?
    @Key("access_token_expiry", "Access Token Expiry, in minutes.", shape: .integer(0...1_000_000))
    package var accessTokenExpiry: Int?
    @Key("type", "Whether it runs on a web server or on the user's device.") package var type: ApplicationForm.Kind?
    @Key("client_type", "Whether it can keep a secret.") package var clientType: ApplicationForm.ClientType?
    @Key("authentication", "Whether iManage Work Authentication is on.") package var authentication: Bool?
    @Key("secret_expires", "`never`, or the date the secret ends on.", example: "secret_expires: 2027-06-30")
    package var secretExpires: String?
    @Key("access", "Who may use it: `all`, or a list of user ids.", example: "access: [ADA, LITIGATION]")
    package var access: AccessList?
    @Key("settings", "Properties of the application's own Settings tab.", example: "settings: { mode: basic }")
    package var settings: [String: String]?
    @Key("client_secret", "A secret that is typed instead of generated.") package var clientSecret: Secret?
    @Key("enabled", "Whether it is enabled; a new one is not, and nobody can log in through it.")
    package var isEnabled: Bool?

    /// The form as it is filled in.
    var form: ApplicationForm {
        var form = ApplicationForm()
        form.name = name
        form.description = description
        form.clientID = clientID
        form.publisher = publisher
        form.website = website
        form.contactEmail = contactEmail
        if redirectURLs != nil || redirectURL != nil {
            form.redirectURLs = (redirectURLs ?? []) + (redirectURL.map { [$0] } ?? [])
        }
        form.allowRefreshToken = allowRefreshToken
        form.refreshTokenExpiry = refreshTokenExpiry?.count
        form.accessTokenExpiry = accessTokenExpiry
        form.type = type
        form.clientType = clientType
        form.authentication = authentication
        form.secretExpires = secretExpires
        form.access = access?.access { $0 }
        form.settings = settings
        form.clientSecret = clientSecret
        form.enabled = isEnabled
        return form
    }
}

/// Who may use an application: `all`, or people, user ids and groups.
package struct AccessList: KeyValue {
    /// The names; nil for all.
    package var names: [GroupName]?

    /// Everybody.
    package init() {}

    package static var shape: Shape { .either([.list(GroupName.shape), .word(["all"]), GroupName.shape]) }

    package init(reading value: Value) throws(KeyIssue) {
        let names = try OneOrMore<GroupName>(reading: value).items
        self.names = names.map(\.name) == ["all"] ? nil : names
    }

    package var written: Value { names?.written ?? .text("all") }

    /// The access at a server, where `account` gives the user id of a person.
    func access(_ account: (String) -> String) -> ApplicationAccess {
        names.map { .custom($0.map { account($0.name) }) } ?? .all
    }
}
