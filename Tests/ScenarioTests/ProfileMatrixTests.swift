import ScenarioLanguage
import ScenarioRunner
import Selftest
import Testing

/// The must scenarios of profiles, held against wrong clients.
@Suite struct `The matrix of the profiles` {
    private func party(_ name: String) throws -> Mutant { try #require(Mutant.all.first { $0.name == name }) }

    @Test func `says which wrong clients a scenario notices, and that one notices none`() async throws {
        let text = """
            title: Nothing is asked of anybody
            given: { preset: connected }
            steps:
              - clock.advance: 1s
            """
        let blind = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "Scenarios/9-test/blind.yaml")
            .scenarios
        let matrix = await ProfileMatrix(
            `Scenarios`.suite.matching("6-login/log-out") + blind,
            with: [try party("A list lacks its last row"), try party("Nobody is logged out")], jobs: 2)
        #expect(matrix.rows.map(\.scenario) == ["6-login/log-out", "9-test/blind"])
        #expect(matrix.rows.first?.notices == ["Nobody is logged out"])
        #expect(matrix.blind == ["9-test/blind"])
        #expect(matrix.lines.last == "9-test/blind: NOTICES NO WRONG CLIENT")
    }

    @Test func `is about clients alone`() {
        #expect(ProfileMatrix.allParties.count >= 35)
        #expect(ProfileMatrix.allParties.allSatisfy { $0.side == .client })
    }
}
