import Foundation
import Rules
import ScenarioLanguage
import Secrets
import Stage

/// One scenario under way on its stage.
struct Performance {
    let scenario: Scenario
    /// The steps that `again` may name.
    private(set) var steps: [Step] = []
    let stage: Stage
    let ledger: RuleLedger
    let silence: Judge.Silence

    private(set) var results: [StepResult] = []
    /// What must hold of every step and did not.
    private(set) var findings: [ScenarioFinding] = []
    /// The rules by which a party refused something in a step, those of the client and the browser among them.
    private(set) var refused: Set<String> = []
    /// The rules by which the client let a step pass.
    private(set) var accepted: Set<String> = []
    /// How much the stage had met when its world was built.
    private let beginning: Int
    private var given: [String: String] = [:]

    init(scenario: Scenario, stage: Stage, ledger: RuleLedger, silence: Judge.Silence = .untested) {
        self.scenario = scenario
        self.stage = stage
        self.ledger = ledger
        self.silence = silence
        beginning = stage.chronicled
        prepare(scenario.steps)
    }

    /// Gets ready to play steps, after which `again` may name `earlier` ones as well.
    mutating func prepare(_ steps: [Step], after earlier: [Step] = []) {
        self.steps = earlier + steps
        for text in steps.flatMap(\.writtenActions) { stage.secrets.note(secretsOf: text) }
        let named = steps.flatMap(\.documentsStated)
        stage.watch(documents: Set(named.filter { !$0.hasPrefix("$") }))
    }

    /// Plays the steps in order; after a red one the rest is not reached, unless the file says otherwise.
    mutating func play(omitting omitted: Int?) async {
        var isStopped = false
        for step in scenario.steps where step.number != omitted {
            if isStopped {
                results.append(StepResult(step, verdict: .notReached))
                continue
            }
            let played = await play(step)
            results += played
            // Without its repair a story goes on: what the repair prepared may be missing, and the next try is what counts.
            let goesOn = scenario.keepGoing || omitted != nil
            if played.contains(where: { $0.verdict.isRed }), !goesOn { isStopped = true }
            if played.contains(where: { $0.verdict == .untested }) { isStopped = true }
        }
    }

    /// The rules by which parties decided in the steps, for and against; those of the set-up are not among them.
    var decisions: (accepted: [String], refused: [String]) {
        let met = stage.decisions(since: beginning)
        return (met.accepted.union(accepted).sorted(), met.refused.union(refused).sorted())
    }

    /// The values that steps gave under these names.
    func values(of names: some Sequence<String>) -> [String: String] {
        Dictionary(names.compactMap { name in given[name].map { (name, $0) } }) { $1 }
    }

    /// What must hold of every step and did not, since the last call.
    mutating func takeFindings() -> [ScenarioFinding] {
        defer { findings = [] }
        return findings
    }

    /// Takes in a value that a step would have given.
    mutating func give(_ value: String?, as name: String) { given[name] = value }

    /// Plays one step, whatever came before.
    mutating func play(_ step: Step) async -> [StepResult] {
        switch step.kind {
        case .note: return [StepResult(step, verdict: .pass)]
        case .together(let steps): return await play(together: steps)
        case .action, .again:
            var result = StepResult(step, verdict: .pass)
            for time in 1...max(1, step.times) {
                result = await play(once: step)
                guard result.verdict.endsStory else { continue }
                if step.times > 1 { result.time = "\(time) of \(step.times)" }
                break
            }
            return [result]
        }
    }

    private mutating func play(once step: Step) async -> StepResult {
        do {
            let action = try action(of: step)
            return kept(step, await stage.play(action))
        } catch {
            return unreadable(step, error)
        }
    }

    private mutating func play(together steps: [Step]) async -> [StepResult] {
        do {
            let actions = try steps.map { try action(of: $0) }
            let all = await stage.play(together: actions, beginning: steps.map { $0.beginsAfter ?? .zero })
            return zip(steps, all).map { kept($0, $1) }
        } catch {
            return steps.map { unreadable($0, error) }
        }
    }

    /// The action of a step, or of the earlier step that it repeats, with references resolved.
    func action(of step: Step) throws -> Action {
        switch step.kind {
        case .action(let name, let arguments):
            let resolved = try arguments.resolved(value(of:))
            return Action(name, try resolved.decoded(as: [String: JSON].self))
        case .again(let id):
            guard let earlier = steps.step(named: id), earlier.id != step.id else {
                throw ExpectationTrouble("there is no earlier step '\(id)'")
            }
            return try action(of: earlier)
        case .together, .note: throw ExpectationTrouble("a step that does nothing cannot be played again")
        }
    }

    /// Judges what came of a step, once what it gives is kept.
    private mutating func kept(_ step: Step, _ performed: Performed) -> StepResult {
        do throws(ExpectationTrouble) {
            try keep(step, performed)
            return judged(step, performed.outcome)
        } catch {
            return unreadable(
                step, error, Suspects(outcome: performed.outcome, expectation: .success).unexplained)
        }
    }

    /// Remembers what a step returned, when it ended, and whether a secret shows in what came of it.
    private mutating func keep(_ step: Step, _ performed: Performed) throws(ExpectationTrouble) {
        let outcome = performed.outcome
        refused.formUnion(outcome.refusals.map(\.rule))
        accepted.formUnion(outcome.accepted)
        noteLeaks(step, outcome)
        noteChanges(step, outcome)
        if let id = step.id { stage.mark(id, at: performed.ended) }
        guard outcome.ok else { return }
        for (name, key) in step.gives.sorted(by: { $0.key < $1.key }) {
            guard
                let value = performed.returned[key]?.reveal()
                    ?? ShowsExpectation.value(at: key, of: outcome.shows)?.line
            else {
                let known = Set(outcome.shows.keys).union(performed.returned.keys).sorted().joined(separator: ", ")
                throw ExpectationTrouble("gives: the step returns no '\(key)'; it returns: \(known)")
            }
            given[name] = value
        }
    }

    private mutating func noteLeaks(_ step: Step, _ outcome: Outcome) {
        guard let data = try? JSONEncoder.results.encode(outcome) else { return }
        // A short one, such as a wrong password that a file types, may be any word of a sentence.
        for name in stage.secrets.leaks(in: String(decoding: data, as: UTF8.self))
        where stage.secrets.secret(named: name).map({ $0.reveal().count >= 16 }) ?? false {
            findings.append(
                ScenarioFinding(
                    check: "no secret in any output", detail: "'\(name)' shows in the outcome of step \(step.number)",
                    verdict: .fail))
        }
    }

    /// Finds documents that a failed step has changed although neither its expectation nor `leaves` says so.
    private mutating func noteChanges(_ step: Step, _ outcome: Outcome) {
        guard outcome.failure != nil else { return }
        let allowed = step.documentsStated + (scenario.leaves["changed"]?.items.map(\.line) ?? [])
        var reported: Set<String> = []
        for line in outcome.journal where line.kind == "exchange" {
            for change in line.changes ?? [] {
                let parts = change.path.split(separator: "/").map(String.init)
                guard parts.count > 1, parts[0] == "documents",
                    parts.count == 2 || !["checked_out_by", "history"].contains(parts[2])
                else { continue }
                let names = stage.names(ofDocument: parts[1], on: line.server)
                let name = names.last ?? parts[1]
                guard Set(names).isDisjoint(with: allowed), reported.insert(name).inserted else { continue }
                findings.append(
                    ScenarioFinding(
                        check: "no failed step changes a document",
                        detail: "step \(step.number) fails and changes \(name). Expect its state, or write leaves: "
                            + "{ changed: [\(name)] }.",
                        verdict: .fail))
            }
        }
    }

    /// What a reference stands for: something given by a step, a secret of the world, else a document's id as it is.
    private func value(of reference: String) throws -> String {
        if let value = given[reference] ?? stage.secret(for: reference) { return value }
        guard scenario.world.holds(documentID: reference) else {
            throw ExpectationTrouble("$\(reference) is nothing yet: no step has given it")
        }
        return "$\(reference)"
    }

    // MARK: Judging

    private func judged(_ step: Step, _ outcome: Outcome) -> StepResult {
        do {
            let wanted = step.oneOf.isEmpty ? [step.expectation ?? .text("ok")] : step.oneOf
            let expectations = try wanted.map { try expectation($0) }
            let findings = expectations.map {
                ($0, Judge.judge(outcome, by: $0, reported: stage.reported, silence: silence))
            }
            let best = [Verdict.pass, .untested].lazy.compactMap { verdict in
                findings.first { $0.1.verdict == verdict }
            }
            guard let (expectation, finding) = best.first ?? findings.first else {
                return StepResult(step, verdict: .pass)
            }
            var result = StepResult(step, verdict: finding.verdict, blame: finding.blame)
            result.expected =
                expectations.count > 1
                ? expectations.map(\.summary).joined(separator: " or ") : expectation.summary
            result.mismatches = finding.mismatches
            if expectations.count > 1, finding.verdict != .pass {
                let all = expectations.map(\.summary).joined(separator: " or ")
                result.mismatches.insert(Mismatch(what: "one_of", expected: all, seen: "none of them"), at: 0)
            }
            result.warnings = finding.warnings
            if result.verdict == .pass, !finding.notCompared.isEmpty { result.notCompared = finding.notCompared }
            result.describe(outcome, ledger)
            return result
        } catch {
            return unreadable(step, error)
        }
    }

    /// An expectation, in which a secret stands as its name does in what is shown.
    private func expectation(_ value: Value) throws -> Expectation {
        let secrets = stage.secrets
        return try Expectation(try value.resolved { secrets.redact(try self.value(of: $0)) })
    }

    private func unreadable(_ step: Step, _ error: any Error, _ blame: Blame = .scenario) -> StepResult {
        var result = StepResult(step, verdict: .error, blame: blame)
        result.seen = String(describing: error)
        result.mismatches = [
            Mismatch(what: "step", expected: "it can be played", seen: String(describing: error))
        ]
        return result
    }
}

extension StepResult {
    /// Takes over what came of the step.
    mutating func describe(_ outcome: Outcome, _ ledger: RuleLedger) {
        rule = outcome.decidingRule
        evidence = rule.flatMap { ledger.rule($0) }.map { "\($0.evidence.rawValue): \($0.source)" }
        let reason = rule.map { " because \($0)" } ?? ""
        if verdict == .untested {
            seen = outcome.untested ?? mismatches.first?.seen
        } else if let trouble = outcome.trouble {
            seen = trouble
        } else if let failure = outcome.failure {
            seen = "failure \(failure.id)\(reason)"
        } else {
            seen = "ok\(reason)"
        }
        failure = outcome.failure?.id
        remedy = outcome.failure?.remedyText ?? outcome.failure?.remedy
        ask = outcome.failure?.ask.flatMap { $0.isEmpty ? nil : $0 }
        message = outcome.failure?.message
        elapsed = outcome.elapsed
        journal = outcome.journal
    }
}

extension [Step] {
    /// The step with this id, also among those that are played together.
    func step(named id: String) -> Step? {
        for step in self {
            if step.id == id { return step }
            if case .together(let steps) = step.kind, let found = steps.step(named: id) { return found }
        }
        return nil
    }
}

extension Step {
    /// The documents whose state the step's expectations name, as they are written: `$complaint`, or a path.
    var documentsStated: [String] {
        if case .together(let steps) = kind { return steps.flatMap(\.documentsStated) }
        return ([expectation].compactMap { $0 } + oneOf).flatMap { $0["state"]?["documents"]?.entries.map(\.key) ?? [] }
    }
}

extension Value {
    /// Whether some document of the world bears this id.
    func holds(documentID id: String) -> Bool {
        entries.contains { ($0.key == "id" && $0.value.text == id) || $0.value.holds(documentID: id) }
    }
}
