import Crypto
import ScenarioKeys
public import ScenarioLanguage

/// A digest of what a scenario means: its world, its steps and what is expected of them, with presets merged and rows filled in.
///
/// Titles, notes, labels, claims, comments and the layout of the file are no part of it, so that a file can be worded anew
/// and its scenario is still the same.
public struct ScenarioDigest: Hashable, Sendable, CustomStringConvertible {
    /// The digest in hexadecimal digits.
    public let description: String

    /// Digests a scenario.
    public init(of scenario: Scenario) {
        let world = (try? scenario.adoptedWorld()) ?? scenario.world
        let parts = [
            Self.text(of: world), Self.text(of: scenario.leaves), Self.text(of: scenario.steps),
            "known_failing \(scenario.knownFailing != nil) keep_going \(scenario.keepGoing)",
        ]
        description = Self.digest(of: parts.joined(separator: "\n"))
    }

    /// Digests several scenarios, each under its id, in any order.
    public init(of scenarios: [Scenario]) {
        let lines = scenarios.map { "\($0.id) \(ScenarioDigest(of: $0))" }
        description = Self.digest(of: lines.sorted().joined(separator: "\n"))
    }

    private static func digest(of text: String) -> String {
        // Half of the digits: enough that no two scenarios have the same, and a line that can be read.
        SHA256.hash(data: Array(text.utf8)).prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func text(of steps: [Step]) -> String {
        steps.map { step in
            let expected = (step.oneOf + [step.expectation].compactMap { $0 }).map(text(of:)).joined(separator: "|")
            let gives = step.gives.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            let options =
                "id \(step.id ?? "") repair \(step.repair) times \(step.times) after \(step.beginsAfter?.description ?? "")"
            return "\(text(of: step.kind)) expect \(expected) gives \(gives) \(options)"
        }.joined(separator: "\n")
    }

    private static func text(of kind: Step.Kind) -> String {
        switch kind {
        case .action(let name, let arguments): "\(name) \(text(of: arguments))"
        case .again(let id): "again \(id)"
        case .together(let steps): "together [\n\(text(of: steps))\n]"
        // What is written for readers means nothing, but it counts as a step.
        case .note: "note"
        }
    }

    /// A value in one spelling, in which texts and numbers differ and the order of a map's keys does not count.
    private static func text(of value: Value) -> String {
        switch value {
        case .text(let text): "'\(text.utf8.count):\(text)'"
        case .integer(let number): String(number)
        case .boolean(let truth): truth ? "yes" : "no"
        case .reference(let name): "$\(name)"
        case .list(let items): "[\(items.map(text(of:)).joined(separator: ","))]"
        case .map(let entries):
            "{\(entries.sorted { $0.key < $1.key }.map { "\($0.key):\(text(of: $0.value))" }.joined(separator: ","))}"
        }
    }
}
