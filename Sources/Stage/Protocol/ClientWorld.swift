import WorkTime

/// A moment as a client sees it: how far the clock has come, and what the client's calendar shows.
package struct ClientMoment: Codable, Hashable, Sendable {
    /// Nanoseconds since the scenario's beginning.
    package var elapsed: Int64
    /// Nanoseconds since 1970-01-01T00:00:00Z by the client's calendar, which a scenario may set wrong.
    package var unix: Int64
    /// The calendar's date in ISO 8601.
    package var date: String

    /// The moment of a party's clock.
    init(_ clock: PartyClock) {
        elapsed = clock.now.elapsed.nanoseconds
        unix = clock.date.sinceEpoch.nanoseconds
        date = clock.date.iso8601
    }
}

extension Duration {
    /// Whole nanoseconds, rounded up; a length that does not fit is the longest that does.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let part = attoseconds / 1_000_000_000 + (attoseconds % 1_000_000_000 > 0 ? 1 : 0)
        let (sum, isTooLongNow) = whole.addingReportingOverflow(part)
        return isTooLong || isTooLongNow ? (seconds < 0 ? .min : .max) : sum
    }
}

/// The world that a client is to work in, as `begin` describes it.
package struct ClientWorld: Codable, Sendable {
    /// A person who uses the client.
    package struct Member: Codable, Sendable {
        /// The name that requests use.
        package var name: String
        /// What the person may do: `user`, `organization_admin`, `staff`.
        package var role: String
    }

    /// A server that the client has at the beginning; empty where the runner enters servers by requests.
    package struct ConfiguredServer: Codable, Sendable {
        /// The name that requests use.
        package var name: String
        /// The work server URL.
        package var url: String
        /// The API Key / Client ID.
        package var clientID: String
        /// The client secret.
        package var clientSecret: String

        enum CodingKeys: String, CodingKey {
            case name, url
            case clientID = "client_id"
            case clientSecret = "client_secret"
        }
    }

    /// How the client is to behave where that can be chosen; what is left out has its usual value.
    package struct Options: Codable, Sendable {
        /// How long it waits for a connection, such as `10s`.
        package var connectTimeout: String?
        /// How many entries of a list it asks for at once.
        package var pageSize: Int?
        /// Whether tokens outlive a restart: `persistent` or `memory`.
        package var tokens: String?
        /// Whether a URL is checked when it is entered: `strict` or `off`.
        package var urlCheck: String?

        enum CodingKeys: String, CodingKey {
            case tokens
            case connectTimeout = "connect_timeout"
            case pageSize = "page_size"
            case urlCheck = "url_check"
        }
    }

    /// The scenario's id.
    package var scenario: String
    /// Where identifiers derive from; a client without such a choice passes over it.
    package var seed: UInt64
    /// The moment at the beginning.
    package var now: ClientMoment
    /// The proxy of each party; every connection has to go through it.
    package var gateways: [String: String]
    /// A file with the certificate authority to trust, in PEM.
    package var authorityFile: String
    /// The deployment: `multi-tenant`, `us`, `single-tenant`.
    package var deployment: String
    /// The client id that is registered.
    package var clientID: String
    /// The redirect URL that is registered.
    package var redirectURL: String
    /// The address that the client's service calls from, as firewalls see it.
    package var address: String
    /// Who uses the client.
    package var people: [Member]
    /// The servers that the client has already.
    package var servers: [ConfiguredServer]
    /// What can be chosen.
    package var options: Options
    /// The readings of what is unknown, by switch.
    package var assume: [String: String]

    enum CodingKeys: String, CodingKey {
        case scenario, seed, now, gateways, deployment, address, people, servers, options, assume
        case authorityFile = "authority_file"
        case clientID = "client_id"
        case redirectURL = "redirect_url"
    }
}
