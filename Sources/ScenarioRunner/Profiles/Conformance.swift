public import Foundation
import Markup

/// Whether a client conforms to a profile, with what every scenario of the profile says of that: `conformance.json`.
public struct Conformance: Codable, Sendable {
    /// The client that was tried.
    public struct Client: Codable, Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its version; nil where it says none.
        public let version: String?

        /// Names a client.
        public init(name: String, version: String?) {
            self.name = name
            self.version = version
        }
    }

    /// The profile by which it was tried.
    public struct Basis: Codable, Hashable, Sendable {
        /// Its name.
        public let name: String
        /// The version of its set.
        public let version: String
        /// The day on which the set was frozen.
        public let date: String
    }

    /// How many scenarios of a level came out how.
    public struct Counts: Codable, Hashable, Sendable {
        /// All of them.
        public var total = 0
        /// Those that passed.
        public var passed = 0
        /// Those that did not: failed, vacuous, in error, or known to fail.
        public var failed = 0
        /// Those that the client does not offer all for, and those that were left out.
        public var untested = 0
    }

    /// What came of one scenario.
    public struct Row: Codable, Hashable, Sendable {
        /// Its id.
        public let id: String
        /// Its title.
        public let title: String
        /// How much depends on it.
        public let level: Profile.Level
        /// The digest of its meaning.
        public let digest: String
        /// How it came out.
        public let verdict: Verdict
        /// Why it did not pass; nil where it did.
        public let reason: String?
        /// What was not compared, since the client does not say it.
        public let notCompared: [String]

        private enum CodingKeys: String, CodingKey {
            case id, title, level, digest, verdict, reason
            case notCompared = "not_compared"
        }
    }

    /// The version of this form.
    public let schema: Int
    /// The profile.
    public let profile: Basis
    /// The client.
    public let client: Client
    /// The version of WorkSim.
    public let worksim: String
    /// The date of the run, in ISO 8601.
    public let date: String
    /// Where ids and secrets of the run derive from.
    public let seed: UInt64
    /// The digest of the set of scenarios.
    public let suite: String
    /// Whether the client conforms.
    public let conforms: Bool
    /// The result in one sentence.
    public let sentence: String
    /// The counts of scenarios that must pass.
    public let must: Counts
    /// The counts of scenarios that should pass.
    public let should: Counts
    /// What came of each scenario, in the order of the ids.
    public let scenarios: [Row]

    /// Judges the results of a run of a profile's scenarios; a scenario without a result is untested.
    public init(
        _ results: [ScenarioResult], of profile: Profile, client: Client, worksim: String, date: String, seed: UInt64,
        suite: ScenarioDigest
    ) {
        let found = Dictionary(results.map { ($0.id, $0) }) { first, _ in first }
        let rows = profile.ids.map { id in Row(id, found[id], of: profile) }
        (must, should) = (Counts(rows, of: .must), Counts(rows, of: .should))
        schema = 1
        self.profile = Basis(name: profile.profile, version: profile.version, date: profile.date)
        self.client = client
        self.worksim = worksim
        self.date = date
        self.seed = seed
        self.suite = suite.description
        conforms = must.total > 0 && must.passed == must.total
        sentence =
            conforms
            ? "conforms to WorkSim \(profile.name)"
            : "does not conform to WorkSim \(profile.name): \(must.failed) must "
                + "scenario\(must.failed == 1 ? "" : "s") failed, \(must.untested) untested"
        scenarios = rows
    }

    /// The client with its version, for people.
    public var clientText: String { [client.name, client.version].compactMap { $0 }.joined(separator: " ") }

    /// The rows of a level that did not pass.
    public func lacking(_ level: Profile.Level) -> [Row] {
        scenarios.filter { $0.level == level && $0.verdict != .pass }
    }

    /// The bytes of `conformance.json`.
    public func file() throws -> Data {
        let encoder = JSONEncoder.results
        encoder.outputFormatting.insert(.prettyPrinted)
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// `conformance.json`, the page and the badge, as a report has them.
    public func files() throws -> [(name: String, data: Data)] {
        [
            ("conformance.json", try file()), ("conformance.html", Data(ConformancePage(self).html.text.utf8)),
            ("conformance.svg", Data(ConformanceBadge(self).svg.text.utf8)),
        ]
    }

    /// The JSON Schema of `conformance.json`.
    public static var jsonSchema: String {
        String(decoding: PackageResources.conformance_schema_json, as: UTF8.self)
    }
}

extension Conformance.Counts {
    init(_ rows: [Conformance.Row], of level: Profile.Level) {
        for row in rows where row.level == level {
            total += 1
            switch row.verdict {
            case .pass: passed += 1
            case .fail, .vacuous, .error, .known: failed += 1
            case .untested, .skip, .notReached: untested += 1
            }
        }
    }

    /// The counts in words: `52 of 52 passed`, `3 of 5 passed, 2 untested`.
    var text: String {
        var parts = ["\(passed) of \(total) passed"]
        if failed > 0 { parts.append("\(failed) failed") }
        if untested > 0 { parts.append("\(untested) untested") }
        return parts.joined(separator: ", ")
    }
}

extension Conformance.Row {
    init(_ id: String, _ result: ScenarioResult?, of profile: Profile) {
        self.id = id
        title = result?.title ?? id
        level = profile.level(of: id) ?? .should
        digest = profile.digest(of: id) ?? ""
        verdict = result?.verdict ?? .skip
        reason =
            switch result?.verdict {
            case .pass: nil
            case nil: "it was not played"
            case .fail, .vacuous, .error: result.map { RedStory.headline(of: $0).description }
            case .known, .untested, .skip, .notReached: result?.reason
            }
        notCompared = Set(result?.steps.flatMap { $0.notCompared ?? [] } ?? []).sorted()
    }
}
