import Synchronization
import WorkTime

/// How an action ended, taken before anybody else could act and before time could go on.
struct ActionEnd<Value: Sendable>: Sendable {
    let result: Result<Value, any Error>
    let outcome: Outcome
    let moment: WorkInstant
}

extension Stage {
    static let cancellation = "the run was cancelled before this was done"

    /// The number of an action that begins now.
    func nextActionNumber() -> Int {
        state.withLock { state in
            state.actions += 1
            return state.actions
        }
    }

    /// Runs `body` as one of the stages that may play at once; nil where the task is cancelled before its turn comes.
    func withPlace<Value>(_ body: () async -> Value) async -> Value? {
        try? await PlayingLimit.withPlace(body)
    }

    /// Runs a party's action in the clock's sight, and takes its outcome; a world that is stuck says what is open.
    ///
    /// - Parameters:
    ///   - name: what is done, for messages.
    ///   - number: the action's number, by which its exchanges are found.
    ///   - delay: how long after now the party begins.
    ///   - begun: called once, when the clock knows of the action.
    ///   - judging: makes an outcome of what the body returned or threw.
    ///   - closing: called with the whole outcome, while nobody else acts.
    ///   - body: what the party does.
    /// - Returns: how the action ended.
    func supervised<Value: Sendable>(
        _ name: String, number: Int, after delay: Duration = .zero, begun: @escaping @Sendable () -> Void = {},
        judging: @escaping @Sendable (Result<Value, any Error>) -> Outcome,
        closing: @escaping @Sendable (Outcome) -> Void = { _ in },
        body: @escaping @Sendable () async throws -> Value
    ) async -> ActionEnd<Value> {
        let position = chronicle.count
        let logged = eventCounts
        let start = clock.now
        let deadlocks = clock.deadlocks.count
        return await VirtualClock.$party.withValue(number) {
            await watched { [self] in
                await clock.call(name) {
                    begun()
                    let result = await taken(after: delay, body)
                    // Until the servers' work on given-up exchanges is done; time does not go on before.
                    await clock.awaitTurnToEnd()
                    let moment = clock.now
                    var outcome = judging(result)
                    outcome.elapsed = start.advanced(by: delay).duration(to: moment).text
                    outcome.date = (clock.origin + moment.elapsed).iso8601
                    await noteState(in: &outcome)
                    account(for: number, since: position, logged: logged, in: &outcome)
                    if let reason = realClientReason(elapsed: start.duration(to: moment)) { outcome.untested = reason }
                    if let deadlock = clock.deadlocks.dropFirst(deadlocks).first {
                        if let reason = realClientReason(elapsed: nil) {
                            outcome.untested = outcome.untested ?? reason
                        } else {
                            outcome.isTroubleOfTheClient = external != nil
                            outcome.trouble = outcome.trouble ?? (external == nil ? deadlock : Self.endlessWait)
                            outcome.isTroubleOfTheFile = false
                        }
                    }
                    closing(outcome)
                    return ActionEnd(result: result, outcome: outcome, moment: moment)
                }
            }
        }
    }

    private static let endlessWait =
        "The client waits without a limit for a connection that the server keeps silent on. It has to 'sleep' beside the "
        + "request and give up, or to name 'gives_up_after' in 'hello'."

    private func taken<Value: Sendable>(
        after delay: Duration, _ body: @Sendable () async throws -> Value
    ) async -> Result<Value, any Error> {
        do {
            if delay > .zero { try await officeClock.sleep(for: delay) }
            await clock.awaitTurn()
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }

    // MARK: Standstill

    /// Runs an action until it ends, or until the watchdog calls the world stuck.
    ///
    /// The task of an action that is stuck is cancelled; one that goes on even so is left behind.
    private func watched<Value: Sendable>(
        _ action: @escaping @Sendable () async -> ActionEnd<Value>
    ) async -> ActionEnd<Value> {
        let end = FirstValue<ActionEnd<Value>>()
        let playing = Task { end.give(await action()) }
        let watching = Task { [self] in
            let clock = clock
            try await watchdog.waitUntilStuck { clock.progress }
            let words = standstill()
            var outcome = Outcome.troubled(words)
            outcome.isTroubleOfTheClient = !(external?.unanswered ?? []).isEmpty
            let stuck = ActionEnd<Value>(
                result: .failure(StageTrouble(words, isMistakeOfTheFile: false)), outcome: outcome, moment: clock.now)
            end.prefer(stuck)
            playing.cancel()
            try await watchdog.waitUntilStuck { clock.progress }
            end.give(stuck)
        }
        let ended = await withTaskCancellationHandler {
            await end.value
        } onCancel: {
            playing.cancel()
        }
        watching.cancel()
        return ended
    }

    /// Says that nothing moves, and everything that is open.
    private func standstill() -> String {
        let standing = clock.standing
        let exchanges = standing.exchanges.sorted { $0.key < $1.key }.map { id, place in
            let exchange = network.exchange(id)
            let name = exchange.map { "\($0.kind) of \($0.party)" } ?? "an exchange of nobody"
            return "\(name) (\(Self.words(for: place)))"
        }
        let parts = [
            ("calls", standing.calls), ("exchanges", exchanges),
            ("waiting for time", standing.sleepers.map { (clock.origin + $0.elapsed).iso8601 }),
            ("waiting for their turn", standing.waitingParties.map { "action \($0)" }),
        ]
        if let waiting = external?.unanswered, !waiting.isEmpty {
            return "The client is stuck: the machine is idle, nothing has moved, and the client has not answered "
                + "\(waiting.joined(separator: ", "))."
        }
        let open = parts.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
        return "The simulator is stuck: event loops and tasks answer at once, and nothing has moved. "
            + "Open: \(open.isEmpty ? "nothing that the clock knows" : open.joined(separator: "; ")); "
            + "tasks that the clock waits for: \(standing.tokens). This is an error of the simulator: report it with the "
            + "scenario file."
    }

    private static func words(for place: ClockStanding.Place) -> String {
        switch place {
        case .client: "at the client"
        case .server: "at the server"
        case .held: "held by the server"
        case .abandoned: "at the server, given up by the client"
        }
    }
}
