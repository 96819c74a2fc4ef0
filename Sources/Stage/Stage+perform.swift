import Foundation
import IntegrationClient
import Rules
import Secrets
import Synchronization
import WorkServer
import WorkTime

extension Stage {
    /// What a handler hands back when its party succeeded.
    struct Success {
        var shows: [String: JSON] = [:]
        var notices: [String] = []
        var returned: [String: Secret] = [:]
        /// Whether what is returned was minted for this step, and not seen in an answer that holds anything.
        var isMinted = true
        /// Refusals that were met on the way though the whole succeeded.
        var refusals: [Outcome.Refusal] = []
    }

    /// What a handler throws when its party failed.
    struct PartyFailure: Error {
        var failure: Outcome.Failure
        /// Who decided and by which rule, where no journal of a server has it.
        var decision: Outcome.Refusal?
        var shows: [String: JSON] = [:]
    }

    typealias Handler = @Sendable (Stage, Arguments) async throws -> Success

    /// Every action that can be played.
    static let handlers: [String: Handler] = [
        adminHandlers, officeHandlers, userHandlers, otherHandlers, worldHandlers,
    ]
    .reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    /// Plays one action to its end, with time frozen but for what the parties themselves wait.
    ///
    /// Never throws: a failure of a party is an outcome, and so is what the simulator cannot do (`trouble`).
    public func perform(_ action: Action) async -> Outcome {
        await perform(action) {}
    }

    /// Plays several actions at the same time; time stands still until all of them have begun.
    ///
    /// Returns the outcomes in the order of the actions.
    public func perform(together actions: [Action]) async -> [Outcome] {
        await withTaskGroup(of: (Int, Outcome).self) { group in
            for (index, action) in actions.enumerated() {
                clock.takeToken()
                group.addTask { [self] in (index, await perform(action) { [clock] in clock.returnToken() }) }
            }
            return await group.reduce(into: [(Int, Outcome)]()) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Plays one action; `begun` is called once, when the clock knows of it.
    private func perform(_ action: Action, begun: @escaping @Sendable () -> Void) async -> Outcome {
        guard let handler = Self.handlers[action.name] else {
            var outcome = Outcome(ok: false)
            begun()
            outcome.trouble = "the step '\(action.name)' cannot be played yet"
            return outcome
        }
        let number = state.withLock { state in
            state.actions += 1
            return state.actions
        }
        let position = chronicle.count
        let start = clock.now
        let deadlocks = clock.deadlocks.count
        let result = await StageNetwork.$action.withValue(number) {
            await supervised(action.name, begun) { try await handler(self, Arguments(action)) }
        }
        var outcome = outcome(of: result)
        outcome.elapsed = start.duration(to: clock.now).text
        outcome.date = (clock.origin + clock.now.elapsed).iso8601
        outcome.state = await stageState()
        account(for: number, since: position, in: &outcome)
        remember(action, outcome)
        if let deadlock = clock.deadlocks.dropFirst(deadlocks).first { outcome.trouble = outcome.trouble ?? deadlock }
        return outcome
    }

    /// Keeps what a person was told, for `check.told`.
    private func remember(_ action: Action, _ outcome: Outcome) {
        let words = [outcome.failure?.message].compactMap { $0 } + outcome.notices
        guard !words.isEmpty else { return }
        guard
            let person = (try? Arguments(action).text("as"))
                ?? people.names.first(where: { setup.people[$0]?.office == .user })
        else { return }
        state.withLock { $0.told[person, default: []] += words }
    }

    /// Runs a call in the clock's sight; a simulator that is stuck for half a minute of real time says so.
    private func supervised(
        _ name: String, _ begun: @escaping @Sendable () -> Void, _ body: @escaping @Sendable () async throws -> Success
    ) async -> Result<Success, any Error> {
        do {
            return .success(
                try await SystemClock().race(limit: .seconds(30)) { [clock] in
                    try await clock.call(name) {
                        begun()
                        return try await body()
                    }
                })
        } catch is DeadlinePassed {
            return .failure(StageTrouble("the simulator is stuck in: \(clock.openCalls.joined(separator: ", "))"))
        } catch {
            return .failure(error)
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
            state.withLock { $0.returned = success.returned }
            return outcome
        case .failure(let failure as PartyFailure):
            var outcome = Outcome(ok: false, failure: failure.failure)
            outcome.refusals = failure.decision.map { [$0] } ?? []
            outcome.shows = failure.shows
            return outcome
        case .failure(let trouble as StageTrouble):
            var outcome = Outcome(ok: false)
            outcome.trouble = trouble.message
            return outcome
        case .failure(let error):
            var outcome = Outcome(ok: false)
            outcome.trouble = "the simulator failed: \(secrets.redact(String(describing: error)))"
            return outcome
        }
    }

    /// Has the client do something; what it cannot do and what fails are thrown.
    func client(_ action: ClientAction) async throws -> Success {
        let outcome = await driver.perform(action)
        if let trouble = outcome.trouble { throw StageTrouble(trouble) }
        if let failure = outcome.failure {
            throw PartyFailure(
                failure: failure,
                decision: outcome.rule.map { Outcome.Refusal(rule: $0, by: "client", answered: false) },
                shows: outcome.shows)
        }
        return Success(shows: outcome.shows, notices: outcome.notices)
    }

    /// How the client says that things stand.
    func status() async throws -> ClientOutcome {
        let status = await driver.perform(ClientAction(.status))
        if let trouble = status.trouble { throw StageTrouble(trouble) }
        return status
    }

    /// How everything stands now.
    func stageState() async -> StageState {
        var result = StageState()
        let status = await driver.perform(ClientAction(.status))
        result.servers = status.servers ?? [:]
        result.sessions = status.sessions ?? [:]
        for name in people.names where setup.people[name]?.office == .user {
            for server in result.servers.keys where result.sessions[name]?[server] == nil {
                result.sessions[name, default: [:]][server] = "logged_out"
            }
        }
        let servers = state.withLock { $0.servers }
        for (name, server) in servers {
            for application in server.running.snapshot.applications.values {
                let standing = application.isEnabled ? "enabled" : "disabled"
                if servers.count == 1 { result.applications[application.name] = standing }
                result.applications["\(name)/\(application.name)"] = standing
            }
        }
        return result
    }
}
