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
        await play(action) {}
    }

    /// Plays several actions at the same time; time stands still until all of them have begun.
    ///
    /// - Parameters:
    ///   - actions: what is done.
    ///   - delays: how long after the others each of them begins; those that are not named begin at once.
    /// - Returns: what came of them, in the order of the actions.
    public func play(together actions: [Action], beginning delays: [Duration] = []) async -> [Performed] {
        await withTaskGroup(of: (Int, Performed).self) { group in
            for (index, action) in actions.enumerated() {
                clock.takeToken()
                let delay = delays.indices.contains(index) ? delays[index] : .zero
                group.addTask { [self] in
                    (index, await play(action, after: delay) { [clock] in clock.returnToken() })
                }
            }
            return await group.reduce(into: [(Int, Performed)]()) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Plays several actions at the same time; returns the outcomes in their order.
    public func perform(together actions: [Action]) async -> [Outcome] {
        await play(together: actions).map(\.outcome)
    }

    /// Plays one action; `begun` is called once, when the clock knows of it.
    private func play(_ action: Action, after delay: Duration = .zero, begun: @escaping @Sendable () -> Void) async
        -> Performed
    {
        let step: any StageStep
        do throws(StageTrouble) {
            step = try steps.step(of: action)
        } catch {
            begun()
            return Performed(outcome: outcome(of: .failure(error)), returned: [:], ended: clock.now)
        }
        let number = state.withLock { state in
            state.actions += 1
            return state.actions
        }
        let position = chronicle.count
        let logged = eventCounts
        let start = clock.now
        let deadlocks = clock.deadlocks.count
        let end = await StageNetwork.$action.withValue(number) {
            await supervised(action.name, begun) {
                if delay > .zero { try await self.officeClock.sleep(for: delay) }
                return try await step.success(on: self)
            }
        }
        var outcome = outcome(of: end.result)
        outcome.elapsed = start.advanced(by: delay).duration(to: end.moment).text
        outcome.date = (clock.origin + end.moment.elapsed).iso8601
        outcome.state = end.state
        outcome.answeredBy = Self.answerer(of: action.name)
        account(for: number, since: position, logged: logged, in: &outcome)
        remember(step, outcome)
        if let deadlock = clock.deadlocks.dropFirst(deadlocks).first {
            outcome.trouble = outcome.trouble ?? deadlock
            outcome.isTroubleOfTheFile = false
        }
        let returned = (try? end.result.get().returned) ?? [:]
        return Performed(outcome: outcome, returned: returned, ended: end.moment)
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

    /// How an action ended, taken before time could go on.
    struct End<Value: Sendable>: Sendable {
        let result: Result<Value, any Error>
        let moment: WorkInstant
        let state: StageState
    }

    /// Runs a call in the clock's sight; a simulator that is stuck for half a minute of real time says so.
    func supervised<Value: Sendable>(
        _ name: String, _ begun: @escaping @Sendable () -> Void, _ body: @escaping @Sendable () async throws -> Value
    ) async -> End<Value> {
        do {
            return try await SystemClock().race(limit: .seconds(30)) { [self] in
                await clock.call(name) {
                    begun()
                    let result: Result<Value, any Error>
                    do {
                        result = .success(try await body())
                    } catch {
                        result = .failure(error)
                    }
                    // Inside of the call: once its token is back, others may let time pass.
                    return End(result: result, moment: clock.now, state: await stageState())
                }
            }
        } catch {
            let words = "the simulator is stuck in: \(clock.openCalls.joined(separator: ", "))"
            return End(
                result: .failure(StageTrouble(words, isMistakeOfTheFile: false)), moment: clock.now, state: StageState()
            )
        }
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

    /// How everything stands now.
    func stageState() async -> StageState {
        var result = StageState()
        let status = try? await status()
        result.servers = status?.servers ?? [:]
        result.sessions = status?.sessions ?? [:]
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
