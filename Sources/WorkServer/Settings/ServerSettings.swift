public import Rules
public import WorkTime

/// A setting of the server that an administrator can change.
public enum ServerSetting: String, Codable, CaseIterable, Sendable {
    /// How long a code from a log-in may take to be redeemed: `1s` to `24h`.
    case workTokenGrantExpiry = "work_token_grant_expiry"
    /// How long a sign-in page may stay open: `1s` to `24h`.
    case signInExpiry = "sign_in_expiry"
    /// When an access token dies whatever its use: `1m` to `365d`, or `off`.
    case accessTokenAbsoluteTimeout = "access_token_absolute_timeout"
    /// The release of the database schema, or `current`.
    case databaseSchema = "database_schema"
    /// How many calls a token may make in a minute: `1` to `100000`, or `off`.
    case rateLimit = "rate_limit"
    /// How many rows a search gives at most: `1` to `100000`, or `off`.
    case searchCap = "search_cap"
    /// Fields that every document must have, by their names in the API, or `off`.
    case requiredFields = "required_fields"
    /// From where people may sign in: ranges with blanks between them, or `off`.
    case trustedAddresses = "trusted_addresses"
    /// Whether an identity provider signs people in: `off`, `on`, or `redirect_refused` where it refuses to send them back.
    case singleSignOn = "single_sign_on"
    /// The day on which the identity provider's certificate in Control Center ends, or `never`.
    case singleSignOnCertificateExpires = "single_sign_on_certificate_expires"

    /// The value unless somebody changes it.
    public var standard: String {
        switch self {
        case .workTokenGrantExpiry: "60s"
        case .signInExpiry: "10m"
        case .accessTokenAbsoluteTimeout: "off"
        case .databaseSchema: "current"
        case .rateLimit, .searchCap, .requiredFields, .trustedAddresses, .singleSignOn: "off"
        case .singleSignOnCertificateExpires: "never"
        }
    }

    /// What it decides, one sentence.
    public var meaning: String {
        switch self {
        case .workTokenGrantExpiry: "How long the code of a log-in may take to be redeemed."
        case .signInExpiry: "How long a sign-in page may stay open."
        case .accessTokenAbsoluteTimeout: "When an access token dies whatever its use, or off."
        case .databaseSchema: "The release of the database schema, or current."
        case .searchCap: "How many documents a search finds at most, or off."
        case .requiredFields: "Which fields every document must have, or off."
        case .rateLimit: "How many calls a token may make in a minute, or off."
        case .trustedAddresses: "From which addresses people may sign in, or off."
        case .singleSignOn: "Whether an identity provider signs people in, and whether it sends them back."
        case .singleSignOnCertificateExpires: "The day on which the identity provider's certificate ends."
        }
    }

    /// What it takes, in words for a message.
    public var takes: String {
        switch self {
        case .workTokenGrantExpiry, .signInExpiry: "a duration from 1s to 24h"
        case .accessTokenAbsoluteTimeout: "a duration from 1m to 365d, or off"
        case .databaseSchema: "a release such as 10.2.1, or current"
        case .searchCap: "a number from 1 to 100000, or off"
        case .requiredFields: "fields such as custom1, with commas between them, or off"
        case .rateLimit: "a number of calls from 1 to 100000, or off"
        case .trustedAddresses: "ranges such as 198.51.100.0/24 with blanks between them, or off"
        case .singleSignOn: "off, on or redirect_refused"
        case .singleSignOnCertificateExpires: "a date such as 2026-12-31, or never"
        }
    }

    /// How the setting is known.
    public var evidence: Evidence {
        switch self {
        case .workTokenGrantExpiry, .searchCap, .trustedAddresses, .singleSignOnCertificateExpires: .documented
        case .accessTokenAbsoluteTimeout: .observed
        case .signInExpiry, .databaseSchema, .requiredFields, .rateLimit, .singleSignOn: .assumed
        }
    }

    /// What says so, or what is not known.
    var source: String {
        switch self {
        case .workTokenGrantExpiry:
            "O&D's help names it; iManage's pages do not, so its place, range and standard value are assumed"
        case .signInExpiry: "No page names a limit of the sign-in page"
        case .accessTokenAbsoluteTimeout:
            "Published client code reads absolute_timeout_seconds; where it is set is not known"
        case .databaseSchema: "OAuth 2.0 needs schema 10.2.1 or newer; the schema is no setting of Control Center"
        case .rateLimit: "A 429 is known with its headers; no numbers and no setting are published"
        case .searchCap: "iManage's help: searches end at 5,000 rows, later 10,000"
        case .requiredFields: "A missing required field is refused; where it is set is not known"
        case .trustedAddresses: "iManage's help: virtual users sign in from trusted ranges only"
        case .singleSignOn: "Single sign-on is documented; this choice stands for an identity provider and its settings"
        case .singleSignOnCertificateExpires: "iManage's help: the certificate is refreshed in Control Center"
        }
    }

    /// The values to choose from, with words for the screen; nil where it takes others.
    var choices: [(value: String, words: String)]? {
        guard self == .singleSignOn else { return nil }
        return [
            ("off", "Off"), ("on", "On"), ("redirect_refused", "On, and the provider refuses to send people back"),
        ]
    }

    /// The allowed lengths of a duration; nil for other settings.
    var range: ClosedRange<Duration>? {
        switch self {
        case .workTokenGrantExpiry, .signInExpiry: .seconds(1)...(.seconds(86_400))
        case .accessTokenAbsoluteTimeout: .seconds(60)...(.seconds(365 * 86_400))
        default: nil
        }
    }

    /// What a number without a unit counts in a duration; nil for other settings.
    var unit: FormUnit? {
        switch self {
        case .workTokenGrantExpiry, .signInExpiry: .seconds
        case .accessTokenAbsoluteTimeout: .minutes
        default: nil
        }
    }

    /// The word that stands for no value of its own.
    var word: String? {
        switch self {
        case .workTokenGrantExpiry, .signInExpiry: nil
        case .accessTokenAbsoluteTimeout, .rateLimit, .searchCap, .requiredFields, .trustedAddresses, .singleSignOn:
            "off"
        case .databaseSchema: "current"
        case .singleSignOnCertificateExpires: "never"
        }
    }
}

/// The settings in force.
public struct ServerSettings: Hashable, Codable, Sendable {
    private var changed: [String: String] = [:]

    /// All settings at their standard.
    public init() {}

    /// A setting's value as text; only values that were checked are put in.
    public package(set) subscript(setting: ServerSetting) -> String {
        get { changed.isEmpty ? setting.standard : changed[setting.rawValue] ?? setting.standard }
        set { changed[setting.rawValue] = newValue }
    }

    /// How long a code may take to be redeemed.
    public var workTokenGrantExpiry: Duration { duration(.workTokenGrantExpiry) ?? .seconds(60) }

    /// How long a sign-in page may stay open.
    public var signInExpiry: Duration { duration(.signInExpiry) ?? .seconds(600) }

    /// When an access token dies whatever its use; nil for never.
    public var accessTokenAbsoluteTimeout: Duration? { duration(.accessTokenAbsoluteTimeout) }

    /// The release of the database schema; nil where it is the server's own.
    public var databaseSchema: Release? { Release(text: self[.databaseSchema]) }

    /// How many documents a search finds at most; nil for all.
    public var searchCap: Int? { Int(self[.searchCap]) }

    /// The fields that every document must have.
    var requiredFields: [ProfileField] {
        self[.requiredFields].split(separator: ",").compactMap { ProfileField(rawValue: String($0)) }
    }

    /// How many calls a token may make in a minute; nil for as many as it likes.
    public var rateLimit: Int? { Int(self[.rateLimit]) }

    /// From where people may sign in; nil for everywhere.
    public var trustedAddresses: [AddressRange]? {
        self[.trustedAddresses] == "off" ? nil : Self.ranges(self[.trustedAddresses])
    }

    /// The day on which the identity provider's certificate ends; nil for never.
    public var singleSignOnCertificateExpires: WorkDate? { WorkDate(day: self[.singleSignOnCertificateExpires]) }

    /// Ranges with blanks between them; nil where one of them is none.
    static func ranges(_ text: String) -> [AddressRange]? {
        let parts = text.split(separator: " ").map(String.init)
        let ranges = parts.compactMap { AddressRange($0) }
        return ranges.count == parts.count && !ranges.isEmpty ? ranges : nil
    }

    private func duration(_ setting: ServerSetting) -> Duration? {
        let text = self[setting]
        return text == setting.word ? nil : Duration(text: text)
    }
}
