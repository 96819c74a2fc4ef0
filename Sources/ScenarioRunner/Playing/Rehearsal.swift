import CertificateAuthority
public import ScenarioLanguage
import Secrets
public import Stage

/// A scenario played step by step on a stage that others may use in between, as a demo does.
public struct Rehearsal: Sendable {
    /// The scenario.
    public let scenario: Scenario
    /// Its world.
    public let stage: Stage
    private var performance: Performance

    /// Builds the world of a scenario; the same seed gives the same ids and secrets as a run of it.
    ///
    /// - Throws: what keeps the world from being built, in words.
    public init(_ scenario: Scenario, seed: UInt64 = 1) async throws {
        self.scenario = scenario
        let setup = try StageSetup(reading: try scenario.adoptedWorld())
        stage = try await Stage(
            setup: setup, seed: seed, scenario: scenario.id, authority: try ScenarioPlayer.authority.get())
        performance = Performance(scenario: scenario, stage: stage, ledger: .all)
    }

    /// Plays the step at a position, from 0, and judges it; several results where it plays several at a time.
    ///
    /// What the results say holds no secret.
    public mutating func play(at index: Int) async -> [StepResult] {
        await performance.play(scenario.steps[index]).map { result in
            var shown = result
            shown.message = result.message.map { stage.secrets.redact($0) }
            shown.seen = result.seen.map { stage.secrets.redact($0) }
            return shown
        }
    }

    /// Passes over the step at a position, which somebody did by hand; what it gives is taken from the world.
    public mutating func skip(at index: Int) {
        let step = scenario.steps[index]
        guard step.gives.values.contains("client_secret"), let server = stage.sites.first?.name else { return }
        for (name, key) in step.gives where key == "client_secret" {
            performance.give(stage.secret(for: "\(server).client_secret"), as: name)
        }
    }

    /// What the step at a position would do now; nil for a note, for several at a time, or where something is still missing.
    public func action(at index: Int) -> Action? {
        try? performance.action(of: scenario.steps[index])
    }
}
