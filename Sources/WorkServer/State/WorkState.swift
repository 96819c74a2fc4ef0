public import Rules
public import WorkTime

/// Everything that a server knows, as one value.
public struct WorkState: Sendable {
    /// What belongs to this node and not to the firm.
    public struct Node: Hashable, Codable, Sendable {
        /// The server's name in the world.
        public internal(set) var name: String
        /// The release that it runs.
        public internal(set) var release: Release
        /// Where it runs.
        public internal(set) var hosting: Hosting
        /// The address that it gives out for itself.
        public internal(set) var publicURL: String?
        /// The names that its certificate is for.
        public internal(set) var hostNames: [String]
        /// The proxy in front of it; nil for none.
        public internal(set) var proxy: EdgeProxy?
        /// What is the matter with its certificate.
        public internal(set) var certificateKind = CertificateKind.good
        /// When its certificate was issued.
        public internal(set) var certificateIssued: WorkDate
        /// How long its certificate is valid.
        public internal(set) var certificateValidFor: Duration
    }

    /// The node.
    public internal(set) var node: Node
    /// The readings in force.
    public internal(set) var assumptions: Assumptions
    /// The registered applications, by client id.
    public package(set) var applications: [String: RegisteredApplication] = [:]
    /// The accounts, by id in capitals.
    public package(set) var users: [String: WorkUser] = [:]
    /// The groups that were made, by id in capitals; those that only members name are not here.
    public internal(set) var groups: [String: WorkGroup] = [:]
    /// The libraries, sorted by name.
    public internal(set) var libraries: [WorkLibrary] = []
    /// What the libraries hold.
    public package(set) var content = ContentState()
    /// The server's settings.
    public package(set) var settings = ServerSettings()
    /// The firewall in front of the server.
    public package(set) var firewall = Firewall()
    /// Rules of the firewall that were entered and do not hold yet, with when they will.
    public internal(set) var coming: ComingFirewall?

    /// Rules of a firewall that hold from a date on.
    public struct ComingFirewall: Hashable, Codable, Sendable {
        /// The rules.
        public let firewall: Firewall
        /// From when on they hold.
        public let from: WorkDate
    }

    /// The firewall's rules that hold at a date.
    public func firewall(at date: WorkDate) -> Firewall {
        coming.flatMap { date >= $0.from ? $0.firewall : nil } ?? firewall
    }

    /// Administrators who are signed in to Control Center.
    var controlCenterSessions = CredentialTable<ControlCenterSession>()
    /// Browsers in which somebody is signed in at the server.
    var browserSessions = CredentialTable<BrowserSession>()
    /// Sign-in pages that were served and not used yet.
    var signIns = CredentialTable<SignIn>()
    /// Authorization codes, also redeemed ones, so that a replay is known.
    var codes = CredentialTable<AuthorizationCode>()
    /// Access tokens, also dead ones for a while (`memory`), so that rules know why they died.
    var accessTokens = CredentialTable<AccessToken>()
    /// Refresh tokens, also dead ones for a while.
    var refreshTokens = CredentialTable<RefreshToken>()

    init(node: Node, assumptions: Assumptions) {
        self.node = node
        self.assumptions = assumptions
    }

    /// Returns the reading in force of a switch.
    func reading<Reading>(of question: Switch<Reading>) -> Reading { assumptions.reading(of: question) }

    /// The application with this client id, or else with this name.
    public func application(named name: String) -> RegisteredApplication? {
        applications[name] ?? applications.values.filter { $0.name == name }.min { $0.clientID < $1.clientID }
    }

    /// Whether a user, or a group of theirs, may use an application.
    func grants(_ application: RegisteredApplication, to user: String) -> Bool {
        application.access.grants(user, groups: users[user.uppercased()]?.groups ?? [])
    }

    /// The user who signs in by this name: the e-mail address on the cloud, elsewhere also the id.
    func user(signingInAs name: String) -> WorkUser? {
        let user = user(named: name)
        let isByAddress = node.hosting == .cloud && reading(of: AuthorizeRules.cloudName) == .emailOnly
        return isByAddress && user?.email.uppercased() != name.uppercased() ? nil : user
    }

    /// The user with this id or e-mail address; case does not count.
    public func user(named name: String) -> WorkUser? {
        let wanted = name.uppercased()
        return users[wanted] ?? users.values.filter { $0.email.uppercased() == wanted }.min { $0.id < $1.id }
    }
}

/// An account as the server keeps it.
public struct WorkUser: Hashable, Codable, Sendable {
    /// The id in capitals.
    public let id: String
    /// The name to show.
    public internal(set) var fullName: String
    /// The e-mail address.
    public internal(set) var email: String
    /// Roles such as `NRTADMIN`.
    public let roles: [String]
    /// The groups that the user is in.
    public package(set) var groups: [String]
    /// The identifier that discovery reports as `ssid`.
    public let ssid: String
    let password: SecretDigest
    /// Whether an administrator keeps the user from logging on.
    public package(set) var isLocked = false
}

/// A group as the server keeps it.
public struct WorkGroup: Hashable, Codable, Sendable {
    /// The id in capitals.
    public let id: String
    /// The name to show.
    public let fullName: String
    /// Whether rights may be given to it.
    public internal(set) var isEnabled = true
    /// Whether it is one of people from outside.
    public internal(set) var isExternal = false
    /// What kind of group it is, by iManage's `group_nos`.
    public internal(set) var number = 2

    init(id: String, fullName: String) {
        self.id = id
        self.fullName = fullName
    }
}

/// A library as the server keeps it.
public struct WorkLibrary: Hashable, Codable, Sendable {
    /// Its name, as `ACTIVE`.
    public let id: String
}
