import ScenarioLanguage
import ScenarioRunner
import Testing

/// The scenarios held against servers and clients that are deliberately wrong.
@Suite struct `A party that is wrong` {
    private static let suite = `Scenarios`.suite

    /// How one scenario judged one wrong party.
    private struct Judgement: Sendable {
        let mutant: Mutant
        let result: ScenarioResult

        /// Whether the guilty side is named and no other one.
        var isRight: Bool { result.blame?.sides == [mutant.side] }
        /// What the failing run says by itself, without a right one beside it.
        var alone: Alone {
            guard let sides = result.suspects?.sides else { return .silent }
            guard sides.contains(mutant.side) else { return .wrong }
            return sides.count == 1 ? .right : .both
        }
    }

    /// How a failing run points at the guilty party by itself.
    private enum Alone: String, CaseIterable {
        /// It names the guilty party alone.
        case right
        /// It names both parties, with the question that parts them.
        case both
        /// It names neither party.
        case silent
        /// It names the other party alone.
        case wrong
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
        let counts = Dictionary(grouping: judgements, by: \.alone).mapValues(\.count)
        // One side alone is named where the run holds the proof; where it does not, both are.
        #expect((counts[.wrong] ?? 0) * 100 <= judgements.count * 5)
        #expect((counts[.right] ?? 0) * 2 >= judgements.count)
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

    /// How often each side was blamed rightly, with a right run to compare and without one.
    private static func table(_ judgements: [Judgement]) -> String {
        let rows = [Blame.Side.server, .client].map { side in
            let own = judgements.filter { $0.mutant.side == side }
            let alone = Alone.allCases.map { kind in "\(own.count { $0.alone == kind }) \(kind.rawValue)" }
            return
                "\(side.rawValue): \(own.count(where: \.isRight)) of \(own.count) failures blamed rightly; without a "
                + "right run \(alone.joined(separator: ", "))"
        }
        let missed = judgements.filter { !$0.isRight || $0.alone != .right }.map {
            "  \($0.mutant.side.rawValue), blamed \($0.result.blame?.text ?? "nobody"), alone \($0.alone) "
                + "(\($0.result.suspects?.text ?? "nobody")): \($0.mutant.name): \($0.result.id)"
        }
        return (rows + missed.sorted()).joined(separator: "\n")
    }
}
