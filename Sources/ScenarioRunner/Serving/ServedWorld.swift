package import CertificateAuthority
package import ScenarioLanguage
import Secrets
package import Stage
import WorkTime

/// A world whose server is open to programs from outside, and in which steps of the scenario language are played.
package struct ServedWorld: Sendable {
    /// What the world is made of.
    package let stage: Stage
    private var reading: StepReading
    private var performance: Performance

    /// What came of steps.
    package struct Played: Codable, Sendable {
        /// Each step, in order; those behind one that fails are not reached.
        package var steps: [StepResult] = []
        /// What must hold of every step and did not.
        package var findings: [ScenarioFinding] = []
        /// The values that steps gave, by the names of their `gives`.
        package var gives: [String: String] = [:]

        /// The first step that did not come out as it should.
        package var failing: StepResult? { steps.first { $0.verdict.isRed } }
    }

    /// The world at a moment.
    package struct Saved: Sendable {
        fileprivate let world: ServedWorld
        fileprivate let stage: StageSnapshot
    }

    /// Builds the world of a scenario, whose own steps are not played, and opens it to callers.
    ///
    /// - Throws: what keeps the world from being built or its server from starting.
    package init(
        _ scenario: Scenario, setup: StageSetup, vocabulary: Vocabulary, seed: UInt64, authority: Authority?,
        door: StageDoor
    ) async throws {
        stage = try await Stage(setup: setup, seed: seed, scenario: "serve", authority: authority, door: door)
        reading = StepReading(world: scenario.world, vocabulary: vocabulary, refusal: ServedSteps.refusal)
        performance = Performance(scenario: scenario, stage: stage, ledger: .all)
    }

    /// Plays the steps of a text in YAML or JSON, one after another, until one does not come out as it should.
    ///
    /// Where the text is no list of steps that can be played here, nothing is played.
    package mutating func play(_ text: String) async -> Result<Played, StepReading.Refused> {
        let now = stage.clock.origin + stage.clock.now.elapsed
        let steps: [Step]
        switch reading.steps(in: text, named: "steps", now: now) {
        case .success(let found): steps = found
        case .failure(let refused): return .failure(refused)
        }
        performance.prepare(steps, after: Array(reading.named.values))
        var played = Played()
        for step in steps {
            if played.failing != nil {
                played.steps.append(StepResult(step, verdict: .notReached))
            } else {
                played.steps += await performance.play(step)
            }
        }
        played.findings = performance.takeFindings()
        let names = steps.flatMap(\.givenNames)
        let shown = try? stage.secrets.redacted(played)
        played = shown ?? Played()
        // Who names a value that a step gives wants it as it is.
        played.gives = performance.values(of: names)
        return .success(played)
    }

    /// The world as it is now.
    package var saved: Saved { Saved(world: self, stage: stage.snapshot) }

    /// Returns to the world as it was.
    ///
    /// - Throws: `StageTrouble` where a step is being played.
    package mutating func restore(_ saved: Saved, named name: String) throws(StageTrouble) {
        try stage.restore(saved.stage, named: name)
        self = saved.world
    }
}

extension Step {
    /// The names under which the step, or a step in it, gives values.
    fileprivate var givenNames: [String] {
        if case .together(let steps) = kind { return steps.flatMap(\.givenNames) }
        return Array(gives.keys)
    }
}
