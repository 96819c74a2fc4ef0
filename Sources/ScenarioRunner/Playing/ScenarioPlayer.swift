import CertificateAuthority
import ScenarioKeys
public import ScenarioLanguage
import Stage

/// Plays scenarios, each on a fresh stage whose secrets derive from the run's seed and the scenario's id.
public struct ScenarioPlayer: Sendable {
    private let seed: UInt64
    private let ledger: RuleLedger
    /// One authority for all stages of this process: what it signs differs, and its keys show nowhere.
    static let authority = Result { try Authority() }

    /// A player for runs with this seed.
    public init(seed: UInt64 = 1, ledger: RuleLedger = .all) {
        self.seed = seed
        self.ledger = ledger
    }

    /// Plays one scenario to its end, and judges it; a step whose number is `omitted` is left out.
    public func play(_ scenario: Scenario, omitting omitted: Int? = nil) async -> ScenarioResult {
        var result = ScenarioResult(scenario)
        if let missing = scenario.steps.firstUnbuilt {
            result.steps = scenario.steps.map { step in
                let isMissing = step.firstUnbuilt != nil
                return StepResult(step, verdict: isMissing ? .error : .notReached, blame: isMissing ? .simulator : nil)
            }
            return result.refused("the step '\(missing)' cannot be played yet", blame: .simulator)
        }
        do {
            let setup = try StageSetup(reading: scenario.world)
            let stage = try await Stage(
                setup: setup, seed: seed, scenario: scenario.id, authority: try Self.authority.get())
            for case .reference(let id) in scenario.leaves.entries.flatMap(\.value.items)
            where !stage.hasDocument(withID: id) {
                await stage.stop()
                return result.refused("leaves: no document of the world has the id '$\(id)'", blame: .scenario)
            }
            var performance = Performance(scenario: scenario, stage: stage, ledger: ledger)
            await performance.play(omitting: omitted)
            result.steps = performance.results
            result.findings =
                await stage.check(mayStayLocked: scenario.leaves["locked"]?.items.map(\.line) ?? [])
                .map { ScenarioFinding($0) } + performance.findings
            result.rules = Set(stage.rulesMet + performance.rulesMet).sorted()
            await stage.stop()
            result.conclude(knownFailing: scenario.knownFailing)
            return try result.redacted(by: stage.secrets)
        } catch let trouble as StageTrouble {
            return result.refused(
                "the world cannot be built: \(trouble)", blame: trouble.isMistakeOfTheFile ? .scenario : .simulator)
        } catch let issue as KeyIssue {
            let place = issue.path.isEmpty ? "" : "\(issue.path.joined(separator: ".")): "
            return result.refused("the world cannot be built: \(place)\(issue)", blame: .scenario)
        } catch {
            return result.refused("the world cannot be built: \(error)", blame: .simulator)
        }
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
