import CertificateAuthority
package import Rules
import ScenarioKeys
public import ScenarioLanguage
package import Stage

/// Plays scenarios, each on a fresh stage whose secrets derive from the run's seed and the scenario's id.
public struct ScenarioPlayer: Sendable {
    private let seed: UInt64
    private let ledger: RuleLedger
    private let mutation: StageMutation
    private let client: ClientProgram?
    private let silence: Judge.Silence
    private let questions: QuestionLog?
    private var keepsBeginning: Bool
    /// One authority for all stages of this process: what it signs differs, and its keys show nowhere.
    static let authority = Result { try Authority() }

    /// A player for runs with this seed.
    public init(seed: UInt64 = 1, ledger: RuleLedger = .all) {
        self.init(seed: seed, ledger: ledger, mutation: .none)
    }

    /// A player on whose stages parties make deliberate mistakes.
    ///
    /// With `client` a program is tried in place of the client of this package; with `judgesDeedsAlone` what it does not
    /// say of a failure is not compared, and spoils nothing. `questions` notes the switches that the plays ask.
    package init(
        seed: UInt64 = 1, ledger: RuleLedger = .all, mutation: StageMutation, client: ClientProgram? = nil,
        judgesDeedsAlone: Bool = false, questions: QuestionLog? = nil
    ) {
        self.questions = questions
        silence = judgesDeedsAlone ? .passes : .untested
        self.mutation = mutation
        self.client = client
        keepsBeginning = mutation.isSomething
        self.seed = seed
        self.ledger = ledger
    }

    /// Plays one scenario to its end, and judges it; a step whose number is `omitted` is left out.
    ///
    /// Waits while as many stages play as `PlayingLimit` allows; a task that is cancelled then skips the scenario.
    public func play(_ scenario: Scenario, omitting omitted: Int? = nil) async -> ScenarioResult {
        await play(scenario, omitting: omitted, blaming: true)
    }

    /// Plays one scenario; with `blaming` a failing one of other parties is played once more with right ones, to see who departed.
    package func play(_ scenario: Scenario, omitting omitted: Int? = nil, blaming: Bool) async -> ScenarioResult {
        do {
            return try await PlayingLimit.withPlace {
                await playAtOnce(scenario, omitting: omitted, blaming: blaming)
            }
        } catch {
            var result = ScenarioResult(scenario)
            result.verdict = .skip
            result.reason = "not played: the run was cancelled"
            return result
        }
    }

    private func playAtOnce(_ scenario: Scenario, omitting omitted: Int?, blaming: Bool) async -> ScenarioResult {
        var result = ScenarioResult(scenario)
        if let missing = scenario.steps.firstUnbuilt {
            result.steps = scenario.steps.map { step in
                let isMissing = step.firstUnbuilt != nil
                return StepResult(step, verdict: isMissing ? .error : .notReached, blame: isMissing ? .simulator : nil)
            }
            return result.refused("the step '\(missing)' cannot be played yet", blame: .simulator)
        }
        do {
            let setup = try StageSetup(reading: try scenario.adoptedWorld())
            let stage = try await Stage(
                setup: setup, seed: seed, scenario: scenario.id, authority: try Self.authority.get(),
                mutation: mutation, client: client, questions: questions)
            for case .reference(let id) in scenario.leaves.entries.flatMap(\.value.items)
            where !stage.hasDocument(withID: id) {
                await stage.stop()
                return result.refused("leaves: no document of the world has the id '$\(id)'", blame: .scenario)
            }
            var performance = Performance(scenario: scenario, stage: stage, ledger: ledger, silence: silence)
            await performance.play(omitting: omitted)
            result.steps = performance.results
            result.findings =
                await stage.check(mayStayLocked: scenario.leaves["locked"]?.items.map(\.line) ?? [])
                .map { ScenarioFinding($0) } + performance.findings
            if !stage.unchecked.isEmpty { result.unchecked = stage.unchecked }
            let (accepted, refused) = performance.decisions
            (result.accepted, result.refused) = (accepted, refused)
            result.rules = Set(stage.rulesMet + accepted + refused).sorted()
            if keepsBeginning { result.beginning = stage.beginning }
            await stage.stop()
            result.conclude(knownFailing: scenario.knownFailing)
            if blaming { await blame(in: &result, scenario, omitting: omitted) }
            return try result.redacted(by: stage.secrets)
        } catch let trouble as StageTrouble {
            result.beginning = trouble.beginning
            let blame: Blame =
                trouble.isMistakeOfTheFile ? .scenario : trouble.isErrorOfTheClient ? .client : .simulator
            var refused = result.refused("the world cannot be built: \(trouble)", blame: blame)
            if blaming { await self.blame(in: &refused, scenario, omitting: omitted) }
            refused.beginning = nil
            return refused
        } catch let untested as StageUntested {
            (result.verdict, result.reason) = (.untested, untested.reason)
            return result
        } catch let issue as KeyIssue {
            let place = issue.path.isEmpty ? "" : "\(issue.path.joined(separator: ".")): "
            return result.refused("the world cannot be built: \(place)\(issue)", blame: .scenario)
        } catch {
            return result.refused("the world cannot be built: \(error)", blame: .simulator)
        }
    }

    /// Points a failing result at the side that departed.
    ///
    /// The parties of this package are held to be right, so that the file or its world departs. Where another party plays,
    /// the same file is played once more with right ones: where that fails too, it is the file all the same, else the party
    /// that parts from it first. A client under test is the only one that can part from it.
    private func blame(in result: inout ScenarioResult, _ scenario: Scenario, omitting omitted: Int?) async {
        guard result.verdict.isRed else { return }
        result.suspects = result.blame?.parties
        // What must always hold, and what a client does to the protocol, needs no other play.
        if client != nil, result.verdict == .error { return }
        guard mutation.isSomething || client != nil else {
            result.blame = result.blame?.ofRightParties
            for index in result.steps.indices { result.steps[index].blame = result.steps[index].blame?.ofRightParties }
            return
        }
        var player = ScenarioPlayer(seed: seed, ledger: ledger)
        player.keepsBeginning = true
        let right = await player.play(scenario, omitting: omitted)
        guard right.verdict == .pass else { return result.blame = right.blame ?? result.blame }
        guard client == nil else { return result.blame = .client }
        result.blame = Divergence(of: result, from: right).map { Blame($0.side) } ?? .eitherParty
    }
}

extension [Step] {
    /// The first action that cannot be played yet.
    var firstUnbuilt: String? { lazy.compactMap(\.firstUnbuilt).first }
}

extension Step {
    /// The first of its actions that cannot be played yet.
    var firstUnbuilt: String? {
        switch kind {
        case .action(let name, _): Action.built.contains(name) ? nil : name
        case .together(let steps): steps.firstUnbuilt
        case .again, .note: nil
        }
    }
}
