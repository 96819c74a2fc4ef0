package import ScenarioKeys

/// The names that a scenario may use, each with a sentence that explains it; filled from the catalogues by who plays.
public struct Vocabulary: Sendable {
    /// A name with its explanation.
    public struct Entry: Hashable, Sendable {
        /// The name as it is written.
        public let name: String
        /// What it means, for `explain` and completion; several lines where there is more to say.
        public let meaning: String

        /// Makes an entry.
        public init(_ name: String, _ meaning: String) {
            self.name = name
            self.meaning = meaning
        }
    }

    /// Rule ids.
    public var rules: [Entry] = []
    /// Failure ids of the client.
    public var failures: [Entry] = []
    /// Requirement ids and their cells as `id/cell`.
    public var requirements: [Entry] = []
    /// Documented failures, `A1` to `G12`.
    public var documentedFailures: [Entry] = []
    /// Values of each switch, by the switch's id.
    public var switches: [String: [Entry]] = [:]
    /// The question of each switch.
    public var switchQuestions: [Entry] = []
    /// Settings of a server, named as in `settings:` and `admin.set`.
    public var settings: [Entry] = []
    /// What each setting takes; one that is not here takes any of it.
    public var settingKinds: [String: SettingKind] = [:]

    /// What a setting takes.
    public enum SettingKind: String, Sendable {
        /// A length of time.
        case duration
        /// A length of time, or `off`.
        case durationOrOff
        /// A release, or `current`.
        case releaseOrCurrent
        /// A number, or `off`.
        case countOrOff
        /// Ranges of addresses, a date or a word; the server says what is wrong with it.
        case text
    }

    /// Releases of the server.
    public var releases: [String] = []
    /// The presets' texts in YAML, with the keys of `given`, by name.
    public var presets: [String: String] = [:] {
        didSet { presetEntries = presets.keys.sorted().map { Entry($0, firstComment(of: presets[$0])) } }
    }
    /// The presets' names, each with the comment that its file begins with.
    private(set) var presetEntries: [Entry] = []
    /// The steps, each with the keys that it takes.
    package var steps: [Record] = [] {
        didSet { index() }
    }
    /// What each step returns, by its name: what `shows` and `gives` may name.
    package var returns: [String: Record] = [:]
    /// The keys of the world.
    package var given = Record("given", "The world at the start.", []) {
        didSet { index() }
    }
    /// What is wrong with a whole world, presets and all, where each key by itself is right.
    package var worldIssues: @Sendable (Value) -> [KeyIssue] = { _ in [] }
    /// Why no row that makes a claim of `covers` can prove it, and what to write; nil where one may.
    package var claimObstacle: @Sendable (String, [Scenario]) -> (message: String, suggestion: String)? = { _, _ in nil
    }
    /// Every map that a file may hold.
    package private(set) var records: [Record] = []
    private var stepsByName: [String: Record] = [:]

    /// The keys of a step; nil where no step has this name.
    package func step(named name: String) -> Record? { stepsByName[name] }

    private func firstComment(of text: String?) -> String {
        let line = text?.prefix { $0 != "\n" && $0 != "\r\n" } ?? ""
        return line.hasPrefix("# ") && !line.contains("$schema") ? String(line.dropFirst(2)) : "A world to start from."
    }

    private mutating func index() {
        records = Table.records(with: steps, in: given)
        stepsByName = Dictionary(steps.map { ($0.topic, $0) }) { first, _ in first }
    }

    /// The steps that can be played already; the others lint and make a scenario an error.
    public var builtSteps: Set<String> = []

    /// An empty vocabulary.
    public init() { index() }
}
