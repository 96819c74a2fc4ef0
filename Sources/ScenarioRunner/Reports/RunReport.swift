public import Foundation

/// What a run leaves behind: `report.html`, `results.json`, `timings.json` and `junit.xml`.
public struct RunReport: Sendable {
    /// How many scenarios came out how.
    public struct Summary: Codable, Hashable, Sendable {
        /// All of them.
        public var total = 0
        /// Green ones.
        public var pass = 0
        /// Ones in which something expected did not happen.
        public var fail = 0
        /// Ones that prove nothing.
        public var vacuous = 0
        /// Ones that could not be played.
        public var error = 0
        /// Ones that fail as the file says.
        public var known = 0
        /// Ones that the client under test does not offer all for.
        public var untested = 0
        /// Ones that were left out.
        public var skip = 0

        /// Counts verdicts.
        public init(_ results: [ScenarioResult]) {
            for result in results {
                total += 1
                switch result.verdict {
                case .pass: pass += 1
                case .fail: fail += 1
                case .vacuous: vacuous += 1
                case .error: error += 1
                case .known: known += 1
                case .untested: untested += 1
                case .skip, .notReached: skip += 1
                }
            }
        }

        /// How many are red.
        public var red: Int { fail + vacuous + error }

        /// The counts on one line; what was left out or is known to fail is never counted as passed.
        public var text: String {
            var parts = ["\(pass) passed"]
            for (count, word) in [
                (fail, "failed"), (vacuous, "vacuous"), (error, "in error"), (known, "known"), (untested, "untested"),
                (skip, "skipped"),
            ] where count > 0 {
                parts.append("\(count) \(word)")
            }
            return "\(total) scenario\(total == 1 ? "" : "s"): \(parts.joined(separator: ", "))"
        }
    }

    /// The form of `results.json`.
    private static let schema = 1

    private struct Results: Encodable {
        let schema = RunReport.schema
        let seed: UInt64
        /// The part of the suite that was played; nil for all of it.
        let shard: Shard?
        let summary: Summary
        let proofs: RunProofs
        let scenarios: [ScenarioResult]
        /// The files' texts by path.
        let sources: [String: String]
    }

    private struct Timings: Encodable {
        struct Scenario: Encodable {
            let id: String
            let milliseconds: Double
        }

        let schema = 1
        let milliseconds: Double
        let jobs: Int
        let scenarios: [Scenario]
    }

    /// What was played, in the order of the ids.
    public let played: [ScenarioRun.Played]
    private let seed: UInt64
    private let jobs: Int
    private let milliseconds: Double
    private let sources: SourceTexts
    private let suite: String?
    private let shard: Shard?

    /// A report of one run, which took so many milliseconds of the real world; `suite` is the digest of its scenarios, of which a run of
    /// one `shard` played a part.
    public init(
        _ played: [ScenarioRun.Played], seed: UInt64, jobs: Int, milliseconds: Double, sources: SourceTexts = .none,
        suite: String? = nil, shard: Shard? = nil
    ) {
        self.shard = shard
        self.sources = sources
        self.suite = suite
        self.played = played.sorted { $0.result.id < $1.result.id }
        self.seed = seed
        self.jobs = jobs
        self.milliseconds = milliseconds
    }

    /// How many came out how.
    public var summary: Summary { Summary(played.map(\.result)) }

    /// The recommendations that were not met, with where.
    public var warnings: [(result: ScenarioResult, step: StepResult, warning: Mismatch)] {
        played.map(\.result).flatMap { result in
            result.steps.flatMap { step in step.warnings.map { (result, step, $0) } }
        }
    }

    /// The same bytes for the same seed, whatever the jobs.
    public func results() throws -> Data {
        let encoder = JSONEncoder.results
        encoder.outputFormatting.insert(.prettyPrinted)
        let results = Results(
            seed: seed, shard: shard, summary: summary, proofs: try proofs(), scenarios: played.map(\.result),
            sources: sources.byPath
        )
        return try encoder.encode(results)
            + Data("\n".utf8)
    }

    /// What the run proves of itself.
    public func proofs() throws -> RunProofs { try RunProofs(played.map(\.result), suite: suite, seed: seed) }

    /// The texts of the files in a `results.json`; none where it has none.
    public static func sources(reading data: Data) -> SourceTexts {
        struct File: Decodable { let sources: [String: String] }
        return (try? JSONDecoder().decode(File.self, from: data)).map { SourceTexts(byPath: $0.sources) } ?? .none
    }

    /// The scenarios of a `results.json`.
    ///
    /// - Throws: what `JSONDecoder` throws where it is none, or is one of another form.
    public static func results(reading data: Data) throws -> [ScenarioResult] {
        struct Head: Decodable { let schema: Int }
        struct File: Decodable { let scenarios: [ScenarioResult] }
        guard try JSONDecoder().decode(Head.self, from: data).schema == schema else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "another schema"))
        }
        return try JSONDecoder().decode(File.self, from: data).scenarios
    }

    /// The seed of the run that wrote a `results.json`; nil where it says none.
    public static func seed(reading data: Data) -> UInt64? {
        struct File: Decodable { let seed: UInt64 }
        return try? JSONDecoder().decode(File.self, from: data).seed
    }

    /// What everything cost in the real world.
    public func timings() throws -> Data {
        let encoder = JSONEncoder.results
        encoder.outputFormatting.insert(.prettyPrinted)
        let scenarios = played.map { Timings.Scenario(id: $0.result.id, milliseconds: Self.rounded($0.milliseconds)) }
        let timings = Timings(milliseconds: Self.rounded(milliseconds), jobs: jobs, scenarios: scenarios)
        return try encoder.encode(timings) + Data("\n".utf8)
    }

    /// The page for a browser; the same bytes for the same seed.
    public func page() throws -> Data {
        let page = HTMLReport(results: played.map(\.result), seed: seed, sources: sources, proofs: try proofs())
        return Data(try page.page().utf8)
    }

    /// Writes the four files into a folder, which is made where it is missing; all of them or, on a full disk, none.
    ///
    /// With `conformance` its files are written beside them.
    ///
    /// - Throws: what the machine refused.
    public func write(to folder: String, with conformance: Conformance? = nil) throws(MachineError) {
        try WholeFile.makeFolder(folder)
        let junit = JUnitReport(played: played, milliseconds: milliseconds).text
        var files: [(name: String, data: Data)]
        do {
            files = [
                ("results.json", try results()), ("report.html", try page()), ("timings.json", try timings()),
                ("junit.xml", Data(junit.utf8)),
            ]
            files += try conformance?.files() ?? []
        } catch {
            throw MachineError("the results cannot be written as JSON: \(error)", EINVAL)
        }
        try WholeFile.write(files, into: folder)
    }

    private static func rounded(_ milliseconds: Double) -> Double { (milliseconds * 10).rounded() / 10 }
}
