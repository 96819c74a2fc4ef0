/// One of several equal parts of a suite, each played on a machine of its own.
public struct Shard: Hashable, Codable, Sendable {
    /// The number of the part, from 1.
    public let index: Int
    /// How many parts there are.
    public let count: Int

    /// More parts than this are none.
    private static let most = 10_000

    /// A part; nil where there is none of that number.
    public init?(index: Int, of count: Int) {
        guard (1...Self.most).contains(count), (1...count).contains(index) else { return nil }
        (self.index, self.count) = (index, count)
    }

    /// Reads `2/8`.
    public init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
        self.init(index: index, of: count)
    }

    /// The part in words: `2 of 8`.
    public var words: String { "\(index) of \(count)" }

    /// The ids that belong to this part; every id belongs to exactly one.
    ///
    /// The dearest go first, each to the part that has the least to do; what an earlier run does not name costs as much as the
    /// usual scenario of that run, and without one all cost the same.
    ///
    /// - Parameters:
    ///   - ids: the scenarios of the suite.
    ///   - milliseconds: what scenarios cost in an earlier run, by id.
    /// - Returns: the ids of this part.
    public func share(of ids: [String], milliseconds: [String: Double] = [:]) -> Set<String> {
        let known = milliseconds.values.filter { $0.isFinite && $0 >= 0 }.sorted()
        let usual = known.isEmpty ? 1 : max(known[known.count / 2], 0.001)
        let costs = ids.map { id in
            (id: id, cost: milliseconds[id].flatMap { $0.isFinite && $0 > 0 ? $0 : nil } ?? usual)
        }
        var loads = Array(repeating: 0.0, count: count)
        var mine: Set<String> = []
        for (id, cost) in costs.sorted(by: { ($1.cost, $0.id) < ($0.cost, $1.id) }) {
            let least = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
            loads[least] += cost
            if least == index - 1 { mine.insert(id) }
        }
        return mine
    }
}

/// Where a machine learns which part is its own: the variables that schedulers set.
public enum ShardPlace {
    /// A scheduler with its variables; its numbers begin at `first`.
    private struct Scheduler {
        let name: String
        let index: String
        let count: String
        let first: Int
    }

    private static let schedulers = [
        Scheduler(name: "WorkSim", index: "WORKSIM_SHARD_INDEX", count: "WORKSIM_SHARD_COUNT", first: 0),
        Scheduler(name: "GitLab CI", index: "CI_NODE_INDEX", count: "CI_NODE_TOTAL", first: 1),
        Scheduler(
            name: "Buildkite", index: "BUILDKITE_PARALLEL_JOB", count: "BUILDKITE_PARALLEL_JOB_COUNT", first: 0),
        Scheduler(name: "CircleCI", index: "CIRCLE_NODE_INDEX", count: "CIRCLE_NODE_TOTAL", first: 0),
        Scheduler(name: "Bazel", index: "TEST_SHARD_INDEX", count: "TEST_TOTAL_SHARDS", first: 0),
        // An Indexed Job knows its index alone: the manifest says how many there are.
        Scheduler(name: "Kubernetes", index: "JOB_COMPLETION_INDEX", count: "WORKSIM_SHARD_COUNT", first: 0),
    ]

    /// The part of this machine.
    ///
    /// - Throws: ``ShardError`` where no scheduler says it, or one says what cannot be.
    public static func find(in environment: [String: String]) throws(ShardError) -> Shard {
        for scheduler in schedulers {
            guard let index = environment[scheduler.index], let count = environment[scheduler.count] else { continue }
            guard let index = Int(index), let count = Int(count), index < Int.max,
                let shard = Shard(index: index - scheduler.first + 1, of: count)
            else {
                throw ShardError(
                    "\(scheduler.index)=\(environment[scheduler.index] ?? "") and \(scheduler.count)="
                        + "\(environment[scheduler.count] ?? "") of \(scheduler.name) name no part; the index counts from "
                        + "\(scheduler.first)")
            }
            return shard
        }
        if environment["JOB_COMPLETION_INDEX"] != nil {
            throw ShardError(
                "JOB_COMPLETION_INDEX is set and WORKSIM_SHARD_COUNT is not: set it to the job's completions")
        }
        let names = schedulers.map { "\($0.index) and \($0.count)" }.joined(separator: "; ")
        throw ShardError("--shard auto finds no part in the environment; it looks for \(names)")
    }
}

/// No part can be found.
public struct ShardError: Error, CustomStringConvertible {
    /// What is missing, and what to do.
    public let description: String

    init(_ description: String) { self.description = description }
}
