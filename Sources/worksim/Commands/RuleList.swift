import ArgumentParser
import Markup
import Rules
import ScenarioRunner

/// Prints all rules.
struct RuleList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Print every rule of server, client and network with its evidence, and every switch.")

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var like: LikeOption

    private struct Sheet: Encodable {
        let schema = 1
        let rules: [Rule]
        let switches: [SwitchDescription]
        /// The readings that were observed, by switch; nil where no observation is named.
        let observed: [String: String]?
    }

    func run() throws {
        let catalogue = RuleLedger.all.catalogue
        let observed = try like.readings()
        guard !json else {
            return try Console.standard.write(
                json:
                    Sheet(
                        rules: catalogue.rules, switches: catalogue.switches,
                        observed: like.like == nil ? nil : observed))
        }
        for rule in catalogue.rules {
            Console.standard.write("\(rule.id)\n  \(rule.decides)\n  \(rule.answer)")
            Console.standard.write("  \(rule.evidence.rawValue): \(rule.source)", .quiet)
            for id in rule.switches {
                if let reading = observed[id] { Console.standard.write("  observed here: \(id): \(reading)", .good) }
            }
        }
        for question in catalogue.switches {
            Console.standard.write("\nswitch \(question.id)\n  \(question.question)")
            for value in question.values {
                let mark = observed[question.id] == value.name ? " (observed here)" : ""
                Console.standard.write("  \(value.name): \(value.means)\(mark)")
            }
            if let probe = question.probe {
                let calls = probe.calls.map(\.label).joined(separator: ", ")
                Console.standard.write("  told by: \(calls.isEmpty ? "an answer that throttles" : calls)", .quiet)
            }
            if let reason = question.withoutProbe { Console.standard.write("  no probe: \(reason)", .quiet) }
        }
    }
}
