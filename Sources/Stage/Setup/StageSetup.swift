import Foundation
package import IntegrationClient
package import ScenarioKeys
import WorkTime

/// The world at the start of a story, with the keys of `given`.
public struct StageSetup: Codable, Sendable {
    package static let topic = "given"
    package static let doc =
        "The world at the start: presets first, then what is said here; maps merge, the later wins."
    package static let keys: [ListedKey<Self>] = [
        .init(\._presets), .init(\._people), .init(\._office), .init(\._server), .init(\._servers), .init(\._client),
        .init(\._clock), .init(\._assume), .init(\._like),
    ]

    /// An empty world.
    public init() {}

    @Key(
        "preset", "Worlds to start from, one or several; a later one wins over an earlier one.",
        example: "preset: registered")
    package var presets: OneOrMore<PresetName> = []
    @Key(
        "people", "Who is there, by name; steps name them with `as:`.",
        example: "people: { ada: { office: user, from: 198.51.100.20 } }")
    package var people: [String: PersonSetup] = [:]
    @Key("office", "Office & Dragons: its deployment, its address, what it knows.") package var office = OfficeSetup()
    @Key("server", "The only work server; it is called `main`.") package var server: ServerSetup?
    @Key(
        "servers", "Several work servers, by name.",
        example: "servers: { london: { preset: registered }, paris: { release: \"10.3\" } }")
    package var servers: [String: ServerSetup] = [:]
    @Key("client", "How the integration client behaves where that can be chosen.") package var client = ClientSetup()
    @Key(
        "clock",
        "The date and time at which the story begins, from 2000 to 2099; Monday 2026-03-02T09:00Z unless said.",
        example: "clock: 2026-12-31T23:50Z")
    package var clock: DateTime?
    @Key(
        "assume",
        "What is not known of the real server made explicit: the reading that holds, by switch.",
        shape: .map(keys: .vocabulary(.switches), values: .text),
        example: "assume: { oauth.grant.expired: forbidden_403 }")
    package var assume: [String: String] = [:]
    @Key(
        "like",
        "A file that `worksim observe` wrote, from this file's folder: the readings of the server that was observed; those of "
            + "`assume` win.",
        example: "like: observed.yaml")
    package var like: String?

    package func verify() throws(KeyIssue) {
        guard server == nil || servers.isEmpty else {
            throw KeyIssue("'server' is short for a server called main: with 'servers' name it there", at: "servers")
        }
        let entered = (office.servers ?? [:]).filter { $0.value != .absent }
        if office.imanage == .disabled, !entered.isEmpty {
            throw KeyIssue(
                "with 'imanage: disabled' no server can be entered", suggestion: "leave 'servers' out, or say absent",
                at: "office", "servers")
        }
    }

    /// Reads the JSON form of `given`.
    public init(from decoder: any Decoder) throws {
        let value = try JSON(from: decoder).value
        do throws(KeyIssue) {
            self = try StageSetup(reading: value)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: (error.path + [error.description]).joined(separator: ": ")))
        }
    }

    /// Writes the form that `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws { try JSON(written).encode(to: encoder) }
}

extension StageSetup: Keyed {}

/// A world to start from.
package struct PresetName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .vocabulary(.presets) }
}

/// One person: what they may do on each side, and where they call from.
package struct PersonSetup: Keyed {
    package static let topic = "people"
    package static let doc = "One person: what they may do on each side, and where they call from."
    package static let keys: [ListedKey<Self>] = [
        .init(\._controlCenter), .init(\._office), .init(\._address), .init(\._accounts), .init(\._loggedIn),
    ]

    /// Somebody of whom nothing is said.
    package init() {}

    @Key("control_center", "The role in Control Center.", example: "control_center: NRTADMIN")
    package var controlCenter: String?
    @Key("office", "The role in Office & Dragons.") package var office: Person.Role?
    @Key("from", "The documentation address of their computer.", example: "from: 198.51.100.20")
    package var address: IPAddress?
    @Key(
        "accounts", "Their accounts by server; one that is not named is the person's name in capitals.",
        example: "accounts: { main: { user: ADA } }")
    package var accounts: [ServerName: AccountSetup] = [:]
    @Key("logged_in", "The servers at which they are logged in at the start.", example: "logged_in: [main]")
    package var loggedIn: OneOrMore<ServerName> = []
}

/// An account of a person on a work server.
package struct AccountSetup: Keyed {
    package static let topic = "people.accounts"
    package static let doc = "A person's account on one server."
    package static let alone: String? = "user"
    package static let keys: [ListedKey<Self>] = [.init(\._user)]

    /// An account without an id yet.
    package init() {}

    @Key("user", "The user id on that server.", required: true) package var user = ""
}

/// Office & Dragons at the start.
package struct OfficeSetup: Keyed {
    package static let topic = "office"
    package static let doc = "Office & Dragons at the start."
    package static let keys: [ListedKey<Self>] = [
        .init(\._deployment), .init(\._address), .init(\._imanage), .init(\._servers),
    ]

    /// A multi-tenant deployment that nobody has set up.
    package init() {}

    /// Whether the integration is enabled.
    package enum Enabling: String, WordValue {
        case enabled, disabled
    }

    /// How far a server has come in Office & Dragons.
    package enum Standing: String, WordValue {
        case notAnnounced = "not_announced"
        case pending, validated, rejected, absent

        package var meaning: String? {
            switch self {
            case .notAnnounced: "Entered, and nobody has announced it."
            case .pending: "Announced, and staff have not reviewed it."
            case .validated: "Confirmed by staff."
            case .rejected: "Rejected by staff."
            case .absent: "Nobody entered it."
            }
        }
    }

    @Key("deployment", "Which deployment it is; the client id and the redirect URL follow from it.")
    package var deployment: Deployment?
    @Key("address", "The address that its service calls from.", example: "address: 203.0.113.10")
    package var address: IPAddress?
    @Key("imanage", "Whether the organization administrator has enabled the iManage integration.")
    package var imanage: Enabling?
    @Key(
        "servers", "How far each server has come; `absent` where nobody entered it.",
        example: "servers: { main: validated }")
    package var servers: [ServerName: Standing]?
}

/// How the client behaves where that can be chosen.
package struct ClientSetup: Keyed {
    package static let topic = "client"
    package static let doc = "How the integration client behaves where that can be chosen."
    package static let keys: [ListedKey<Self>] = [
        .init(\._connectTimeout), .init(\._pageSize), .init(\._tokens), .init(\._urlCheck),
    ]

    /// The standard client.
    package init() {}

    @Key("connect_timeout", "How long it waits for a connection.", example: "connect_timeout: 10s")
    package var connectTimeout: Duration?
    @Key(
        "page_size", "How many entries of a list it asks for at once.", shape: .integer(1...9_999),
        example: "page_size: 2")
    package var pageSize: Int?
    @Key("tokens", "Whether tokens outlive a restart of the service.") package var tokens: ClientOptions.TokenStorage?
    @Key("url_check", "Whether a server's URL is checked when it is entered, or only found wrong later.")
    package var urlCheck: ClientOptions.URLCheck?
}
