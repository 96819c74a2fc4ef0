import Rules
import ScenarioLanguage
import ScenarioRunner
import Secrets
import Stage
import WorkTime

/// What was done in a demo, as a scenario file that plays it again.
public struct Recording: Sendable {
    /// The file's text.
    public let yaml: String
    /// Which record of the demo it is, from 1: a story that begins anew has one of its own.
    public let number: Int

    init(of scenario: Scenario, _ moments: [Moment], number: Int = 1, redactedBy secrets: SecretBook) {
        self.number = number
        var lines = [
            "# Recorded in a demo of \(scenario.id).",
            "title: \(secrets.redact("Recorded: \(scenario.title)").quotedForYAML)",
            "given:",
        ]
        lines += Self.block(Self.cleaned(scenario.world, by: secrets), indent: 2)
        if !scenario.leaves.entries.isEmpty { lines.append("leaves: \(Self.flow(scenario.leaves))") }
        lines.append("steps:")
        if moments.isEmpty { lines.append("  - note: Nothing was done.") }
        // What a person typed, such as a manifest that was refused, no server has noted; a story names its secrets.
        for moment in moments where moment.isDeed {
            for line in Self.lines(moment, of: scenario, secrets) { secrets.note(secretsOf: line) }
        }
        // A repair is one where something is tried after it.
        let lastTried = moments.lastIndex { !$0.isRepair(in: scenario) } ?? -1
        for (index, moment) in moments.enumerated() {
            let own = Self.lines(moment, of: scenario, secrets).filter { index < lastTried || $0 != "    repair: true" }
            if moment.isDeed {
                lines.append(secrets.redact(own.joined(separator: "\n")))
            } else {
                lines += own
            }
        }
        yaml = lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ moment: Moment, of scenario: Scenario, _ secrets: SecretBook) -> [String] {
        switch moment.kind {
        case .deed(let deed, let replaces):
            var lines = ["  - \(deed.action.name): \(flow(.map(deed.action.arguments)))"]
            if let rule = deed.refusedBy, let failure = deed.failure {
                let because = RuleLedger.all.rule(rule) == nil ? "" : ", because: \(rule.quotedForYAML)"
                lines.append("    expect: { failure: \(failure.rawValue.quotedForYAML)\(because) }")
            }
            // Later steps use what the story's step gives.
            if let replaces { lines += gives(scenario.steps[replaces]).map { "    " + $0 } }
            return lines
        case .step(let index): return lines(scenario.steps[index], secrets)
        case .skip: return []
        }
    }

    private static func lines(_ step: Step, _ secrets: SecretBook) -> [String] {
        func flow(_ value: Value) -> String { Self.flow(cleaned(value, by: secrets)) }
        var fields: [String] = []
        if let id = step.id { fields.append("id: \(id.quotedForYAML)") }
        if let note = step.note { fields.append("note: \(secrets.redact(note).quotedForYAML)") }
        switch step.kind {
        case .action(let name, let arguments): fields.append("\(name): \(flow(arguments))")
        case .again(let id): fields.append("again: \(id.quotedForYAML)")
        case .together(let steps):
            fields.append("together:")
            for inner in steps { fields += lines(inner, secrets).map { "  " + $0 } }
        case .note: break
        }
        if let expectation = step.expectation { fields.append("expect: \(flow(expectation))") }
        if !step.oneOf.isEmpty { fields.append("one_of: \(flow(.list(step.oneOf)))") }
        fields += gives(step)
        if step.repair { fields.append("repair: true") }
        if step.times > 1 { fields.append("repeat: \(step.times)") }
        if let time = step.beginsAfter { fields.append("begins_after: \(time.text)") }
        return fields.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
    }

    private static func gives(_ step: Step) -> [String] {
        guard !step.gives.isEmpty else { return [] }
        let pairs = step.gives.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.quotedForYAML)" }
        return ["gives: { \(pairs.joined(separator: ", ")) }"]
    }

    /// A value whose texts hold no secret; a reference names one and stays.
    private static func cleaned(_ value: Value, by secrets: SecretBook) -> Value {
        switch value {
        case .text(let text): .text(secrets.redact(text))
        case .integer, .boolean, .reference: value
        case .list(let items): .list(items.map { cleaned($0, by: secrets) })
        case .map(let entries):
            .map(entries.map { Value.Entry(secrets.redact($0.key), cleaned($0.value, by: secrets)) })
        }
    }

    /// A map with a line for each of its keys, so that no line is longer than a scenario's may be.
    private static func block(_ value: Value, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return value.entries.flatMap { entry -> [String] in
            let key = margin + entry.key.quotedForYAML + ":"
            guard case .map(let inner) = entry.value, !inner.isEmpty else { return ["\(key) \(flow(entry.value))"] }
            return [key] + block(entry.value, indent: indent + 2)
        }
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

extension Moment {
    /// Whether it is a step of the story that repairs something, or nothing that is played again.
    fileprivate func isRepair(in scenario: Scenario) -> Bool {
        switch kind {
        case .step(let index): scenario.steps[index].repair
        case .skip: true
        case .deed: false
        }
    }

    /// Whether it was done by hand.
    fileprivate var isDeed: Bool {
        if case .deed = kind { true } else { false }
    }
}
