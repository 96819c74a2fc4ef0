import ScenarioLanguage
import ScenarioRunner
import Selftest
import Testing

/// The scenarios held against servers and clients that are deliberately wrong.
@Suite struct `A party that is wrong` {
    private static let suite = `Scenarios`.suite

    @Test func `is noticed by the scenarios that are about it, and blamed in 95 of 100 failures`() async {
        for pattern in Mutant.all.flatMap(\.fails) {
            #expect(!Self.suite.matching(pattern).isEmpty, "no scenario is called \(pattern)")
        }
        let test = await Selftest(Mutant.all, of: Self.suite, jobs: Mutant.all.count)
        for survivor in test.survivors {
            Issue.record("\(survivor.pattern) does not notice: \(survivor.mutant.name)")
        }
        #expect(test.isBlamedRightly)
        // One side alone is named where the run holds the proof; where it does not, both are.
        #expect((test.alone[.wrong] ?? 0) * 100 <= test.judgements.count * 5)
        #expect((test.alone[.right] ?? 0) * 2 >= test.judgements.count)
        print(test.summary.joined(separator: "\n"))
    }

    @Test func `is one of enough, on both sides`() {
        #expect(Mutant.all.count { $0.side == .server } >= 45)
        #expect(Mutant.all.count { $0.side == .client } >= 35)
        #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
    }
}
