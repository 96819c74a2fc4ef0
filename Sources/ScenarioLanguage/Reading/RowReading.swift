import ScenarioKeys
import WorkTime

/// The reading of one row: its world, then its steps in order, since a later one may use what an earlier one gave.
struct RowReading {
    let source: Source
    let vocabulary: Vocabulary
    let given: Tree
    let steps: Tree
    let definitions: [String: Tree]
    var diagnostics: [Diagnostic] = []
    var declared = WorldNames()
    /// Why a step cannot be played where it is read, though it is one of the language; nil where it can.
    var refusal: (String, Value) -> KeyIssue? = { _, _ in nil }
    /// The actions of the step that is read, whose traces later steps may name.
    private var created: [(step: String, arguments: Value)] = []

    init(source: Source, vocabulary: Vocabulary, given: Tree, steps: Tree, definitions: [String: Tree]) {
        self.source = source
        self.vocabulary = vocabulary
        self.given = given
        self.steps = steps
        self.definitions = definitions
    }

    /// The world and the steps.
    mutating func read() -> (world: Value, steps: [Step]) {
        var worlds = WorldReading(source: source, vocabulary: vocabulary)
        let world = worlds.world(of: given)
        diagnostics += worlds.diagnostics
        declared = worlds.declared(in: world)
        declared.isWorldKnown = worlds.areAllPresetsKnown
        return (world, readSteps(from: 1, StoryDates(world: world)))
    }

    /// The steps, whose numbers begin with `first`; the world is known, and its clock shows `dates`.
    mutating func readSteps(from first: Int, _ dates: StoryDates) -> [Step] {
        var read: [Step] = []
        var dates = dates
        for item in steps.items {
            if let pair = item.pair("begins_after") {
                complain(
                    pair.keyPlace, "'begins_after' says nothing but within 'together'", topic: "step.begins_after")
            }
            if let step = step(item, number: first + read.count) {
                read.append(step)
                dates.pass(step)
                if let problem = dates.problem, let pair = item.pair("clock.set") {
                    complain(
                        pair.value["to"]?.place ?? pair.value.place, problem.message, suggestion: problem.suggestion,
                        topic: "clock.set.to")
                }
            }
        }
        checkRepairs()
        // Where a step itself is wrong, it may well have been meant to do something.
        let isAllNotes = steps.items.allSatisfy { !$0.pairs.isEmpty && $0.pairs.allSatisfy { $0.key == "note" } }
        if !steps.items.isEmpty, isAllNotes {
            complain(steps.place, "no step does anything: notes alone prove nothing", topic: "step")
        }
        return read
    }

    // MARK: One step

    private mutating func step(_ tree: Tree, number: Int) -> Step? {
        guard case .map(let pairs) = tree.content else {
            complain(tree.place, "a step is a map with one action: { user.log_in: { as: ada } }", topic: "step")
            return nil
        }
        created = []
        let kind = kind(of: pairs, tree, number: number)
        for (step, arguments) in created { declared.add(step: step, arguments) }
        let id = tree["id"]?.text
        if let pair = tree.pair("id"), let id {
            if declared.stepIDs.contains(id) {
                complain(
                    pair.value.place, "another step is already called '\(id)'", suggestion: place(ofStep: id),
                    topic: "step.id")
            }
        }
        var expected: Value?
        if let wanted = tree["expect"] { expected = expectation(wanted, isRepair: isSet(tree["repair"])) }
        var oneOf: [Value] = []
        for outcome in tree["one_of"]?.items ?? [] {
            if let outcome = expectation(outcome, isRepair: false) { oneOf.append(outcome) }
        }
        checkCompany(of: tree, kind)
        let gives = gives(tree["gives"])
        checkReturns(of: tree, kind)
        checkScalars(of: tree)
        if let id { declared.stepIDs.insert(id) }
        return Step(
            number: number, id: id, note: tree["note"]?.text,
            line: source.ownLine(of: pairs.first?.keyPlace ?? tree.place),
            kind: kind, expectation: expected, oneOf: oneOf, gives: gives, repair: isSet(tree["repair"]),
            times: tree["repeat"]?.text.flatMap { Int($0) } ?? 1,
            beginsAfter: tree["begins_after"]?.text.flatMap { Duration(text: $0) })
    }

    private mutating func kind(of pairs: [Tree.Pair], _ tree: Tree, number: Int) -> Step.Kind {
        var kinds: [Step.Kind] = []
        var places: [Tree.Pair] = []
        for pair in pairs {
            if let record = vocabulary.step(named: pair.key) {
                if pair.key == "user.save", pair.value["how"]?.text == "document",
                    let path = pair.value["document"]?.text
                {
                    declared.add(newDocument: path)
                }
                var checker = Checker(source: source, vocabulary: vocabulary, declared: declared)
                let arguments = checker.check(pair.value, record, key: pair.key) ?? .map([])
                diagnostics += checker.diagnostics
                if let issue = refusal(pair.key, arguments) {
                    let place = issue.path.first.flatMap { pair.value.pair($0)?.keyPlace } ?? pair.keyPlace
                    complain(place, issue.message, suggestion: issue.suggestion, topic: pair.key)
                }
                created.append((pair.key, arguments))
                kinds.append(.action(name: pair.key, arguments: arguments))
                places.append(pair)
            } else if pair.key == "again" {
                kinds.append(.again(pair.value.text ?? ""))
                places.append(pair)
                checkAgain(pair)
            } else if pair.key == "together" {
                var steps: [Step] = []
                for item in pair.value.items {
                    if let step = step(item, number: number) { steps.append(step) }
                }
                if steps.isEmpty { complain(pair.keyPlace, "'together' takes a list of steps", topic: "step.together") }
                kinds.append(.together(steps))
                places.append(pair)
            } else if Table.step.field(pair.key) == nil {
                unknownStep(pair, beside: pairs)
            }
        }
        if kinds.count > 1 {
            complain(places[1].keyPlace, "a step has one action, and '\(places[1].key)' is its second", topic: "step")
        }
        if kinds.isEmpty, tree["note"] == nil, !diagnostics.contains(where: { $0.message.hasPrefix("unknown step") }) {
            complain(tree.place, "a step has an action, or at least a note", topic: "step")
        }
        return kinds.first ?? .note
    }

    /// Keys that would say nothing beside this kind of step.
    private mutating func checkCompany(of tree: Tree, _ kind: Step.Kind) {
        var idle: [String] = []
        var reason = ""
        switch kind {
        // Without a note it is a step whose action has a slip in its name, which is told already.
        case .note where tree["note"] == nil: break
        case .note:
            (idle, reason) = (["expect", "one_of", "gives", "repeat", "repair"], "beside a note that does nothing")
        case .together(let steps):
            (idle, reason) = (
                ["expect", "one_of", "gives", "repeat", "repair"], "beside 'together': its steps have their own"
            )
            for inner in steps {
                switch inner.kind {
                case .action where inner.times == 1: break
                default:
                    complain(
                        tree.pair("together")?.keyPlace ?? tree.place,
                        "steps that are played together are actions, each once: no note, repeat, again or together in them",
                        topic: "step.together")
                }
            }
        case .action, .again: break
        }
        for key in idle {
            guard let pair = tree.pair(key) else { continue }
            complain(pair.keyPlace, "'\(key)' says nothing \(reason)", topic: "step.\(key)")
        }
        if let both = tree.pair("one_of"), tree["expect"] != nil {
            complain(both.keyPlace, "'one_of' and 'expect' cannot both hold", topic: "step.one_of")
        }
        if let pair = tree.pair("one_of"), pair.value.items.isEmpty {
            complain(pair.keyPlace, "'one_of' takes a list of outcomes", topic: "step.one_of")
        }
    }

    private mutating func unknownStep(_ pair: Tree.Pair, beside pairs: [Tree.Pair]) {
        let names = vocabulary.steps.map(\.topic) + Table.step.fields.map(\.name)
        let what = pair.key.contains(".") ? "step" : "step or key of a step"
        complain(
            pair.keyPlace, "unknown \(what) '\(pair.key)'",
            suggestion: Checker.trap(pair) ?? home(of: pair.key, beside: pairs) ?? didYouMean(pair.key, among: names)
                ?? kin(pair.key),
            topic: "step")
    }

    /// Where a key belongs that stands beside an action and is not one of a step.
    private func home(of key: String, beside pairs: [Tree.Pair]) -> String? {
        if let action = pairs.first(where: { vocabulary.step(named: $0.key)?.field(key) != nil }) {
            return "'\(key)' belongs under '\(action.key)': write \(action.key): { \(key): … }"
        }
        if Table.expectation.field(key) != nil {
            return "'\(key)' belongs under 'expect': write expect: { \(key): … }"
        }
        if Table.shows.field(key) != nil {
            return "'\(key)' belongs under 'expect': write expect: { shows: { \(key): … } }"
        }
        if Table.file(vocabulary.given).field(key) != nil { return "'\(key)' belongs to the file, beside 'steps'" }
        return nil
    }

    /// Where the first step of this id stands, if in another file.
    private func place(ofStep id: String) -> String? {
        guard let place = steps.items.first(where: { $0["id"]?.text == id })?.place, place.file > 0,
            place.file <= source.extended.count
        else { return nil }
        return "it stands in \(source.extended[place.file - 1].path), line \(place.line); give this one another id"
    }

    /// The steps that go on where this one ends, else those of the same party.
    private func kin(_ key: String) -> String? {
        let names = vocabulary.steps.map(\.topic)
        let longer = names.filter { $0.hasPrefix(key + "_") }
        if !longer.isEmpty { return "there is: \(longer.joined(separator: ", "))" }
        guard let dot = key.firstIndex(of: ".") else { return nil }
        let party = names.filter { $0.hasPrefix(key[...dot]) }
        return party.isEmpty ? nil : "there is: \(party.joined(separator: ", "))"
    }

    private mutating func checkAgain(_ pair: Tree.Pair) {
        let id = pair.value.text ?? ""
        guard !declared.stepIDs.contains(id) else { return }
        let isLater = steps.items.contains { $0["id"]?.text == id }
        complain(
            pair.value.place,
            isLater ? "the step '\(id)' comes later: 'again' plays an earlier one" : "no step is called '\(id)'",
            suggestion: didYouMean(id, among: declared.stepIDs.sorted())
                ?? (declared.stepIDs.isEmpty
                    ? "no step before it has an 'id'"
                    : "there are: \(declared.stepIDs.sorted().joined(separator: ", "))"),
            topic: "step.again")
    }

    private mutating func checkScalars(of tree: Tree) {
        for name in ["id", "note", "repair", "repeat", "begins_after"] {
            guard let value = tree[name], let field = Table.step.field(name) else { continue }
            var checker = Checker(source: source, vocabulary: vocabulary)
            _ = checker.check(value, field.shape, topic: "step.\(name)", key: name)
            diagnostics += checker.diagnostics
        }
    }

    private mutating func gives(_ tree: Tree?) -> [String: String] {
        var gives: [String: String] = [:]
        for pair in tree?.pairs ?? [] {
            guard let what = pair.value.text else {
                complain(
                    pair.keyPlace, "'gives' pairs a name with what the step returns: { secret: client_secret }",
                    topic: "step.gives")
                continue
            }
            gives[pair.key] = what
            declared.given.insert(pair.key)
        }
        return gives
    }

    private mutating func checkRepairs() {
        for (index, item) in steps.items.enumerated() {
            guard let repair = item.pair("repair"), isSet(repair.value) else { continue }
            let isTried = steps.items[(index + 1)...].contains(where: hasAction)
            guard !isTried else { continue }
            complain(
                repair.keyPlace, "nothing is tried after this repair, so it proves nothing",
                suggestion: "try again: { again: ID }", topic: "step.repair")
        }
    }

    /// Whether it is a step that does something.
    private func hasAction(_ step: Tree) -> Bool {
        step.pairs.contains { vocabulary.step(named: $0.key) != nil || Table.controlKeys.contains($0.key) }
    }

    func isSet(_ tree: Tree?) -> Bool {
        tree?.text.map { ["yes", "true"].contains($0) } ?? false
    }

    mutating func complain(_ place: Place, _ message: String, suggestion: String? = nil, topic: String) {
        diagnostics.append(source.diagnostic(place, message, suggestion: suggestion, topic: topic))
    }
}
