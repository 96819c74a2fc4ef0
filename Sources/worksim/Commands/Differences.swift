import ArgumentParser
import Markup
import Rules
import ScenarioRunner
import WorkServer

/// Prints how a simulated server differs from a real one, as far as that is known.
struct Differences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "differences",
        abstract: "Print, by area, which behavior is documented, observed, assumed or missing.",
        discussion: """
            What is assumed has a switch: `assume:` in a scenario, or `--assume` of `worksim serve`, plays another reading.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print Markdown, as the page of the docs.")
    var markdown = false

    /// How well the rules of an area are known.
    struct Area: Encodable {
        let name: String
        let documented: Int
        let observed: Int
        /// The rules that are our reading, each with the switches that change it.
        let assumed: [Rule]
    }

    private struct Sheet: Encodable {
        let schema = 1
        let areas: [Area]
        let switches: [SwitchDescription]
        let served: [String]
        let missing: [KnownPath]
        let limits = KnownLimit.all
    }

    func run() throws {
        let catalogue = RuleLedger.all.catalogue
        let areas = Dictionary(grouping: catalogue.rules) { String($0.id.prefix { $0 != "." }) }
            .sorted { $0.key < $1.key }
            .map { name, rules in
                Area(
                    name: name, documented: rules.count(where: { $0.evidence == .documented }),
                    observed: rules.count(where: { $0.evidence == .observed }),
                    assumed: rules.filter { $0.evidence == .assumed })
            }
        let missing = KnownPaths.missing
        guard !json else {
            return try Console.standard.write(
                json: Sheet(
                    areas: areas, switches: catalogue.switches, served: KnownPaths.served, missing: missing))
        }
        if markdown {
            return Console.standard.write(
                document: DifferencesPage(areas: areas, catalogue: catalogue, missing: missing).text + "\n")
        }
        for area in areas {
            Console.standard.write(
                "\(area.name): \(area.documented) rules documented, \(area.observed) observed, \(area.assumed.count) assumed"
            )
            for rule in area.assumed {
                Console.standard.write("  \(rule.id): \(rule.decides)")
                Console.standard.write("    why: \(rule.source)", .quiet)
                for name in rule.switches {
                    guard let question = catalogue.switch(name) else { continue }
                    let readings = question.values.map(\.name).joined(separator: ", ")
                    Console.standard.write("    switch \(name): \(readings)", .quiet)
                }
            }
        }
        Console.standard.write("\npaths: \(KnownPaths.served.count) served, \(missing.count) known and missing")
        for path in missing {
            Console.standard.write("  \(path.method) \(path.path)\n    \(path.evidence.rawValue): \(path.note)")
        }
        Console.standard.write("\nserved, and simpler than a real server: \(KnownLimit.all.count)")
        for limit in KnownLimit.all {
            Console.standard.write("  \(limit.about)\n    \(limit.evidence.rawValue): \(limit.here)")
        }
    }
}
