import Rules
import ScenarioLanguage
import Stage
import Testing

@testable import ScenarioRunner

@Suite struct `The judge` {
    private func expectation(_ entries: (String, Value)...) throws -> ScenarioRunner.Expectation {
        try ScenarioRunner.Expectation(.map(entries.map { Value.Entry($0.0, $0.1) }))
    }

    private func failed(_ id: String, by rule: String?, message: String = "Set Work Token\nGrant Expiry") -> Outcome {
        var outcome = Outcome(
            ok: false,
            failure: .init(id: FailureID(rawValue: id), message: message, remedy: "admin.set", at: "token", status: 403)
        )
        outcome.refusals = rule.map { [.init(rule: $0, by: "main", answered: false)] } ?? []
        return outcome
    }

    private let expired: [(String, Value)] = [
        ("failure", .text("grant-expired")), ("because", .text("oauth.grant.expired")),
    ]

    @Test func `passes a failure that came for the expected reason`() throws {
        let expectation = try expectation(
            expired[0], expired[1], ("status", .integer(403)), ("at", .text("token")), ("remedy", .text("admin.set")),
            ("message", .map([.init("contains", .list([.text("work token grant expiry")]))])))
        let finding = Judge.judge(failed("grant-expired", by: "oauth.grant.expired"), by: expectation)
        #expect(finding.verdict == .pass)
        #expect(finding.mismatches.isEmpty)
    }

    @Test func `calls a failure for another reason vacuous`() throws {
        let finding = Judge.judge(
            failed("grant-expired", by: "oauth.client.disabled"), by: try expectation(expired[0], expired[1]))
        #expect(finding.verdict == .vacuous)
        #expect(finding.blame == .client)
        #expect(finding.mismatches.first?.what == "because")
    }

    @Test func `blames the client where the rule is right and the failure is not`() throws {
        let finding = Judge.judge(
            failed("no-rights", by: "oauth.grant.expired"), by: try expectation(expired[0], expired[1]))
        #expect(finding.verdict == .fail)
        #expect(finding.blame == .client)
    }

    @Test func `blames the configuration where a rule refuses what must succeed`() {
        let finding = Judge.judge(failed("grant-expired", by: "oauth.grant.expired"), by: .success)
        #expect(finding.verdict == .fail)
        #expect(finding.blame == .configuration)
    }

    @Test func `blames the client where it fails and nobody refused`() {
        #expect(Judge.judge(failed("no-rights", by: nil), by: .success).blame == .client)
    }

    @Test func `fails a step that succeeds where it must not`() throws {
        let finding = Judge.judge(Outcome(ok: true), by: try expectation(expired[0], expired[1]))
        #expect(finding.verdict == .fail)
        #expect(finding.blame == .client)
    }

    @Test(arguments: ["client.state.mismatch", "tls.untrusted"])
    func `points at the client where the client decided`(_ rule: String) {
        let finding = Judge.judge(failed("state-mismatch", by: rule), by: .success)
        #expect(finding.blame?.sides == [.client, .configuration])
        #expect(finding.blame?.question?.hasSuffix("?") == true)
    }

    @Test func `points at the server where another program gets another answer`() throws {
        var outcome = Outcome(ok: true)
        (outcome.shows, outcome.answeredBy) = (["status": .number(200)], .server)
        let shows = Value.map([.init("status", .integer(201))])
        #expect(
            Judge.judge(outcome, by: try expectation(("shows", shows))).blame == .server)
    }

    @Test func `a number is not a part of a longer one`() throws {
        var outcome = failed("grant-expired", by: "oauth.grant.expired", message: "Wait 25 seconds, or 30.")
        func verdict(_ words: String) throws -> Verdict {
            let message = Value.map([.init("contains", .list([.text(words)]))])
            return Judge.judge(outcome, by: try expectation(expired[0], expired[1], ("message", message))).verdict
        }
        #expect(try verdict("25 seconds") == .pass)
        #expect(try verdict("5 seconds") == .fail)
        #expect(try verdict("or 3") == .fail)
        outcome = Outcome(ok: true)
        outcome.shows = ["version": .text("2")]
        let shows = Value.map([.init("version", .integer(2))])
        #expect(Judge.judge(outcome, by: try expectation(("shows", shows))).verdict == .fail)
    }

    @Test func `an unexpected request names the refusal that it follows`() throws {
        var outcome = Outcome(ok: true)
        outcome.requests = ["office": ["refresh": .init(attempted: 1, arrived: 1)]]
        outcome.refusals = [.init(rule: "oauth.access.absolute", by: "main", answered: true)]
        let requests = Value.map([.init("office", .map([.init("refresh", .integer(0))]))])
        let finding = Judge.judge(outcome, by: try expectation(("requests", requests)))
        #expect(finding.mismatches.first?.seen == "1, after oauth.access.absolute by main")
    }

    @Test func `a refusal that nobody mended spoils a success`() {
        var outcome = Outcome(ok: true)
        outcome.refusals = [.init(rule: "oauth.access.missing", by: "main", answered: false)]
        #expect(Judge.judge(outcome, by: .success).verdict == .fail)
    }

    @Test func `a refusal that a refresh mended is free`() {
        var outcome = Outcome(ok: true)
        outcome.refusals = [.init(rule: "oauth.access.idle", by: "main", answered: true)]
        #expect(Judge.judge(outcome, by: .success).verdict == .pass)
    }

    @Test func `what the simulator cannot do is an error`() {
        var outcome = Outcome(ok: false)
        outcome.trouble = "the step 'user.open' cannot be played yet"
        let finding = Judge.judge(outcome, by: .success)
        #expect(finding.verdict == .error)
        #expect(finding.blame == .simulator)
    }

    @Test func `counts requests by party, kind, total and others`() throws {
        var outcome = Outcome(ok: true)
        outcome.requests = [
            "office": ["token": .init(attempted: 2, arrived: 0), "libraries": .init(attempted: 1, arrived: 1)]
        ]
        func verdict(_ kind: String, _ value: Value) throws -> Verdict {
            let requests = Value.map([.init("office", .map([.init(kind, value)]))])
            return Judge.judge(outcome, by: try expectation(("requests", requests))).verdict
        }
        #expect(try verdict("token", .integer(2)) == .pass)
        #expect(try verdict("token", .integer(1)) == .fail)
        #expect(try verdict("token", .map([.init("at_most", .integer(1))])) == .fail)
        #expect(try verdict("token", .map([.init("arrived", .integer(0))])) == .pass)
        #expect(try verdict("token", .map([.init("attempted", .map([.init("at_most", .integer(3))]))])) == .pass)
        #expect(try verdict("total", .integer(3)) == .pass)
        #expect(try verdict("others", .integer(0)) == .fail)
    }

    @Test func `compares lists in any order and maps by their keys`() throws {
        var outcome = Outcome(ok: true)
        outcome.shows = ["libraries": .list([.text("ARCHIVE"), .text("ACTIVE")]), "version": .number(2)]
        func verdict(_ key: String, _ value: Value) throws -> Verdict {
            Judge.judge(outcome, by: try expectation(("shows", .map([.init(key, value)])))).verdict
        }
        #expect(try verdict("libraries", .list([.text("ACTIVE"), .text("ARCHIVE")])) == .pass)
        #expect(try verdict("libraries", .list([.text("ACTIVE")])) == .fail)
        #expect(try verdict("libraries", .map([.init("contains", .list([.text("ACTIVE")]))])) == .pass)
        #expect(try verdict("libraries", .map([.init("lacks", .list([.text("ACTIVE")]))])) == .fail)
        #expect(try verdict("libraries", .map([.init("count", .integer(2))])) == .pass)
        #expect(try verdict("version", .integer(2)) == .pass)
        #expect(try verdict("text", .text("x")) == .fail)
    }

    @Test func `time at the limit is within it`() throws {
        var outcome = Outcome(ok: true)
        outcome.elapsed = "20s"
        #expect(Judge.judge(outcome, by: try expectation(("within", .text("20s")))).verdict == .pass)
        #expect(Judge.judge(outcome, by: try expectation(("within", .text("19s")))).verdict == .fail)
    }

    @Test func `a missed recommendation is a warning`() throws {
        let should = Value.map([.init("within", .text("1s"))])
        var outcome = Outcome(ok: true)
        outcome.elapsed = "2s"
        let finding = Judge.judge(outcome, by: try expectation(("should", should)))
        #expect(finding.verdict == .pass)
        #expect(finding.warnings.count == 1)
    }

    @Test(arguments: [Judge.Silence.untested, .passes])
    func `compares what a client says, and takes its silence as it is asked to`(_ silence: Judge.Silence) throws {
        let expectation = try expectation(
            expired[0], expired[1], ("status", .integer(403)), ("remedy", .text("user.log_in")))
        var outcome = failed("called-otherwise", by: "oauth.grant.expired")
        outcome.answeredBy = .client
        let finding = Judge.judge(outcome, by: expectation, reported: [.status], silence: silence)
        #expect(finding.verdict == (silence == .passes ? .pass : .untested))
        #expect(finding.notCompared == ["failure", "remedy"])
        // What it says must be right, and what it does.
        outcome.failure?.status = 401
        #expect(Judge.judge(outcome, by: expectation, reported: [.status], silence: silence).verdict == .fail)
        outcome = Outcome(ok: true)
        outcome.answeredBy = .client
        #expect(Judge.judge(outcome, by: expectation, reported: [.status], silence: silence).verdict == .fail)
    }
}
