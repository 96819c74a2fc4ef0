import Markup
import ScenarioRunner
import Synchronization
import WorkTime

/// Tells a person how far a run has come: a line that changes on a terminal, nothing in a pipe.
final class Progress: Sendable {
    private struct Counts {
        var done = 0
        var red = 0
    }

    private let counts = Mutex(Counts())
    private let total: Int
    private let console: Console
    private let clock = SystemClock()
    private let start: WorkInstant

    init(total: Int, console: Console) {
        self.total = total
        self.console = console
        start = clock.now
    }

    /// Takes in one scenario that has ended.
    func note(_ played: ScenarioRun.Played) {
        counts.withLock { counts in
            counts.done += 1
            if played.result.verdict.isRed { counts.red += 1 }
        }
    }

    /// Renews the line until it is cancelled, and takes it away then.
    func tick() async {
        guard console.isTerminal else { return }
        while (try? await clock.sleep(until: clock.now.advanced(by: .milliseconds(200)), tolerance: nil)) != nil {
            let counts = counts.withLock { $0 }
            let seconds = Int(start.duration(to: clock.now) / .seconds(1))
            let red: VisibleText = counts.red > 0 ? ", \(counts.red) red" : ""
            console.show(status: "\(counts.done) of \(total) played\(red), \(seconds) s")
        }
        console.show(status: "")
    }
}
