import Foundation
import ScenarioKeys
import ScenarioLanguage
import Testing

@Suite struct `Files that are wrong` {
    @Test func `there are at least sixty of them`() {
        #expect(Fixtures.rejected.count >= 60)
    }

    @Test(arguments: Fixtures.rejected)
    func `the mistake is told at its token`(_ file: Fixtures.Rejected) throws {
        let result = Fixtures.load(try Fixtures.text("Rejected/\(file.name).yaml"))
        #expect(result.hasErrors)
        let told = result.diagnostics.map(\.description).joined(separator: "\n")
        let lowered = told.lowercased()
        for word in file.words { #expect(lowered.contains(word.lowercased()), "\(told)") }
        if file.line > 0 {
            let isAtToken = result.diagnostics.contains {
                $0.line == file.line && $0.column == file.column && $0.length == file.length
            }
            #expect(isAtToken, "\(told)")
        }
    }

    /// Recorded with `WORKSIM_RECORD=1`, then read by a person.
    @Test(arguments: Fixtures.rejected)
    func `the message is the golden one`(_ file: Fixtures.Rejected) throws {
        let result = Fixtures.load(
            try Fixtures.text("Rejected/\(file.name).yaml"), path: "Scenarios/1-test/\(file.name).yaml")
        let told = result.diagnostics.map(\.description).joined(separator: "\n\n") + "\n"
        let golden = Fixtures.folder.appending(path: "Rejected/\(file.name).txt")
        if ProcessInfo.processInfo.environment["WORKSIM_RECORD"] == "1" {
            try told.write(to: golden, atomically: true, encoding: .utf8)
        }
        #expect(told == (try String(contentsOf: golden, encoding: .utf8)))
    }

    @Test func `a mistake is drawn as the plan draws it`() throws {
        let text = """
            # a first line
            title: Log-in fails
            covers: [trouble.403-grant-expiry/too-short]

            given:
              preset: registered
              server: { settings: { work_token_grant_expirey: 5s } }

            steps:
              - user.log_in: { as: ada }
            """
        let result = Fixtures.load(text, path: "Scenarios/7-trouble/403-grant-expiry.yaml")
        #expect(
            result.diagnostics.map(\.description) == [
                """
                error: unknown setting 'work_token_grant_expirey'
                  --> Scenarios/7-trouble/403-grant-expiry.yaml:7:25
                   |
                 7 |   server: { settings: { work_token_grant_expirey: 5s } }
                   |                         ^^^^^^^^^^^^^^^^^^^^^^^^ did you mean 'work_token_grant_expiry'?
                   = worksim explain server.settings
                """
            ])
    }

    @Test func `all mistakes are told at once, in the order of the file`() {
        let result = Fixtures.load(
            """
            title: A story
            given: { preset: registred }
            steps:
              - user.login: { as: ada }
              - clock.advance: soon
            """)
        #expect(result.diagnostics.map(\.line) == [2, 4, 5])
    }

    @Test func `a syntax error stands alone`() throws {
        let result = Fixtures.load(try Fixtures.text("Rejected/yaml-syntax.yaml"))
        #expect(result.diagnostics.count == 1)
    }
}
