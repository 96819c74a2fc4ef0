import Rules
import ScenarioLanguage
import Secrets
import Stage

/// What was done in a demo, as a scenario file that plays it again.
public struct Recording: Sendable {
    /// The file's text.
    public let yaml: String

    init(of scenario: Scenario, _ moments: [Moment], redactedBy secrets: SecretBook) {
        var lines = [
            "# Recorded in a demo of \(scenario.id).", "title: \("Recorded: \(scenario.title)".quotedForYAML)",
            "given:",
        ]
        for entry in scenario.world.entries { lines.append("  \(entry.key): \(Self.flow(entry.value))") }
        if !scenario.leaves.entries.isEmpty { lines.append("leaves: \(Self.flow(scenario.leaves))") }
        lines.append("steps:")
        if moments.isEmpty { lines.append("  - note: Nothing was done.") }
        for moment in moments { lines += Self.lines(moment, of: scenario) }
        // What a person typed, such as a manifest that was refused, no server has noted.
        for line in lines { secrets.note(secretsOf: line) }
        yaml = secrets.redact(lines.joined(separator: "\n") + "\n")
    }

    private static func lines(_ moment: Moment, of scenario: Scenario) -> [String] {
        switch moment.kind {
        case .deed(let deed, _):
            var lines = ["  - \(deed.action.name): \(flow(.map(deed.action.arguments)))"]
            if let rule = deed.refusedBy, let failure = deed.failure {
                lines.append(
                    "    expect: { failure: \(failure.rawValue.quotedForYAML), because: \(rule.quotedForYAML) }")
            }
            return lines
        case .step(let index): return lines(scenario.steps[index])
        case .skip: return []
        }
    }

    private static func lines(_ step: Step) -> [String] {
        var fields: [String] = []
        if let id = step.id { fields.append("id: \(id.quotedForYAML)") }
        if let note = step.note { fields.append("note: \(note.quotedForYAML)") }
        switch step.kind {
        case .action(let name, let arguments): fields.append("\(name): \(flow(arguments))")
        case .again(let id): fields.append("again: \(id.quotedForYAML)")
        case .together(let steps):
            fields.append("together:")
            for inner in steps { fields += lines(inner).map { "  " + $0 } }
        case .note: break
        }
        if let expectation = step.expectation { fields.append("expect: \(flow(expectation))") }
        if !step.oneOf.isEmpty { fields.append("one_of: \(flow(.list(step.oneOf)))") }
        if !step.gives.isEmpty {
            let pairs = step.gives.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            fields.append("gives: { \(pairs.joined(separator: ", ")) }")
        }
        if step.repair { fields.append("repair: true") }
        if step.times > 1 { fields.append("repeat: \(step.times)") }
        if let time = step.beginsAfter { fields.append("begins_after: \(time.text)") }
        return fields.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
    }

    // MARK: YAML in one line, which is JSON but for references

    private static func flow(_ value: Value) -> String {
        switch value {
        case .text(let text): text.dollarsEscaped.quotedForYAML
        case .integer(let number): String(number)
        case .boolean(let truth): truth ? "true" : "false"
        case .reference(let name): "$" + name
        case .list(let items): "[\(items.map { flow($0) }.joined(separator: ", "))]"
        case .map(let entries):
            "{ \(entries.map { "\($0.key.quotedForYAML): \(flow($0.value))" }.joined(separator: ", ")) }"
        }
    }

    private static func flow(_ value: JSON) -> String {
        if let reference = value.secretReference { return "$" + reference }
        return switch value {
        case .text(let text): text.dollarsEscaped.quotedForYAML
        case .number(let number): String(number)
        case .truth(let truth): truth ? "true" : "false"
        case .list(let items): "[\(items.map { flow($0) }.joined(separator: ", "))]"
        case .map(let map):
            "{ \(map.sorted { $0.key < $1.key }.map { "\($0.key.quotedForYAML): \(flow($0.value))" }.joined(separator: ", ")) }"
        }
    }
}
