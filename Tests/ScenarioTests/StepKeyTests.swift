import Foundation
import ScenarioLanguage
import ScenarioRunner
import Stage
import Testing
import WorkTime

/// Every key of every step is read: in some scenario another value of it, or none, makes another outcome.
@Suite struct `A key of a step` {
    private static let scenarios = `Scenarios`.suite.scenarios
        .sorted { ($0.steps.count, $0.id) < ($1.steps.count, $1.id) }

    /// The keys, with the sentence that says why no value changes an outcome, where that is so.
    private static let keys = StepRegistry.standard.records.flatMap { step in
        step.fields.map { (step: step.topic, field: $0) }
    }

    /// It plays hundreds of parts of scenarios, so that only `make steady` runs it.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["WORKSIM_THOROUGH"] != nil))
    func `changes an outcome, or its declaration says why it cannot`() async {
        let results = Dictionary(await `Scenarios`.results().map { ($0.id, $0) }) { first, _ in first }
        let silent = await withTaskGroup(of: String?.self) { group in
            for (step, field) in Self.keys where field.unseen == nil {
                group.addTask { await Self.isSeen(field, of: step, results) ? nil : "\(step).\(field.name)" }
            }
            return await group.reduce(into: [String]()) { names, name in if let name { names.append(name) } }
        }
        #expect(silent.sorted() == [], "no scenario shows what these keys do")
    }

    @Test func `that no outcome shows says why in a sentence`() {
        for (step, field) in Self.keys {
            guard let reason = field.unseen else { continue }
            #expect(reason.hasSuffix(".") && reason.split(separator: " ").count > 4, "\(step).\(field.name)")
        }
    }

    /// Whether one of the shortest scenarios that name the key comes out in another way with another value, or without it.
    ///
    /// Mostly the step itself does; only where it does not, the steps after it are played as well.
    private static func isSeen(_ field: Field, of step: String, _ results: [String: ScenarioResult]) async -> Bool {
        // Two rows of a matrix say no less than all of them.
        let named = Dictionary(grouping: scenarios.filter { $0.place(of: field, in: step) != nil }, by: \.fileID).values
            .flatMap { $0.prefix(2) }.sorted { ($0.steps.count, $0.id) < ($1.steps.count, $1.id) }
        for scenario in named.prefix(8) {
            guard let right = results[scenario.id], let place = scenario.place(of: field, in: step),
                let arguments = scenario.steps[place].arguments(of: step)
            else { continue }
            for end in Set([place + 1, scenario.steps.count]).sorted() {
                for other in others(of: field, in: arguments, "\(step).\(field.name)") {
                    let played = await ScenarioPlayer().play(scenario.replacing(other, at: place, until: end))
                    if RunComparison.parting(right.steps(until: end), played.steps(until: end)) != nil { return true }
                }
            }
        }
        return false
    }

    /// Values that make a difference where another one of the same kind cannot: a letter that every text has.
    private static let telling: [String: Value] = ["check.told.lacks": .text("e")]

    /// The arguments without the key where it may be left out, and with another value.
    private static func others(of field: Field, in arguments: Value, _ key: String) -> [Value] {
        let rest = arguments.entries.filter { $0.key != field.name }
        let changed = arguments[field.name].map { Value.Entry(field.name, telling[key] ?? $0.another) }
        return (field.isRequired ? [] : [Value.map(rest)]) + [changed].compactMap { $0 }.map { .map(rest + [$0]) }
    }
}

extension ScenarioResult {
    /// What came of the first steps, without what they are called: the value itself stands there.
    fileprivate func steps(until end: Int) -> ScenarioResult {
        var result = self
        result.steps = steps.filter { $0.number <= end }
        for index in result.steps.indices { result.steps[index].does = "" }
        // What holds at the end of a part says nothing of the whole.
        (result.findings, result.verdict, result.reason) = ([], .pass, nil)
        return result
    }
}

extension Value {
    /// Another value of the same kind.
    fileprivate var another: Value {
        switch self {
        case .text(let text): Duration(text: text) == nil ? .text(text + "x") : .text("3h")
        case .integer(let number): .integer(number + 1)
        case .boolean(let truth): .boolean(!truth)
        case .list(let items): .list(items.map(\.another))
        case .map(let entries): .map(entries.map { Entry($0.key, $0.value.another) })
        case .reference(let name): .text("no-\(name)")
        }
    }
}

extension Step {
    fileprivate func arguments(of name: String) -> Value? {
        guard case .action(name, let arguments) = kind else { return nil }
        return arguments
    }
}

extension Scenario {
    /// The first step of this name that has the key.
    fileprivate func place(of field: Field, in step: String) -> Int? {
        steps.firstIndex { $0.arguments(of: step)?[field.name] != nil }
    }

    /// The scenario to a step, with other arguments in one.
    fileprivate func replacing(_ arguments: Value, at place: Int, until end: Int) -> Scenario {
        var steps = Array(steps.prefix(end))
        let old = steps[place]
        guard case .action(let name, _) = old.kind else { return self }
        steps[place] = Step(
            number: old.number, id: old.id, note: old.note, line: old.line,
            kind: .action(name: name, arguments: arguments), expectation: old.expectation, oneOf: old.oneOf,
            gives: old.gives, repair: old.repair, times: old.times, beginsAfter: old.beginsAfter)
        return Scenario(
            id: id, path: path, title: title, covers: covers, note: note, tags: tags, ticket: ticket, leaves: leaves,
            knownFailing: knownFailing, keepGoing: keepGoing, world: world, steps: steps)
    }
}
