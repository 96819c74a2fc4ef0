public import Secrets

/// The firm that a server serves when it starts: its people, libraries, applications, settings and firewall.
public struct Firm: Codable, Sendable {
    /// The people with an account.
    public var users: [FirmUser] = []
    /// The libraries, by name.
    public var libraries: [String] = []
    /// The registered applications; one without a client secret is given a generated one.
    public var applications: [ApplicationForm] = []
    /// Settings that differ from the standard, by name, as text.
    public var settings: [String: String] = [:]
    /// The firewall in front of the server.
    public var firewall = Firewall()

    /// What the libraries hold; not part of the written form.
    public var content = FirmContent()

    private enum CodingKeys: String, CodingKey {
        case users, libraries, applications, settings, firewall
    }

    /// An empty firm behind an open firewall.
    public init() {}

    /// Reads the value as files and logs hold it.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        users = try fields.decodeIfPresent([FirmUser].self, forKey: .users) ?? []
        libraries = try fields.decodeIfPresent([String].self, forKey: .libraries) ?? []
        applications = try fields.decodeIfPresent([ApplicationForm].self, forKey: .applications) ?? []
        settings = try fields.decodeIfPresent([String: String].self, forKey: .settings) ?? [:]
        firewall = try fields.decodeIfPresent(Firewall.self, forKey: .firewall) ?? Firewall()
    }
}

/// A person with an account on the server.
public struct FirmUser: Codable, Sendable {
    /// The log-in name; case does not count.
    public var id: String
    /// The name to show.
    public var fullName: String
    /// The e-mail address, which may stand for the id at sign-in.
    public var email: String
    /// The password, read but never written; nil has one generated.
    public var password: Secret?
    /// Roles, of which `NRTADMIN` opens Control Center.
    public var roles: [String]
    /// The groups that the person is in.
    public var groups: [String]

    /// Describes an account; name and address follow from the id where they are left out.
    public init(
        id: String, fullName: String? = nil, email: String? = nil, password: Secret? = nil, roles: [String] = [],
        groups: [String] = []
    ) {
        self.id = id
        self.fullName = fullName ?? id
        self.email = email ?? "\(id.lowercased())@example.com"
        self.password = password
        self.roles = roles
        self.groups = groups
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case fullName = "full_name"
        case email, password, roles, groups
    }

    /// Reads the value as files and logs hold it.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try fields.decode(String.self, forKey: .id),
            fullName: try fields.decodeIfPresent(String.self, forKey: .fullName),
            email: try fields.decodeIfPresent(String.self, forKey: .email),
            password: try fields.decodeIfPresent(String.self, forKey: .password).map { Secret($0) },
            roles: try fields.decodeIfPresent([String].self, forKey: .roles) ?? [],
            groups: try fields.decodeIfPresent([String].self, forKey: .groups) ?? [])
    }

    /// Writes the value as files and logs hold it.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(fullName, forKey: .fullName)
        try fields.encode(email, forKey: .email)
        try fields.encode(roles, forKey: .roles)
        try fields.encode(groups, forKey: .groups)
    }
}

/// What a firm's people and applications sign in with, known only to who started the server.
public struct FirmCredentials: Sendable {
    /// Passwords by user id in capitals.
    public internal(set) var passwords: [String: Secret] = [:]
    /// Client secrets by client id.
    public internal(set) var clientSecrets: [String: Secret] = [:]
}
