import ScenarioLanguage
import ScenarioRunner
import Testing

/// The scenarios held against servers and clients that are deliberately wrong.
@Suite struct `A party that is wrong` {
    private static let suite = ScenarioSuite(paths: [`Scenarios`.folder])

    /// Mutants that are blamed on the wrong side: a log-in without a refresh token passes and is refused by the client much
    /// later, and steps that are played together are compared one by one, not in the order of their requests.
    private static let misjudged: Set = [
        "The token answer has no refresh token", "Each of those who wait refreshes by itself",
    ]

    /// How one scenario judged one wrong party.
    private struct Judgement: Sendable {
        let mutant: Mutant
        let result: ScenarioResult

        /// Whether the guilty side is named and no other one.
        var isRight: Bool { result.blame?.sides == [mutant.side] }
        /// The same of the judgement without a good run beside it; two sides and their question are half an answer.
        var alone: Double {
            guard let sides = result.blameAlone?.sides, sides.contains(mutant.side) else { return 0 }
            return 1 / Double(sides.count)
        }
    }

    @Test func `is noticed by the scenarios that are about it, and blamed in 95 of 100 failures`() async {
        let judgements = await Self.judge(Mutant.all)
        for mutant in Mutant.all {
            let own = judgements.filter { $0.mutant.name == mutant.name }
            for pattern in mutant.fails {
                let ids = Set(Self.suite.matching(pattern).map(\.id))
                #expect(!ids.isEmpty, "no scenario is called \(pattern)")
                #expect(own.contains { ids.contains($0.result.id) }, "\(pattern) does not notice: \(mutant.name)")
            }
        }
        let right = judgements.count(where: \.isRight)
        #expect(right * 100 >= judgements.count * 95)
        #expect(Set(judgements.filter { !$0.isRight }.map(\.mutant.name)).isSubset(of: Self.misjudged))
        print(Self.table(judgements))
    }

    @Test func `is one of enough, on both sides`() {
        #expect(Mutant.all.count { $0.side == .server } >= 45)
        #expect(Mutant.all.count { $0.side == .client } >= 35)
        #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
    }

    /// Plays the scenarios that are about each mutant, and keeps those that fail.
    private static func judge(_ mutants: [Mutant]) async -> [Judgement] {
        await withTaskGroup(of: [Judgement].self) { group in
            for mutant in mutants {
                group.addTask {
                    var judgements: [Judgement] = []
                    for scenario in mutant.fails.flatMap({ suite.matching($0) }) {
                        let result = await ScenarioPlayer(mutation: mutant.mutation).play(scenario)
                        if result.verdict.isRed { judgements.append(Judgement(mutant: mutant, result: result)) }
                    }
                    return judgements
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// How often each side was blamed rightly, with a good run to compare and without one.
    private static func table(_ judgements: [Judgement]) -> String {
        let rows = [Blame.Side.server, .client].map { side in
            let own = judgements.filter { $0.mutant.side == side }
            let alone = own.reduce(0) { $0 + $1.alone }
            return
                "\(side.rawValue): \(own.count(where: \.isRight)) of \(own.count) failures blamed rightly; without a "
                + "good run \(Int(alone.rounded())) (two sides count a half), not at all \(own.count { $0.alone == 0 })"
        }
        let missed = judgements.filter { $0.alone == 0 }.map {
            "  \($0.mutant.side.rawValue), alone \($0.result.blameAlone?.text ?? "nobody"): \($0.mutant.name): \($0.result.id)"
        }
        return (rows + missed.sorted()).joined(separator: "\n")
    }
}
