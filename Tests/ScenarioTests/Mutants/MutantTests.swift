import ScenarioLanguage
import ScenarioRunner
import Testing

/// The scenarios held against servers and clients that are deliberately wrong.
@Suite struct `A party that is wrong` {
    private static let suite = ScenarioSuite(paths: [`Scenarios`.folder])

    /// Mutants whose failure is blamed on the wrong side, at most one in twenty: the client refuses by a rule of its own
    /// what the server left out, and that rule names the client.
    private static let misjudged: Set = ["The token answer has no refresh token"]

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
                guard !Self.misjudged.contains(mutant.name) else { continue }
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
        #expect(Self.misjudged.isSubset(of: Mutant.all.map(\.name)) && Self.misjudged.count * 20 <= Mutant.all.count)
    }
}
