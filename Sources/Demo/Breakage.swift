import Rules
import ScenarioLanguage
import ScenarioRunner

/// What a story breaks: its last failing step before the first repair, and how well that is known.
struct Breakage {
    /// The position behind the failing step.
    let end: Int
    /// The position behind what proves the repair: before the story breaks something else.
    let fixed: Int
    /// How well the behavior is known; nil where the step names no rule.
    let evidence: Evidence?

    /// Reads a story; nil where nothing fails before a repair, or nothing succeeds after it.
    init?(of scenario: Scenario) {
        guard let repair = RepairCheck.repairs(of: scenario).first,
            let index = scenario.steps.firstIndex(where: { $0.number == repair.number }),
            let failing = scenario.steps[..<index].lastIndex(where: { $0.expectation?["failure"] != nil })
        else { return nil }
        end = failing + 1
        var isProven = false
        var fixed = index + 1
        for (position, step) in scenario.steps.enumerated().dropFirst(fixed) {
            let fails = step.expectation?["failure"] != nil
            let name = Words.name(of: step) ?? ""
            let isChange = ["admin.", "network.", "server."].contains { name.hasPrefix($0) } && !step.repair
            if isProven, fails || isChange { break }
            if case .note = step.kind {} else if !fails, !isChange, !step.repair { isProven = true }
            fixed = position + 1
        }
        // A repair that nothing succeeds after is no end for a demo.
        guard isProven else { return nil }
        self.fixed = fixed
        let because = scenario.steps[failing].expectation?["because"]?.text
        evidence = because.flatMap { RuleLedger.all.rule($0)?.evidence }
    }
}

/// What a person says when something is broken, and the story that plays it.
struct Symptom {
    /// The symptom in a person's words.
    let words: String
    /// The id of the story, or of its file: then it is the first row.
    let story: String

    /// The symptoms that are offered first.
    static let all = [
        Symptom(words: "403 after signing in", story: "7-trouble/403-grant-expiry"),
        Symptom(words: "Works for Ben, not for me", story: "2-register/access"),
        Symptom(words: "Stopped working after a year", story: "2-register/refresh-expiry"),
        Symptom(words: "Everybody has to log in again all the time", story: "2-register/refresh-off"),
        Symptom(words: "Nobody can log in: the application is disabled", story: "2-register/enable"),
        Symptom(words: "The client secret is not accepted any more", story: "2-register/secret-expired"),
        Symptom(words: "The redirect URL does not match", story: "2-register/redirect"),
        Symptom(words: "O&D cannot reach the server, but I can", story: "3-network/firewall"),
        Symptom(words: "The certificate is not trusted", story: "3-network/certificate[private_authority]"),
        Symptom(words: "I cannot save: somebody has the document checked out", story: "6-use/checked-out"),
    ]
}
