public import Foundation

/// The results of one part of a suite, as its `results.json` and `timings.json` hold them.
public struct ShardResults: Sendable {
    /// What the part is called in messages: its folder.
    let name: String
    let shard: Shard
    let suite: String
    let seed: UInt64
    let played: [ScenarioRun.Played]
    let sources: SourceTexts

    /// The form of `timings.json`.
    private struct Times: Decodable {
        struct Scenario: Decodable {
            let id: String
            let milliseconds: Double
        }
        let scenarios: [Scenario]
        var byID: [String: Double] { Dictionary(scenarios.map { ($0.id, $0.milliseconds) }) { first, _ in first } }
    }

    /// Reads the files of one part.
    ///
    /// - Throws: ``ShardError`` where they are none of a part.
    public init(name: String, results: Data, timings: Data?) throws(ShardError) {
        struct Head: Decodable { let shard: Shard? }
        guard let head = try? JSONDecoder().decode(Head.self, from: results),
            let all = try? RunReport.results(reading: results), let seed = RunReport.seed(reading: results),
            let suite = RunProofs.named(in: results)?.fingerprint.suite
        else { throw ShardError("\(name): this is no results.json of this version of worksim") }
        guard let shard = head.shard else {
            throw ShardError(
                "\(name): these are the results of a whole run; `worksim run --shard` writes those of a part")
        }
        let costs = timings.flatMap { try? JSONDecoder().decode(Times.self, from: $0) }?.byID ?? [:]
        (self.name, self.shard, self.suite, self.seed) = (name, shard, suite, seed)
        played = all.map { ScenarioRun.Played(result: $0, milliseconds: costs[$0.id] ?? 0) }
        sources = RunReport.sources(reading: results)
    }

    /// Joins all parts of one run to its report, the same as one machine would have written.
    ///
    /// - Throws: ``ShardError`` where a part is missing, is there twice, or belongs to another run.
    public static func merged(_ parts: [ShardResults]) throws(ShardError) -> RunReport {
        guard let first = parts.first else { throw ShardError("no part was named") }
        var byIndex: [Int: ShardResults] = [:]
        for part in parts {
            guard (part.shard.count, part.suite, part.seed) == (first.shard.count, first.suite, first.seed) else {
                throw ShardError(
                    "\(part.name) belongs to another run than \(first.name): scenarios, seed or number of parts differ")
            }
            if let other = byIndex[part.shard.index] {
                throw ShardError("part \(part.shard.words) is there twice: \(other.name) and \(part.name)")
            }
            byIndex[part.shard.index] = part
        }
        let missing = (1...first.shard.count).filter { byIndex[$0] == nil }
        guard missing.isEmpty else {
            let list = missing.map(String.init).joined(separator: ", ")
            throw ShardError(
                "of \(first.shard.count) parts \(missing.count == 1 ? "one is" : "some are") missing: \(list)")
        }
        let played = parts.flatMap(\.played)
        var sources: [String: String] = [:]
        for part in parts { sources.merge(part.sources.byPath) { own, _ in own } }
        return RunReport(
            played, seed: first.seed, jobs: parts.count, milliseconds: played.map(\.milliseconds).reduce(0, +),
            sources: SourceTexts(byPath: sources), suite: first.suite)
    }

    /// What scenarios cost in an earlier run, by id, of its `timings.json`.
    ///
    /// - Throws: ``ShardError`` where the file is none.
    public static func milliseconds(timings: Data, name: String) throws(ShardError) -> [String: Double] {
        guard let times = try? JSONDecoder().decode(Times.self, from: timings) else {
            throw ShardError("\(name) is no timings.json; `worksim run --report` and `worksim merge` write one")
        }
        return times.byID
    }
}
