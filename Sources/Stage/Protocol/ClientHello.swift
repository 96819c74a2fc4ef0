import WorkTime

/// Who a client is and what it can do.
public struct ClientHello: Codable, Hashable, Sendable {
    /// The version of the protocol that this program speaks.
    public static let currentProtocol = 1

    /// On which clock a client waits.
    public enum ClockKind: String, Codable, Sendable, CaseIterable {
        /// It asks the runner for the time and for every wait.
        case virtual
        /// It waits on the machine's clock.
        case real
    }

    /// How the URL that a browser comes back to reaches the client.
    public enum CallbackKind: String, Codable, Sendable, CaseIterable {
        /// The runner passes it in `user.finish_log_in`.
        case handed
    }

    /// What a client reports of a failure beside that there is one.
    public enum Reported: String, Codable, Sendable, CaseIterable {
        /// The failure's id of the catalogue.
        case failure
        /// The exchange at which it failed.
        case at
        /// The HTTP status.
        case status
        /// The error code on the wire.
        case error
        /// The words that a person is shown, as Office & Dragons has them.
        case message
        /// The step that repairs it.
        case remedy
        /// What it warns of though it succeeds.
        case notice
        /// The rules by which the client itself decides.
        case rule
    }

    /// The version of the protocol.
    public var version: Int
    /// Its name, for reports.
    public var name: String
    /// Its own version, for reports; `nil` where it says none.
    public var release: String?
    /// The requests that it understands; a step that needs another one is untested.
    public var operations: [ClientRequest.Name]
    /// The clock that it waits on.
    public var clock: ClockKind
    /// How callbacks reach it.
    public var callback: CallbackKind
    /// Whether it works on several requests at a time.
    public var isConcurrent: Bool
    /// What it reports of failures.
    public var reports: [Reported]
    /// The options of `given.client` and the switches of its own that it follows; `*` for all.
    public var options: [String]
    /// Whether it names the kind of each request to the gateway.
    public var namesRequests: Bool
    /// Whether it opens a connection for each request; the servers close them after a response otherwise.
    public var usesConnectionsOnce: Bool
    /// How long it waits for a connection and for a response where it leaves that to the gateway; `nil` where it waits itself.
    public var givesUpAfter: String?

    private enum CodingKeys: String, CodingKey {
        case version = "protocol"
        case release = "version"
        case name, operations, clock, callback, reports, options
        case isConcurrent = "concurrent"
        case namesRequests = "names_requests"
        case usesConnectionsOnce = "one_request_per_connection"
        case givesUpAfter = "gives_up_after"
    }

    /// Introduces a client that can do everything on the virtual clock.
    public init(name: String, release: String? = nil) {
        version = Self.currentProtocol
        self.name = name
        self.release = release
        operations = ClientRequest.Name.allCases
        (clock, callback) = (.virtual, .handed)
        (isConcurrent, namesRequests, usesConnectionsOnce) = (true, true, true)
        reports = Reported.allCases
        options = ["*"]
    }

    /// Reads an introduction; what is left out is what the client does not do.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        version = try fields.decode(Int.self, forKey: .version)
        name = try fields.decode(String.self, forKey: .name)
        release = try fields.decodeIfPresent(String.self, forKey: .release)
        operations = try fields.decode([ClientRequest.Name].self, forKey: .operations)
        clock = try fields.decode(ClockKind.self, forKey: .clock)
        callback = try fields.decode(CallbackKind.self, forKey: .callback)
        isConcurrent = try fields.decodeIfPresent(Bool.self, forKey: .isConcurrent) ?? false
        reports = try fields.decodeIfPresent([Reported].self, forKey: .reports) ?? []
        options = try fields.decodeIfPresent([String].self, forKey: .options) ?? []
        namesRequests = try fields.decodeIfPresent(Bool.self, forKey: .namesRequests) ?? false
        usesConnectionsOnce = try fields.decodeIfPresent(Bool.self, forKey: .usesConnectionsOnce) ?? false
        givesUpAfter = try fields.decodeIfPresent(String.self, forKey: .givesUpAfter)
        guard version == Self.currentProtocol else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: fields,
                debugDescription: "this worksim speaks protocol \(Self.currentProtocol), not \(version)")
        }
        guard operations.contains(.status) else {
            throw DecodingError.dataCorruptedError(
                forKey: .operations, in: fields,
                debugDescription: "'client.status' is missing; every client has to offer it")
        }
        guard giveUpLimit != nil || givesUpAfter == nil else {
            throw DecodingError.dataCorruptedError(
                forKey: .givesUpAfter, in: fields,
                debugDescription: "'gives_up_after' takes a duration such as 30s, longer than zero")
        }
    }

    /// How long the gateway keeps an exchange for the client; `nil` where the client waits itself.
    var giveUpLimit: Duration? { givesUpAfter.flatMap { Duration(text: $0) }.flatMap { $0 > .zero ? $0 : nil } }

    /// Whether the client follows an option or a switch.
    func follows(_ option: String) -> Bool { options.contains("*") || options.contains(option) }

    /// Whether a set-up of Office & Dragons can be asked of it; otherwise `begin` names the servers that it has.
    var entersServers: Bool {
        Set([.enableIManage, .addServer, .announceServer, .confirm, .reject]).isSubset(of: operations)
    }
}
