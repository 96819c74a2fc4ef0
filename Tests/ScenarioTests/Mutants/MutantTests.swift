import ScenarioLanguage
import ScenarioRunner
import Testing

/// The scenarios held against servers and clients that are deliberately wrong.
@Suite struct `A party that is wrong` {
    private static let suite = ScenarioSuite(paths: [`Scenarios`.folder])

    @Test(arguments: Mutant.all)
    func `is noticed by the scenarios that are about it, and blamed`(_ mutant: Mutant) async throws {
        for pattern in mutant.fails {
            let scenarios = Self.suite.matching(pattern)
            #expect(!scenarios.isEmpty, "no scenario is called \(pattern)")
            var noticed = false
            for scenario in scenarios {
                let result = await ScenarioPlayer(mutation: mutant.mutation).play(scenario)
                guard result.verdict.isRed else { continue }
                noticed = true
                #expect(
                    result.blame?.sides == [mutant.side],
                    "\(scenario.id): \(RedStory(result).text)")
            }
            #expect(noticed, "\(pattern) does not notice it")
        }
    }

    @Test func `is one of enough, on both sides`() {
        #expect(Mutant.all.count { $0.side == .server } >= 40)
        #expect(Mutant.all.count { $0.side == .client } >= 30)
        #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
    }
}
