import Rules

/// What holds for everybody whom the list of a thing does not name.
public enum DefaultSecurity: String, Codable, Sendable, CaseIterable {
    /// As what it lies in.
    case inherit
    /// Nobody else may see it.
    case `private`
    /// Everybody may look.
    case view
    /// Everybody may change it.
    case `public`

    /// The level that it gives; nil where it inherits.
    var level: AccessLevel? {
        switch self {
        case .inherit: nil
        case .private: AccessLevel.none
        case .view: .read
        case .public: .write
        }
    }

    /// What a workspace shows of it: it inherits from nothing, and what is not said of it is public.
    var ofWorkspace: DefaultSecurity { self == .inherit ? .public : self }
}

/// A user or a group, as a list of rights names it.
public struct Trustee: Hashable, Codable, Sendable, Comparable {
    /// What it is.
    public enum Kind: String, Codable, Sendable {
        case user
        case group
    }

    /// What it is.
    public let kind: Kind
    /// Its id in capitals.
    public let id: String

    init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id.uppercased()
    }

    /// Users before groups, then by id.
    public static func < (left: Trustee, right: Trustee) -> Bool {
        (left.kind == .group ? 1 : 0, left.id) < (right.kind == .group ? 1 : 0, right.id)
    }
}

/// The rights that are said of one thing.
public struct Security: Hashable, Codable, Sendable {
    /// What holds for everybody else.
    public internal(set) var standard = DefaultSecurity.inherit
    /// Who is named, with what they may do.
    public internal(set) var list: [Trustee: AccessLevel] = [:]

    package init() {}

    /// Whether nothing is said.
    var isSilent: Bool { standard == .inherit && list.isEmpty }

    /// What the list says of a person, by name or through a group; nil where it says nothing.
    func listed(_ person: Identity) -> AccessLevel? {
        guard !list.isEmpty else { return nil }
        if let own = list[Trustee(.user, person.user)] { return own }
        let throughGroups = person.groups.compactMap { list[Trustee(.group, $0)] }
        return person.isStrict ? throughGroups.min() : throughGroups.max()
    }

    /// What is said of a person; nil where nothing is.
    func level(of person: Identity) -> AccessLevel? { listed(person) ?? standard.level }
}

/// Whose rights are asked for.
struct Identity: Sendable {
    /// The user id in capitals.
    let user: String
    let groups: [String]
    /// Whether the person administers the libraries, and so may do everything.
    var isAdministrator = false
    /// Whether the strictest of several groups holds, and not the most generous.
    var isStrict = false

    init(_ user: String, groups: [String] = []) {
        self.user = user.uppercased()
        self.groups = groups.map { $0.uppercased() }
    }
}

extension WorkState {
    /// A user as rights see them.
    func identity(of user: String) -> Identity {
        let account = users[user.uppercased()]
        var identity = Identity(user, groups: account?.groups ?? [])
        identity.isAdministrator = account?.roles.contains("NRTADMIN") ?? false
        identity.isStrict = reading(of: SecurityRules.groups) == .strictest
        return identity
    }
}
