import Foundation
import Secrets
import Synchronization
import WorkTime

/// Drives a client in a process of its own by JSON Lines, and keeps the clock's books for it.
final class ExternalDriver: IntegrationDriver {
    private struct State {
        var process: ClientProcess?
        var hello: ClientHello?
        var lastID = 0
        /// The requests under way, with the action that each belongs to.
        var requests: [Int: (request: ClientRequest.Name, action: Int, answer: FirstValue<ClientOutcome>)] = [:]
        /// The waits under way, by the driver's ids.
        var waits: [Int: Task<Void, Never>] = [:]
        /// The tokens that the client holds beside the one of each request.
        var tokens = 0
        var failure: String?
        var isEnding = false
    }

    let program: ClientProgram
    let gateway: ClientGateway
    private let clock: VirtualClock
    private let calendar: PartyClock
    private let secrets: SecretBook
    private let actions: Actions
    private let state: Mutex<State>
    private let introduced = FirstValue<Result<ClientHello, ClientError>>()
    private let begun = FirstValue<Result<Void, ClientError>>()
    /// The process once it is known here; what it writes may come before.
    private let started = FirstValue<ClientProcess?>()

    init(_ program: ClientProgram, party: StageParty, calendar: PartyClock, clock: VirtualClock, secrets: SecretBook) {
        self.program = program
        self.clock = clock
        self.calendar = calendar
        self.secrets = secrets
        state = Mutex(State())
        let actions = Actions()
        self.actions = actions
        gateway = ClientGateway(party: party, clock: clock) { actions.action(of: $0) }
    }

    // MARK: Start and end

    /// Starts the program and reads its introduction.
    ///
    /// - Returns: the introduction, and the URL of the gateway.
    /// - Throws: `ClientError` where there is none.
    func start() async throws -> (hello: ClientHello, gateway: String) {
        let url = try await gateway.start()
        let process: ClientProcess
        do {
            process = try await ClientProcess(program.command) { [weak self] in self?.noted($0) }
        } catch {
            started.give(nil)
            throw ClientError(words: "The client '\(program.command)' cannot be started: \(error)")
        }
        state.withLock { $0.process = process }
        started.give(process)
        let hello = try await limited("introduce itself by 'hello'") { await self.introduced.value }.get()
        gateway.giveUp(after: hello.giveUpLimit)
        return (hello, url)
    }

    /// Has the client set up a world.
    func begin(in world: ClientWorld) async throws {
        send(.begin(.init(world: world)))
        try await limited("answer 'begin' by 'begun'") { await self.begun.value }.get()
    }

    /// The moment as the client's calendar has it.
    var moment: ClientMoment { ClientMoment(calendar) }

    /// Ends the process and the gateway.
    func stop() async {
        let (process, waits) = state.withLock { state in
            state.isEnding = true
            return (state.process, state.waits)
        }
        for wait in waits.values { wait.cancel() }
        send(.end)
        await process?.stop()
        await gateway.stop()
    }

    // MARK: Requests

    func hello() async -> ClientHello { introduction ?? ClientHello(name: program.command) }

    /// The introduction; `nil` before it.
    var introduction: ClientHello? { state.withLock { $0.hello } }

    /// The addresses outside of this machine to which sockets of the client lead at this moment.
    var outsideAddresses: [String] { state.withLock { $0.process }?.outsideAddresses ?? [] }

    /// The names of the requests that the client works on.
    var unanswered: [String] {
        state.withLock { state in state.requests.sorted { $0.key < $1.key }.map(\.value.request.rawValue) }
    }

    func perform(_ request: ClientRequest) async -> ClientOutcome {
        let action = StageNetwork.action
        let answer = FirstValue<ClientOutcome>()
        let begun: Result<Int, any Error> = state.withLock { state in
            guard let hello = state.hello else { return .failure(ClientError(words: "the client has not begun")) }
            if let failure = state.failure { return .failure(ClientError(words: failure)) }
            guard hello.operations.contains(request.name) else {
                return .failure(
                    StageUntested(reason: "the client '\(hello.name)' does not offer \(request.name.rawValue)"))
            }
            guard hello.isConcurrent || state.requests.isEmpty else {
                return .failure(StageUntested(reason: "the client '\(hello.name)' does one thing at a time"))
            }
            state.lastID += 1
            state.requests[state.lastID] = (request.name, action, answer)
            return .success(state.lastID)
        }
        let id: Int
        do {
            id = try begun.get()
        } catch let untested as StageUntested {
            return .untested(untested.reason)
        } catch {
            return .troubled((error as? ClientError)?.words ?? "\(error)")
        }
        actions.begin(id, action: action)
        defer { actions.end(id) }
        send(.request(.init(id: id, now: moment, request: request)))
        // In a world with a virtual clock the watchdog calls a client stuck; nobody watches the set-up.
        let isLimited = introduction?.clock == .real || action == 0
        let limit = isLimited ? limitTask("answer \(request.name.rawValue)") : nil
        defer { limit?.cancel() }
        return await withTaskCancellationHandler {
            await answer.value
        } onCancel: {
            fail("The client did not answer \(request.name.rawValue) before the run went on.")
        }
    }

    private func limitTask(_ what: String) -> Task<Void, Never> {
        let limit = program.limit
        return RealTimeLimit.after(limit) { [weak self] in
            self?.fail("The client did not \(what) within \(limit.text) of real time (--client-timeout).")
        }
    }

    private func limited<Value: Sendable>(_ what: String, _ body: @Sendable () async -> Value) async -> Value {
        let limit = limitTask(what)
        defer { limit.cancel() }
        return await body()
    }

    private func send(_ message: RunnerMessage) {
        guard let line = try? ProtocolLine.encode(message) else { return }
        state.withLock { $0.process }?.write(line)
    }

    // MARK: What the client writes

    private func noted(_ event: ClientProcess.Event) {
        clock.noteProgress()
        switch event {
        case .lineTooLong: fail("The client wrote a line of more than \(ProtocolLine.longest >> 20) MiB.")
        case .ended:
            guard !state.withLock({ $0.isEnding }) else { return }
            Task {
                let how = await started.value?.ending()
                let open = unanswered
                let before =
                    open.isEmpty ? "before it was asked to" : "before it answered \(open.joined(separator: ", "))"
                fail("The client ended \(before)\(how.map { " (\($0))" } ?? ", or closed its standard output").")
            }
        case .line(let line):
            do throws(ProtocolError) {
                received(try ProtocolLine.decode(DriverMessage.self, from: line))
            } catch {
                let shown = String(decoding: line.prefix(200), as: UTF8.self) + (line.count > 200 ? "…" : "")
                fail(
                    "The client wrote a line that is not a message of the driver protocol: \(error.words). The line: \(shown)"
                )
            }
        }
    }

    private func received(_ message: DriverMessage) {
        switch message {
        case .hello(let hello):
            let isFirst = state.withLock { state in
                defer { state.hello = state.hello ?? hello }
                return state.hello == nil
            }
            guard isFirst else { return fail("The client introduced itself by 'hello' twice.") }
            program.introductions.note(hello)
            introduced.give(.success(hello))
        case .begun(let end):
            begun.give(
                end.trouble.map { .failure(ClientError(words: "The client cannot begin: \($0)")) } ?? .success(()))
        case .answer(let answer):
            guard let slot = state.withLock({ $0.requests.removeValue(forKey: answer.id) }) else {
                return fail("The client answered request \(answer.id), which is not under way.")
            }
            slot.answer.give(answer.outcome)
        case .now(let asked): send(.now(.init(id: asked.id, now: moment)))
        case .sleep(let sleep):
            wait(sleep.id) { [clock] in
                try await clock.sleep(until: WorkInstant(elapsed: .nanoseconds(sleep.until)))
            } ended: { [self] isCancelled in
                send(.wake(.init(id: sleep.id, now: moment, cancelled: isCancelled)))
            }
        case .turn(let turn):
            let action = actions.action(of: turn.request)
            wait(turn.id) { [clock] in
                await VirtualClock.$party.withValue(action) { await clock.awaitTurn() }
            } ended: { [self] _ in
                send(.turn(.init(id: turn.id, now: moment)))
            }
        case .cancel(let asked): state.withLock { $0.waits[asked.id] }?.cancel()
        case .take:
            guard
                state.withLock({ state in
                    guard state.failure == nil else { return false }
                    state.tokens += 1
                    return true
                })
            else { return }
            clock.takeToken()
        case .give: give()
        case .ended(let end): gateway.end(end.exchange)
        case .secret(let noted): secrets.note(noted.value, as: noted.name)
        }
    }

    /// Waits for the client by the clock, which takes its token meanwhile.
    private func wait(
        _ id: Int, for body: @escaping @Sendable () async throws -> Void, ended: @escaping @Sendable (Bool) -> Void
    ) {
        let problem: String? = state.withLock { books in
            guard books.failure == nil, !books.isEnding else { return "" }
            guard books.waits[id] == nil else { return "The client used the id \(id) for two waits at once." }
            guard books.tokens + books.requests.count > 0 else { return Self.noToken }
            books.tokens -= 1
            // It is entered before the task can take it away: both happen under the lock.
            books.waits[id] = Task { [self] in
                let isCancelled = (try? await body()) == nil
                if goesOn(after: id) { ended(isCancelled) }
            }
            return nil
        }
        if let problem, !problem.isEmpty { fail(problem) }
    }

    /// Takes a wait from the books; returns whether the client goes on with the token of it.
    private func goesOn(after wait: Int) -> Bool {
        state.withLock { books in
            books.waits[wait] = nil
            guard books.failure == nil, !books.isEnding else { return false }
            books.tokens += 1
            return true
        }
    }

    private func give() {
        let problem: String? = state.withLock { state in
            guard state.failure == nil else { return "" }
            guard state.tokens + state.requests.count > 0 else { return Self.noToken }
            state.tokens -= 1
            return nil
        }
        guard let problem else { return clock.returnToken() }
        if !problem.isEmpty { fail(problem) }
    }

    private static let noToken =
        "The client waited, or gave a token back, although nothing of it was under way: 'sleep', 'turn' and 'give' belong to a request."

    // MARK: Failure

    /// Ends the client for what it did wrong; every request that is under way and every later one says so.
    private func fail(_ words: String) {
        let taken = state.withLock { state -> (State, String)? in
            guard state.failure == nil, !state.isEnding else { return nil }
            let errors = state.process?.lastErrors ?? ""
            let all = secrets.redactAll(
                words
                    + (errors.isEmpty
                        ? " It wrote nothing on its standard error." : " Its standard error ends with:\n\(errors)"))
            state.failure = all
            defer { state.requests = [:] }
            return (state, all)
        }
        guard let (before, all) = taken else { return }
        before.process?.kill()
        // An exchange that a server keeps silent on has the token of its request: it comes back first.
        gateway.endAll()
        // What sleeps wakes with its token, which belongs to the client still.
        for wait in before.waits.values { wait.cancel() }
        for _ in 0..<max(0, before.tokens + before.waits.count) { clock.returnToken() }
        introduced.give(.failure(ClientError(words: all)))
        begun.give(.failure(ClientError(words: all)))
        for request in before.requests.values { request.answer.give(.troubled(all)) }
    }
}
