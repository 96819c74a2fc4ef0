import WorkTime

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

    /// The value unless somebody changes it.
    public var standard: String {
        switch self {
        case .workTokenGrantExpiry: "60s"
        case .signInExpiry: "10m"
        case .accessTokenAbsoluteTimeout: "off"
        case .databaseSchema: "current"
        case .rateLimit: "off"
        }
    }

    /// What it decides, one sentence.
    public var meaning: String {
        switch self {
        case .workTokenGrantExpiry: "How long the code of a log-in may take to be redeemed."
        case .signInExpiry: "How long a sign-in page may stay open."
        case .accessTokenAbsoluteTimeout: "When an access token dies whatever its use, or off."
        case .databaseSchema: "The release of the database schema, or current."
        case .rateLimit: "How many calls a token may make in a minute, or off."
        }
    }

    /// What it takes, in words for a message.
    public var takes: String {
        switch self {
        case .workTokenGrantExpiry, .signInExpiry: "a duration from 1s to 24h"
        case .accessTokenAbsoluteTimeout: "a duration from 1m to 365d, or off"
        case .databaseSchema: "a release such as 10.2.1, or current"
        case .rateLimit: "a number of calls from 1 to 100000, or off"
        }
    }

    /// The allowed lengths of a duration; nil for other settings.
    var range: ClosedRange<Duration>? {
        switch self {
        case .workTokenGrantExpiry, .signInExpiry: .seconds(1)...(.seconds(86_400))
        case .accessTokenAbsoluteTimeout: .seconds(60)...(.seconds(365 * 86_400))
        case .databaseSchema, .rateLimit: nil
        }
    }

    /// The word that stands for no value of its own.
    var word: String? {
        switch self {
        case .workTokenGrantExpiry, .signInExpiry: nil
        case .accessTokenAbsoluteTimeout, .rateLimit: "off"
        case .databaseSchema: "current"
        }
    }
}

/// The settings in force.
public struct ServerSettings: Hashable, Codable, Sendable {
    private var changed: [String: String] = [:]

    /// All settings at their standard.
    public init() {}

    /// A setting's value as text; only values that were checked are put in.
    public internal(set) subscript(setting: ServerSetting) -> String {
        get { changed[setting.rawValue] ?? setting.standard }
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

    /// How many calls a token may make in a minute; nil for as many as it likes.
    public var rateLimit: Int? { Int(self[.rateLimit]) }

    private func duration(_ setting: ServerSetting) -> Duration? {
        Duration(text: self[setting])
    }
}
