/// What was seen of a server: shapes alone, no value, name, id, token or text of it.
public struct Observation: Sendable, Hashable {
    /// The shape of one answer.
    public struct Shape: Sendable, Hashable, Codable {
        /// The call, without what it sends.
        public var call: String
        /// The status.
        public var status: Int
        /// The names of the headers.
        public var headers: [String]
        /// What the body is.
        public var body: String
        /// The keys of a JSON body with the kinds of their values.
        public var keys: [String]
        /// How long the answer took, in classes.
        public var time: String

        /// Whether another is the same but for its time.
        func isLike(_ other: Shape) -> Bool {
            (call, status, headers, body, keys) == (other.call, other.status, other.headers, other.body, other.keys)
        }
    }

    /// The day.
    public var date: String
    /// The release as the server reports it; nil where it reports none.
    public var release: String?
    /// How many calls were made.
    public var calls = 0
    /// Why the observation ended early; nil where it did not.
    public var stopped: String?
    /// What is known of each switch.
    public var findings: [String: Finding] = [:]
    /// The shapes of the answers.
    public var shapes: [Shape] = []
    /// What was made and could not be removed; for the person who observes, and in no file.
    public var leftBehind: [String] = []

    init(date: String) { self.date = date }

    /// Adds a shape, unless it is there.
    mutating func add(_ shape: Shape) {
        guard shapes.count < 400, !shapes.contains(where: { $0.isLike(shape) }) else { return }
        shapes.append(shape)
    }

    /// The readings that were seen, by switch.
    public var readings: [String: String] { findings.compactMapValues(\.reading) }

    /// The table: what is as simulated, what differs, and what was not seen.
    public var table: [String] {
        func rows(_ title: String, _ text: (Finding) -> String?) -> [String] {
            let rows = findings.sorted { $0.key < $1.key }.compactMap { id, finding in
                text(finding).map { "  \(id): \($0)" }
            }
            return rows.isEmpty ? [] : ["\(title): \(rows.count)"] + rows
        }
        return rows("as simulated") { if case .asSimulated(let reading, _) = $0 { reading } else { nil } }
            + rows("differs (switch set)") { if case .differs(let reading, _) = $0 { reading } else { nil } }
            + rows("differs (no switch: a gap of the simulation)") {
                if case .gap(let evidence) = $0 { evidence.joined(separator: "; ") } else { nil }
            }
            + rows("not seen") { if case .notSeen(let reason) = $0 { reason } else { nil } }
    }
}
