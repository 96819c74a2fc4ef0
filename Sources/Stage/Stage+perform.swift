import Foundation
import IntegrationClient
import Rules
public import Secrets
import Synchronization
import WorkServer
public import WorkTime

/// What came of an action, what it returned, and when it ended.
public struct Performed: Sendable {
    /// All that an expectation can ask.
    public let outcome: Outcome
    /// The secrets and values that `gives` may name.
    public let returned: [String: Secret]
    /// The moment at which it ended.
    public let ended: WorkInstant

    /// What comes of an action that is cancelled before it begins.
    static func cancelled(at moment: WorkInstant) -> Performed {
        Performed(outcome: .troubled(Stage.cancellation), returned: [:], ended: moment)
    }
}

extension Outcome {
    /// The outcome of what the simulator could not do.
    static func troubled(_ words: String) -> Outcome {
        var outcome = Outcome(ok: false)
        outcome.trouble = words
        outcome.isTroubleOfTheFile = false
        return outcome
    }
}

extension Stage {
    /// What a step returns when its party succeeded, in the form that outcomes have.
    struct Success {
        var shows: [String: JSON] = [:]
        var notices: [String] = []
        var returned: [String: Secret] = [:]
        /// Whether what is returned was minted for this step, and not seen in an answer that holds anything.
        var isMinted = true
        /// Refusals that were met on the way though the whole succeeded.
        var refusals: [Outcome.Refusal] = []
    }

    /// What a step throws when its party failed.
    struct PartyFailure: Error {
        var failure: Outcome.Failure
        /// Who decided and by which rule, where no journal of a server has it.
        var decision: Outcome.Refusal?
        var shows: [String: JSON] = [:]
    }

    /// Plays one action to its end, with time frozen but for what the parties themselves wait.
    ///
    /// Never throws: a failure of a party is an outcome, and so is what the simulator cannot do (`trouble`).
    public func perform(_ action: Action) async -> Outcome {
        await play(action).outcome
    }

    /// Plays one action, and tells beside the outcome what it returned and when it ended.
    public func play(_ action: Action) async -> Performed {
        let number = nextActionNumber()
        return await withPlace { await play(action, number: number) } ?? .cancelled(at: clock.now)
    }

    /// Plays several actions at the same time; time stands still until all of them have begun.
    ///
    /// They take turns, in an order that the seed chooses: each goes on to its next request, or to where it waits for time,
    /// before another one does.
    ///
    /// - Parameters:
    ///   - actions: what is done.
    ///   - delays: how long after the others each of them begins; those that are not named begin at once.
    /// - Returns: what came of them, in the order of the actions.
    public func play(together actions: [Action], beginning delays: [Duration] = []) async -> [Performed] {
        let numbers = actions.map { _ in nextActionNumber() }
        let performed = await withPlace {
            await withTaskGroup(of: (Int, Performed).self) { group in
                // All of them before the first begins: it must find the others waiting for their turn.
                for _ in actions { clock.takeToken() }
                for (index, action) in actions.enumerated() {
                    let delay = delays.indices.contains(index) ? delays[index] : .zero
                    group.addTask { [self] in
                        let performed = await play(action, number: numbers[index], after: delay) { [clock] in
                            clock.returnToken()
                        }
                        return (index, performed)
                    }
                }
                return await group.reduce(into: [(Int, Performed)]()) { $0.append($1) }.sorted { $0.0 < $1.0 }
                    .map(\.1)
            }
        }
        return performed ?? actions.map { _ in .cancelled(at: clock.now) }
    }

    /// Plays several actions at the same time; returns the outcomes in their order.
    public func perform(together actions: [Action]) async -> [Outcome] {
        await play(together: actions).map(\.outcome)
    }

    /// Plays one action; `begun` is called once, when the clock knows of it.
    private func play(
        _ action: Action, number: Int, after delay: Duration = .zero, begun: @escaping @Sendable () -> Void = {}
    ) async -> Performed {
        let step: any StageStep
        do throws(StageTrouble) {
            step = try steps.step(of: action)
        } catch {
            begun()
            return Performed(outcome: outcome(of: .failure(error)), returned: [:], ended: clock.now)
        }
        let end = await supervised(
            action.name, number: number, after: delay, begun: begun,
            judging: { [self] result in
                var outcome = outcome(of: result)
                outcome.answeredBy = Self.answerer(of: action.name)
                outcome.accepted = state.withLock { $0.accepted.removeValue(forKey: number) ?? [] }
                return outcome
            },
            closing: { [self] in remember(step, $0) }
        ) { [self] in
            try await step.success(on: self)
        }
        return Performed(
            outcome: end.outcome, returned: (try? end.result.get().returned) ?? [:], ended: end.moment)
    }

    /// Who answers for what came of an action beyond a refusal.
    private static func answerer(of name: String) -> Outcome.Answerer {
        switch name.prefix(while: { $0 != "." }) {
        case "user", "office": .client
        case "admin", "other", "work": .server
        default: ["check.report", "check.told"].contains(name) ? .client : .stage
        }
    }

    /// Keeps what a person was told, for `check.told`.
    private func remember(_ step: any StageStep, _ outcome: Outcome) {
        let words = [outcome.failure?.message].compactMap { $0 } + outcome.notices
        guard !words.isEmpty, let person = step.listener(on: self) else { return }
        state.withLock { $0.told[person, default: []] += words }
    }

    private func outcome(of result: Result<Success, any Error>) -> Outcome {
        switch result {
        case .success(let success):
            var outcome = Outcome(ok: true)
            outcome.shows = success.shows
            outcome.notices = success.notices
            outcome.refusals = success.refusals
            for (name, secret) in success.returned where success.isMinted { secrets.note(secret.reveal(), as: name) }
            return outcome
        case .failure(let failure as PartyFailure):
            var outcome = Outcome(ok: false, failure: failure.failure)
            outcome.refusals = failure.decision.map { [$0] } ?? []
            outcome.shows = failure.shows
            return outcome
        case .failure(let trouble as StageTrouble):
            var outcome = Outcome(ok: false)
            outcome.trouble = trouble.message
            outcome.isTroubleOfTheFile = trouble.isMistakeOfTheFile
            outcome.isTroubleOfTheClient = trouble.isErrorOfTheClient
            return outcome
        case .failure(let untested as StageUntested):
            var outcome = Outcome(ok: false)
            outcome.untested = untested.reason
            return outcome
        case .failure(let error):
            var outcome = Outcome(ok: false)
            outcome.trouble = "the simulator failed: \(secrets.redact(String(describing: error)))"
            return outcome
        }
    }

    /// Remembers the moment at which a step ended, for `clock.set`.
    public func mark(_ step: String, at moment: WorkInstant) {
        state.withLock { $0.marks[step] = moment }
    }

    /// Notes how everything stands now; a client that cannot say is the outcome's trouble.
    func noteState(in outcome: inout Outcome) async {
        do {
            let status = try await status()
            outcome.state = stageState(status.servers, status.sessions)
        } catch let untested as StageUntested {
            outcome.untested = outcome.untested ?? untested.reason
        } catch let trouble as StageTrouble where trouble.isErrorOfTheClient {
            outcome.trouble = outcome.trouble ?? trouble.message
            outcome.isTroubleOfTheClient = true
        } catch {
            outcome.state = stageState([:], [:])
        }
    }

    func stageState(_ known: [String: String], _ sessions: [String: [String: String]]) -> StageState {
        var result = StageState()
        (result.servers, result.sessions) = (known, sessions)
        for name in people.names where setup.people[name]?.office == .user {
            for server in result.servers.keys where result.sessions[name]?[server] == nil {
                result.sessions[name, default: [:]][server] = "logged_out"
            }
        }
        let servers = state.withLock { $0.servers }
        for (name, server) in servers {
            result.documents.merge(standings(on: server)) { first, _ in first }
            for application in server.running.snapshot.applications.values {
                let standing = application.isEnabled ? "enabled" : "disabled"
                if servers.count == 1 { result.applications[application.name] = standing }
                result.applications["\(name)/\(application.name)"] = standing
            }
        }
        return result
    }
}
