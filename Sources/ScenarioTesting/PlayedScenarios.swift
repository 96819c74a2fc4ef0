import ScenarioLanguage
import ScenarioRunner
import Synchronization

/// Plays each scenario of a folder once for each seed, whoever asks for its result.
final class PlayedScenarios: Sendable {
    private struct Key: Hashable {
        let id: String
        let seed: UInt64
    }

    private let plays = Mutex<[Key: Task<ScenarioResult, Never>]>([:])

    /// The result of a scenario, played now or before.
    func result(of scenario: Scenario, seed: UInt64) async -> ScenarioResult {
        let play = plays.withLock { plays in
            let key = Key(id: scenario.id, seed: seed)
            if let known = plays[key] { return known }
            // A task of its own: it goes on for the others when the first who asked is cancelled.
            let play = Task { await ScenarioPlayer(seed: seed).play(scenario) }
            plays[key] = play
            return play
        }
        return await play.value
    }
}
