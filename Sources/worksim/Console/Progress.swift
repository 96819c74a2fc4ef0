import ScenarioRunner
import Synchronization
import WorkTime

/// Tells how far a run has come: reds at once, everything if asked, else a line now and then.
final class Progress: Sendable {
    private let done = Mutex(0)
    private let total: Int
    private let isVerbose: Bool
    private let console: Console

    init(total: Int, isVerbose: Bool, console: Console) {
        self.total = total
        self.isVerbose = isVerbose
        self.console = console
    }

    /// Takes in one scenario that has ended.
    func note(_ played: ScenarioRun.Played) {
        done.withLock { $0 += 1 }
        let result = played.result
        guard isVerbose || result.verdict.isRed else { return }
        let cost = isVerbose ? "  \(Int(played.milliseconds.rounded())) ms" : ""
        var lines = ["\(result.verdict.rawValue)  \(result.id)\(cost)"]
        if isVerbose { lines += result.steps.map(Self.line) }
        // In one go: scenarios that end at the same time do not mix their lines.
        console.write(lines, first: result.verdict.isRed ? .bad : .good)
    }

    private static func line(of step: StepResult) -> String {
        let end = step.seen.map { " -> \($0)" } ?? (step.note.map { " \($0)" } ?? "")
        let what = step.verdict == .pass ? "" : "\(step.verdict.rawValue) "
        return "      \(step.number)  \(what)\(step.does)\(end)"
    }

    /// Writes a line every one and a half seconds until it is cancelled.
    func tick() async {
        let clock = SystemClock()
        while (try? await clock.sleep(until: clock.now.advanced(by: .milliseconds(1500)), tolerance: nil)) != nil {
            console.write("\(done.withLock { $0 }) of \(total) played", .quiet)
        }
    }
}
