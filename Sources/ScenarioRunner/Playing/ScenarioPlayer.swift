import CertificateAuthority
import Foundation
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
    ///
    /// Waits while as many stages play as `PlayingLimit` allows; a task that is cancelled then skips the scenario.
    public func play(_ scenario: Scenario, omitting omitted: Int? = nil) async -> ScenarioResult {
        do {
            return try await PlayingLimit.withPlace { await playAtOnce(scenario, omitting: omitted) }
        } catch {
            var result = ScenarioResult(scenario)
            result.verdict = .skip
            result.reason = "not played: the run was cancelled"
            return result
        }
    }

    private func playAtOnce(_ scenario: Scenario, omitting omitted: Int?) async -> ScenarioResult {
        var result = ScenarioResult(scenario)
        if let missing = scenario.steps.firstUnbuilt {
            result.steps = scenario.steps.map { step in
                let isMissing = step.firstUnbuilt != nil
                return StepResult(step, verdict: isMissing ? .error : .notReached, blame: isMissing ? .simulator : nil)
            }
            return result.refused("the step '\(missing)' cannot be played yet", blame: .simulator)
        }
        do {
            let setup = try scenario.world.decoded(as: StageSetup.self)
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
        } catch let error as DecodingError {
            return result.refused("the world cannot be built: \(Self.sentence(error))", blame: .scenario)
        } catch {
            return result.refused("the world cannot be built: \(Self.sentence(error))", blame: .simulator)
        }
    }

    private static func sentence(_ error: any Error) -> String {
        guard let decoding = error as? DecodingError else { return String(describing: error) }
        switch decoding {
        case .keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return "\(context.codingPath.map(\.stringValue).joined(separator: ".")): \(context.debugDescription)"
        @unknown default: return String(describing: error)
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
