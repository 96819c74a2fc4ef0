import ScenarioLanguage
import ScenarioRunner
import Synchronization

/// Plays each scenario of a folder once for each seed, whoever asks for its result.
final class PlayedScenarios: Sendable {
    private struct Key: Hashable {
        let id: String
        let seed: UInt64
    }

    /// What is wrong with a repair.
    struct Complaint: Sendable {
        let line: Int
        let text: String
    }

    private let plays = Mutex<[Key: Task<ScenarioResult, Never>]>([:])
    private let checks = Mutex<[Key: Task<[Complaint], Never>]>([:])

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

    /// What is wrong with the repairs of a scenario, each left out once, now or before.
    func complaints(of scenario: Scenario, seed: UInt64) async -> [Complaint] {
        let check = checks.withLock { checks in
            let key = Key(id: scenario.id, seed: seed)
            if let known = checks[key] { return known }
            let check = Task {
                var complaints: [Complaint] = []
                let repairs = RepairCheck.repairs(of: scenario)
                guard !repairs.isEmpty else { return complaints }
                let whole = await result(of: scenario, seed: seed)
                for repair in repairs {
                    let check = RepairCheck(scenario: scenario, repair: repair, seed: seed)
                    guard let text = await check.complaint(played: whole) else { continue }
                    complaints.append(Complaint(line: repair.line, text: text))
                }
                return complaints
            }
            checks[key] = check
            return check
        }
        return await check.value
    }
}
