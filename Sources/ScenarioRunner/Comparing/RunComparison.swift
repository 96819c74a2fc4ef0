import Foundation
import Stage

/// Where two runs of the same scenarios part: for each scenario the first place, and nothing of what follows from it.
public struct RunComparison: Codable, Sendable {
    /// One thing that is not the same.
    public struct Field: Codable, Hashable, Sendable {
        /// What it is: `status`, `request header`, `verdict`.
        public let what: String
        /// In the first run; nil where it is missing there.
        public let first: String?
        /// In the second run.
        public let second: String?
    }

    /// The first place at which two plays of a scenario part.
    public struct Parting: Codable, Hashable, Sendable {
        /// The scenario's id in the first run, else in the second.
        public let scenario: String
        /// The step's number in the file; nil where the whole scenario is meant.
        public let step: Int?
        /// What the step does.
        public let does: String?
        /// The message's place in the step, from 1; nil where messages are the same.
        public let message: Int?
        /// The message in short.
        public let line: String?
        /// What differs there.
        public let fields: [Field]
    }

    /// The version of this form.
    public let schema: Int
    /// How many scenarios are the same in both.
    public let same: Int
    /// The ids that only the first run has.
    public let onlyFirst: [String]
    /// The ids that only the second run has.
    public let onlySecond: [String]
    /// Where the others part, in the order of the ids.
    public let partings: [Parting]

    private enum CodingKeys: String, CodingKey {
        case schema, same, partings
        case onlyFirst = "only_first"
        case onlySecond = "only_second"
    }

    /// Whether nothing differs.
    public var isSame: Bool { onlyFirst.isEmpty && onlySecond.isEmpty && partings.isEmpty }

    /// Compares two runs; where each is one scenario, these two, whatever they are called.
    public init(_ first: [ScenarioResult], _ second: [ScenarioResult]) {
        schema = 1
        let others = Dictionary(second.map { ($0.id, $0) }) { first, _ in first }
        var pairs = first.compactMap { result in others[result.id].map { (result, $0) } }
        if pairs.isEmpty, first.count == 1, second.count == 1 { pairs = [(first[0], second[0])] }
        let known = Set(pairs.flatMap { [$0.0.id, $0.1.id] })
        onlyFirst = first.map(\.id).filter { !known.contains($0) }
        onlySecond = second.map(\.id).filter { !known.contains($0) }
        partings = pairs.compactMap { Self.parting($0.0, $0.1) }
        same = pairs.count - partings.count
    }

    /// The first place at which two results part; nil where they are the same.
    public static func parting(_ first: ScenarioResult, _ second: ScenarioResult) -> Parting? {
        for index in 0..<max(first.steps.count, second.steps.count) {
            let (one, other) = (first.steps[safe: index], second.steps[safe: index])
            if let found = parting(first.id, one, other) { return found }
        }
        let fields = differences([
            ("verdict", first.verdict.rawValue, second.verdict.rawValue), ("reason", first.reason, second.reason),
            ("check", text(first.findings), text(second.findings)),
        ])
        guard !fields.isEmpty else { return nil }
        return Parting(scenario: first.id, step: nil, does: nil, message: nil, line: nil, fields: fields)
    }

    private static func text(_ findings: [ScenarioFinding]) -> String? {
        findings.isEmpty ? nil : findings.map { "\($0.check): \($0.detail)" }.joined(separator: "; ")
    }

    private static func parting(_ id: String, _ one: StepResult?, _ other: StepResult?) -> Parting? {
        let step = one ?? other
        func parting(_ fields: [Field], message: Int? = nil, _ line: JournalLine? = nil) -> Parting {
            Parting(
                scenario: id, step: step?.number, does: step?.does, message: message,
                line: line.map { $0.what.isEmpty ? $0.detail : $0.what }, fields: fields)
        }
        guard let one, let other else {
            return parting([Field(what: "step", first: one?.does, second: other?.does)])
        }
        // What was asked to be done comes first, then what went over the wire, then what came of it.
        let asked = differences([("step", one.does, other.does)])
        if !asked.isEmpty { return parting(asked) }
        for place in 0..<max(one.journal.count, other.journal.count) {
            let (line, twin) = (one.journal[safe: place], other.journal[safe: place])
            let fields = differences(line, twin)
            if !fields.isEmpty { return parting(fields, message: place + 1, line ?? twin) }
        }
        let came = differences([
            ("verdict", one.verdict.rawValue, other.verdict.rawValue), ("outcome", one.seen, other.seen),
            ("rule", one.rule, other.rule), ("message", one.message, other.message),
            ("time passed", one.elapsed, other.elapsed), ("expected", one.expected, other.expected),
        ])
        return came.isEmpty ? nil : parting(came)
    }

    private static func differences(_ one: JournalLine?, _ other: JournalLine?) -> [Field] {
        guard let one, let other else {
            return [Field(what: "message", first: one.map(summary), second: other.map(summary))]
        }
        guard one != other else { return [] }
        return differences([
            ("party", one.party, other.party), ("server", one.server, other.server), ("layer", one.kind, other.kind),
            ("request", one.what, other.what), ("time", one.date, other.date),
            (
                "request headers", one.request?.headers.joined(separator: "\n"),
                other.request?.headers.joined(separator: "\n")
            ),
            ("request body", one.request?.body, other.request?.body),
            ("digest of the whole request body", one.request?.digest, other.request?.digest),
            ("status", one.status.map(String.init), other.status.map(String.init)), ("error", one.error, other.error),
            ("rule", one.rule, other.rule), ("what happened", one.detail, other.detail),
            (
                "response headers", one.response?.headers.joined(separator: "\n"),
                other.response?.headers.joined(separator: "\n")
            ),
            ("response body", one.response?.body, other.response?.body),
            ("digest of the whole response body", one.response?.digest, other.response?.digest),
            ("changes", text(one.changes), text(other.changes)),
        ])
    }

    private static func summary(_ line: JournalLine) -> String {
        [line.party, "to", line.server, line.what, line.status.map(String.init), line.rule].compactMap { $0 }
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func text(_ changes: [JournalChange]?) -> String? {
        changes?.map { "\($0.path): \($0.before ?? "nothing") -> \($0.after ?? "nothing")" }.joined(separator: "; ")
    }

    private static func differences(_ values: [(String, String?, String?)]) -> [Field] {
        values.filter { $0.1 != $0.2 }.map { Field(what: $0.0, first: $0.1, second: $0.2) }
    }
}

extension Array {
    /// The element at a place, or nil beyond the end.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension RunComparison.Parting {
    /// It told to a person, on lines.
    public var lines: [String] {
        var place = "parts at the end"
        if let step { place = "parts in step \(step)" + (does.map { ": \($0)" } ?? "") }
        if let message { place += "\n  message \(message)" + (line.map { ": \($0)" } ?? "") }
        var lines = ["\(scenario) \(place)"]
        for field in fields {
            lines.append("    \(field.what)")
            let (one, other) = Self.reduced(field)
            lines.append("      first   \(one)")
            lines.append("      second  \(other)")
        }
        return lines
    }

    /// A text's lines; JSON is laid out, so that of a long body the part that differs is told.
    private static func lines(of text: String) -> [Substring] {
        guard let first = text.first, "{[".contains(first),
            let value = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8))
        else { return text.split(separator: "\n") }
        let encoder = JSONEncoder.results
        encoder.outputFormatting.insert(.prettyPrinted)
        let data = (try? encoder.encode(value)) ?? Data(text.utf8)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map { $0.drop { $0 == " " } }
    }

    /// Of texts with several lines, those that differ.
    private static func reduced(_ field: RunComparison.Field) -> (String, String) {
        guard let first = field.first, let second = field.second else {
            return (field.first ?? "nothing", field.second ?? "nothing")
        }
        let (one, other) = (lines(of: first), lines(of: second))
        guard one.count > 1 || other.count > 1 else { return (first, second) }
        func text(_ lines: [Substring], without others: [Substring]) -> String {
            let rest = lines.filter { !others.contains($0) }
            return rest.isEmpty ? "nothing more" : rest.joined(separator: " | ")
        }
        return (text(one, without: other), text(other, without: one))
    }
}
