import Testing

@testable import ScenarioRunner

@Suite struct `Parts of a suite` {
    private static let ids = (1...97).map { "area/scenario-\($0)" }

    @Test(arguments: [1, 2, 8, 97, 120])
    func `hold each scenario once`(count: Int) throws {
        let parts = try (1...count).map { try #require(Shard(index: $0, of: count)).share(of: Self.ids) }
        #expect(parts.map(\.count).reduce(0, +) == Self.ids.count)
        #expect(Set(parts.flatMap { $0 }) == Set(Self.ids))
        #expect((parts.map(\.count).max() ?? 0) - (parts.map(\.count).min() ?? 0) <= 1)
    }

    @Test func `have the same to do where an earlier run says what scenarios cost`() throws {
        var costs = Dictionary(uniqueKeysWithValues: Self.ids.map { ($0, 10.0) })
        costs[Self.ids[0]] = 480
        let parts = try (1...3).map { try #require(Shard(index: $0, of: 3)).share(of: Self.ids, milliseconds: costs) }
        let loads = parts.map { $0.map { costs[$0] ?? 0 }.reduce(0, +) }
        #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 10)
        #expect(parts.contains { $0.contains(Self.ids[0]) && $0.count == 1 })
    }

    @Test func `do not depend on the order in which scenarios are read, nor on costs that cannot be`() throws {
        let shard = try #require(Shard(index: 2, of: 5))
        #expect(shard.share(of: Self.ids) == shard.share(of: Self.ids.reversed()))
        let odd = [Self.ids[0]: Double.nan, Self.ids[1]: -5, Self.ids[2]: .infinity]
        #expect(shard.share(of: Self.ids, milliseconds: odd).count > 15)
    }

    @Test(arguments: [
        (["JOB_COMPLETION_INDEX": "2", "WORKSIM_SHARD_COUNT": "8"], "3 of 8"),
        (["WORKSIM_SHARD_INDEX": "0", "WORKSIM_SHARD_COUNT": "4"], "1 of 4"),
        (["CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "4"], "1 of 4"),
        (["BUILDKITE_PARALLEL_JOB": "3", "BUILDKITE_PARALLEL_JOB_COUNT": "4"], "4 of 4"),
        (["CIRCLE_NODE_INDEX": "0", "CIRCLE_NODE_TOTAL": "2"], "1 of 2"),
        (["TEST_SHARD_INDEX": "1", "TEST_TOTAL_SHARDS": "2"], "2 of 2"),
    ])
    func `are found as each scheduler sets them`(environment: [String: String], words: String) throws {
        #expect(try ShardPlace.find(in: environment).words == words)
    }

    @Test(arguments: [
        ([:], "finds no part"), (["JOB_COMPLETION_INDEX": "2"], "set it to the job's completions"),
        (["CI_NODE_INDEX": "0", "CI_NODE_TOTAL": "4"], "counts from 1"),
        (["CI_NODE_INDEX": "x", "CI_NODE_TOTAL": "4"], "name no part"),
        (["TEST_SHARD_INDEX": "9223372036854775807", "TEST_TOTAL_SHARDS": "4"], "name no part"),
        (["CIRCLE_NODE_INDEX": "-9223372036854775808", "CIRCLE_NODE_TOTAL": "4"], "name no part"),
    ])
    func `that a scheduler does not say are an error`(environment: [String: String], words: String) {
        let error = #expect(throws: ShardError.self) { try ShardPlace.find(in: environment) }
        #expect(error?.description.contains(words) == true)
    }

    @Test(arguments: ["0/4", "5/4", "a/4", "1", "1/", "/4", "1/2/3", "1/0", "-1/4", "1/99999"])
    func `are refused where they cannot be`(text: String) {
        #expect(Shard(text: text) == nil)
    }
}
