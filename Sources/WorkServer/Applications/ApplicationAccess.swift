/// Who may use an application: everybody, or chosen users; written as `all` or as a list of user ids.
public enum ApplicationAccess: Hashable, Codable, Sendable {
    /// All users.
    case all
    /// The users and the groups with these ids; case does not count.
    case custom([String])

    /// Whether a user who is in these groups may use the application.
    public func grants(_ user: String, groups: [String] = []) -> Bool {
        let own = Set(([user] + groups).map { $0.uppercased() })
        return switch self {
        case .all: true
        case .custom(let ids): ids.contains { own.contains($0.uppercased()) }
        }
    }

    /// How a screen shows it: `All users`, or the ids.
    var text: String {
        switch self {
        case .all: "All users"
        case .custom(let ids): "Custom: " + ids.map { $0.uppercased() }.sorted().joined(separator: ", ")
        }
    }

    /// Reads the value as files and logs hold it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let ids = try? container.decode([String].self) {
            self = .custom(ids)
            return
        }
        guard try container.decode(String.self) == "all" else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "access is 'all' or a list of user and group ids")
        }
        self = .all
    }

    /// Writes the value as files and logs hold it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .all: try container.encode("all")
        case .custom(let ids): try container.encode(ids)
        }
    }
}
