public import IntegrationClient
public import WorkServer

/// The world at the start of a story, with the keys of `given`.
public struct StageSetup: Codable, Sendable {
    /// Who is there, by name.
    public var people: [String: PersonSetup]
    /// Office & Dragons.
    public var office: OfficeSetup
    /// The work servers, by name.
    public var servers: [String: ServerSetup]
    /// How the client behaves where that can be chosen.
    public var client: ClientSetup
    /// Readings of what is not known of the real server, by switch id.
    public var assume: [String: String]

    /// An empty world.
    public init() {
        people = [:]
        office = OfficeSetup()
        servers = [:]
        client = ClientSetup()
        assume = [:]
    }

    /// Reads the form that `encode` writes; keys that are left out take their usual value.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        people = try fields.decodeIfPresent([String: PersonSetup].self, forKey: .people) ?? [:]
        office = try fields.decodeIfPresent(OfficeSetup.self, forKey: .office) ?? OfficeSetup()
        servers = try fields.decodeIfPresent([String: ServerSetup].self, forKey: .servers) ?? [:]
        client = try fields.decodeIfPresent(ClientSetup.self, forKey: .client) ?? ClientSetup()
        assume = try fields.decodeIfPresent([String: String].self, forKey: .assume) ?? [:]
    }
}

/// One person: what they may do on each side, and where they call from.
public struct PersonSetup: Codable, Sendable {
    /// The role in Control Center, such as `NRTADMIN`.
    public var controlCenter: String?
    /// The role in Office & Dragons: `user`, `organization_admin`, `staff`.
    public var office: Person.Role?
    /// The documentation address of their computer.
    public var from: String?
    /// Their accounts, by server; one that is not named is the person's name in capitals.
    public var accounts: [String: AccountSetup]?
    /// The servers at which they are logged in at the start.
    public var loggedIn: [String]?

    private enum CodingKeys: String, CodingKey {
        case controlCenter = "control_center"
        case office, from, accounts
        case loggedIn = "logged_in"
    }
}

/// An account on a work server.
public struct AccountSetup: Codable, Sendable {
    /// The user id.
    public var user: String
}

/// Office & Dragons at the start.
public struct OfficeSetup: Codable, Sendable {
    /// Which deployment it is; its client id and redirect follow from it.
    public var deployment: Deployment?
    /// The documentation address that its service calls from.
    public var address: String?
    /// `enabled` where the organization administrator has enabled iManage.
    public var imanage: String?
    /// How far each server has come: `not_announced`, `pending`, `validated`, `rejected`; `absent` where it is not entered.
    public var servers: [String: String]?

    /// A multi-tenant deployment that nobody has set up.
    public init() {}
}

/// How the client behaves where that can be chosen.
public struct ClientSetup: Codable, Sendable {
    /// How long it waits for a connection.
    public var connectTimeout: String?
    /// `persistent` or `memory`.
    public var tokens: String?
    /// `strict` or `off`.
    public var urlCheck: String?
    /// How many rows of a list are asked for at once; nil for the client's own number.
    public var pageSize: Int?

    /// The standard client.
    public init() {}

    private enum CodingKeys: String, CodingKey {
        case connectTimeout = "connect_timeout"
        case tokens
        case urlCheck = "url_check"
        case pageSize = "page_size"
    }
}

/// One work server at the start.
public struct ServerSetup: Codable, Sendable {
    /// Its release: `10.4`.
    public var release: String?
    /// `on-prem`, `vpc` or `cloud`.
    public var hosting: Hosting?
    /// Whether its name exists on the internet.
    public var `public`: Bool?
    /// The URL that it is known by.
    public var url: String?
    /// Settings that differ from the standard.
    public var settings: [String: SettingText]?
    /// The registered applications, by name.
    public var applications: [String: ApplicationSetup]?
    /// Accounts beyond those of the people, by user id.
    public var users: [String: UserSetup]?
    /// The firewall in front of it.
    public var firewall: Firewall?
    /// Its certificate.
    public var certificate: CertificateSetup?
    /// Its libraries, by name, with what is in them.
    public var content: [String: JSON]?
    /// Its classes, by alias.
    public var classes: [String: ClassSetup]?
    /// The tables of its custom fields, by field, then by alias.
    public var customs: [String: [String: String]]?
    /// Paths that users keep as favourites, by user id.
    public var favorites: [String: [String]]?
    /// Paths of workspaces that users keep as matters, by user id.
    public var matters: [String: [String]]?
    /// The number that the first thing of each library gets.
    public var firstNumber: Int?

    private enum CodingKeys: String, CodingKey {
        case release, hosting, `public`, url, settings, applications, users, firewall, certificate, content, classes
        case customs, favorites, matters
        case firstNumber = "first_number"
    }
}

/// A class of documents at the start.
public struct ClassSetup: Codable, Sendable {
    /// What is shown for it.
    public var description: String?
    /// The fields that a document of it must have.
    public var required: [String]?
    /// Its subclasses by alias.
    public var subclasses: [String: String]?
}

/// A setting's value as text, also where a file has a number.
public struct SettingText: Codable, Sendable {
    /// The text.
    public let text: String

    /// Reads a text or a whole number.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        text = try (try? value.decode(Int.self)).map { String($0) } ?? value.decode(String.self)
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(text)
    }
}

/// An account on a server.
public struct UserSetup: Codable, Sendable {
    /// The password; nil has one generated.
    public var password: String?
    /// Roles, of which `NRTADMIN` opens Control Center.
    public var roles: [String]?
    /// The groups that the user is in.
    public var groups: [String]?
    /// The name to show.
    public var fullName: String?

    private enum CodingKeys: String, CodingKey {
        case password, roles, groups
        case fullName = "full_name"
    }
}

/// A server's certificate at the start.
public struct CertificateSetup: Codable, Sendable {
    /// How long it is valid from the start.
    public var validFor: String?

    private enum CodingKeys: String, CodingKey {
        case validFor = "valid_for"
    }
}

/// A registration, filled from the deployment's sheet or by hand.
public struct ApplicationSetup: Codable, Sendable {
    /// `sheet` fills what is not named from the deployment's registration sheet.
    public var from: String?
    /// The fields of the form.
    public var form: ApplicationForm

    private enum CodingKeys: String, CodingKey {
        case from
        case redirectURL = "redirect_url"
    }

    /// Reads the form that `encode` writes; keys that are left out take their usual value.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        from = try fields.decodeIfPresent(String.self, forKey: .from)
        form = try ApplicationForm(from: decoder)
        // The short form of a list of one.
        if let redirect = try fields.decodeIfPresent(String.self, forKey: .redirectURL) {
            form.redirectURLs = (form.redirectURLs ?? []) + [redirect]
        }
    }

    /// Writes the form that scenario files use.
    public func encode(to encoder: any Encoder) throws {
        try form.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encodeIfPresent(from, forKey: .from)
    }
}
