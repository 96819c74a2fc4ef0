import Foundation
import Synchronization
import WorkTime

/// The driver's end of the protocol: reads the runner's lines on a thread of its own, and writes lines in order.
final class RunnerLink: Sendable {
    private struct State {
        var lastID = 0
        var questions: [Int: Question] = [:]
        var waits: [Int: CheckedContinuation<Bool, Never>] = [:]
        var calendar: PartyClock?
    }

    /// A question whose asker blocks: a clock is read where nothing can be awaited.
    private final class Question: Sendable {
        let semaphore = DispatchSemaphore(value: 0)
        let moment = Mutex<ClientMoment?>(nil)
    }

    private let state = Mutex(State())
    private let output = Mutex(FileHandle.standardOutput)

    /// Has the calendar follow what the runner says of it.
    func follow(_ calendar: PartyClock) { state.withLock { $0.calendar = calendar } }

    /// Writes a line; a runner that has gone ends the program by the end of its input.
    func send(_ message: DriverMessage) {
        guard let line = try? ProtocolLine.encode(message) else { return }
        output.withLock { try? $0.write(contentsOf: line) }
    }

    /// The time, which the runner alone knows.
    func now() -> ClientMoment? {
        let question = Question()
        send(
            .now(
                .init(
                    id: state.withLock { state in
                        state.lastID += 1
                        state.questions[state.lastID] = question
                        return state.lastID
                    })))
        question.semaphore.wait()
        return question.moment.withLock { $0 }
    }

    /// Waits for the answer to a message that bears the id; returns whether the wait was cancelled.
    func wait(_ message: (Int) -> DriverMessage) async -> Bool {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let message = message(id)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.waits[id] = continuation }
                send(message)
                // Cancelled before it was sent: the runner knows the wait by now.
                if Task.isCancelled { send(.cancel(.init(id: id))) }
            }
        } onCancel: {
            // One that is not sent yet is cancelled right after.
            if state.withLock({ $0.waits[id] != nil }) { send(.cancel(.init(id: id))) }
        }
    }

    /// Reads lines until the input ends; requests and the beginning go to `handle`.
    func read(_ handle: (RunnerMessage) -> Void) throws {
        while let line = readLine() {
            guard !line.isEmpty else { continue }
            let message: RunnerMessage
            do {
                message = try ProtocolLine.decode(RunnerMessage.self, from: Data(line.utf8))
            } catch {
                throw DriverFailure(
                    words: "a line of the runner is not a message of the driver protocol: \(error.words)")
            }
            switch message {
            case .now(let answer):
                note(answer.now)
                guard let question = state.withLock({ $0.questions.removeValue(forKey: answer.id) }) else { continue }
                question.moment.withLock { $0 = answer.now }
                question.semaphore.signal()
            case .wake(let woken): resume(woken.id, woken.now, isCancelled: woken.cancelled)
            case .turn(let answer): resume(answer.id, answer.now, isCancelled: false)
            case .end: return
            case .begin(let begin):
                note(begin.world.now)
                handle(message)
            case .request(let request):
                note(request.now)
                handle(message)
            }
        }
    }

    private func resume(_ id: Int, _ now: ClientMoment, isCancelled: Bool) {
        note(now)
        state.withLock { $0.waits.removeValue(forKey: id) }?.resume(returning: isCancelled)
    }

    /// Sets the calendar by a moment: the runner may have a scenario move it.
    private func note(_ moment: ClientMoment) {
        guard let calendar = state.withLock({ $0.calendar }) else { return }
        let right = calendar.clock.origin.sinceEpoch + .nanoseconds(moment.elapsed)
        calendar.skew = .nanoseconds(moment.unix) - right
    }
}

/// Why a driver ends.
package struct DriverFailure: Error, CustomStringConvertible {
    let words: String
    /// What went wrong, in words.
    package var description: String { words }
}
