import Markup
import ScenarioRunner

extension Exploration {
    /// Says what came of each scenario, and how a failing play is repeated.
    func show(on console: Console, plays: Int, command: String) {
        for one in explored {
            guard let seed = one.failing.first, let failure = one.failure else {
                console.write("pass  \(one.id): no play of \(plays) fails")
                continue
            }
            console.write(
                ["fail  \(one.id): \(one.failing.count) of \(plays) plays, the first with seed \(seed)"]
                    + RedStory(failure).lines.dropFirst().map { "  \($0)" }
                    + ["  repeat it: worksim run \(command) --filter '\(one.id)' --seed \(seed)"],
                first: .bad)
        }
        let (total, failed) = (explored.count, failing.count)
        let scenarios: VisibleText = "scenario\(total == 1 ? "" : "s") with steps played together"
        console.write(
            failed == 0
                ? "\(total) \(scenarios): no order of \(plays) plays makes one fail"
                : "\(failed) of \(total) \(scenarios) fail\(failed == 1 ? "s" : "") under some order",
            failed == 0 ? .good : .bad)
    }
}
