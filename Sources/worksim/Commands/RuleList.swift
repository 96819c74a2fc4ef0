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

    private struct Sheet: Encodable {
        let schema = 1
        let rules: [Rule]
        let switches: [SwitchDescription]
    }

    func run() throws {
        let catalogue = RuleLedger.all.catalogue
        guard !json else {
            return try Console.standard.write(json: Sheet(rules: catalogue.rules, switches: catalogue.switches))
        }
        for rule in catalogue.rules {
            Console.standard.write("\(rule.id)\n  \(rule.decides)\n  \(rule.answer)")
            Console.standard.write("  \(rule.evidence.rawValue): \(rule.source)", .quiet)
        }
        for question in catalogue.switches {
            Console.standard.write("\nswitch \(question.id)\n  \(question.question)")
            for value in question.values { Console.standard.write("  \(value.name): \(value.means)") }
        }
    }
}
