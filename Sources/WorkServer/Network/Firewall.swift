/// The firewall in front of a server: ordered rules, the first match wins, else the default.
public struct Firewall: Hashable, Codable, Sendable {
    /// What happens where no rule matches.
    public enum Default: String, Codable, Sendable, CaseIterable {
        /// The connection is reset.
        case reject
        /// The connection is met with silence.
        case drop
        /// The connection is let in.
        case allow
    }

    /// One line of the list: `{allow: 203.0.113.10/32}` or `{deny: 203.0.113.0/24}`.
    public enum Line: Hashable, Codable, Sendable {
        /// Lets the range in.
        case allow(AddressRange)
        /// Keeps the range out, by silence where the default is to drop, else by a reset.
        case deny(AddressRange)

        private enum CodingKeys: String, CodingKey {
            case allow, deny
        }

        /// Reads the value as files and logs hold it.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            guard !(fields.contains(.allow) && fields.contains(.deny)) else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "a rule is 'allow' or 'deny', not both"))
            }
            if let range = try fields.decodeIfPresent(AddressRange.self, forKey: .allow) {
                self = .allow(range)
            } else {
                self = .deny(try fields.decode(AddressRange.self, forKey: .deny))
            }
        }

        /// Writes the value as files and logs hold it.
        public func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .allow(let range): try fields.encode(range, forKey: .allow)
            case .deny(let range): try fields.encode(range, forKey: .deny)
            }
        }
    }

    /// What happens where no rule matches.
    public var `default`: Default
    /// The rules in order.
    public var rules: [Line]

    /// Makes a firewall; without arguments it lets everybody in.
    public init(default: Default = .allow, rules: [Line] = []) {
        self.default = `default`
        self.rules = rules
    }

    private enum CodingKeys: String, CodingKey {
        case `default`, rules, allow
    }

    /// Reads `{default, rules: […]}` or the short `{default, allow: [cidr, …]}`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let allowed = try fields.decodeIfPresent([AddressRange].self, forKey: .allow) ?? []
        let rules = try fields.decodeIfPresent([Line].self, forKey: .rules) ?? []
        guard allowed.isEmpty || rules.isEmpty else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'allow' is short for 'rules': use one of them")
            )
        }
        self.init(
            default: try fields.decodeIfPresent(Default.self, forKey: .default) ?? .allow,
            rules: rules + allowed.map { .allow($0) })
    }

    /// Writes the value as files and logs hold it.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(`default`, forKey: .default)
        try fields.encode(rules, forKey: .rules)
    }
}
