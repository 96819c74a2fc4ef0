/// The reading of one row: its world, then its steps in order, since a later one may use what an earlier one gave.
struct RowReading {
    let source: Source
    let vocabulary: Vocabulary
    let given: Tree
    let steps: Tree
    let definitions: [String: Tree]
    private(set) var diagnostics: [Diagnostic] = []
    private var declared = Checker.Declared()

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
        var read: [Step] = []
        for item in steps.items {
            if let step = step(item, number: read.count + 1) { read.append(step) }
        }
        checkRepairs()
        if !steps.items.isEmpty, !steps.items.contains(where: { $0.hasAction }) {
            complain(steps.place, "no step does anything: notes alone prove nothing", topic: "step")
        }
        return (world, read)
    }

    // MARK: One step

    private mutating func step(_ tree: Tree, number: Int) -> Step? {
        guard case .map(let pairs) = tree.content else {
            complain(tree.place, "a step is a map with one action: { user.log_in: { as: ada } }", topic: "step")
            return nil
        }
        let kind = kind(of: pairs, tree, number: number)
        let id = tree["id"]?.text
        if let pair = tree.pair("id"), let id {
            if declared.stepIDs.contains(id) {
                complain(pair.value.place, "another step is already called '\(id)'", topic: "step.id")
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
        checkScalars(of: tree)
        if let id { declared.stepIDs.insert(id) }
        return Step(
            number: number, id: id, note: tree["note"]?.text, line: pairs.first?.keyPlace.line ?? tree.place.line,
            kind: kind, expectation: expected, oneOf: oneOf, gives: gives, repair: isSet(tree["repair"]),
            times: tree["repeat"]?.text.flatMap { Int($0) } ?? 1)
    }

    private mutating func kind(of pairs: [Tree.Pair], _ tree: Tree, number: Int) -> Step.Kind {
        var kinds: [Step.Kind] = []
        var places: [Tree.Pair] = []
        for pair in pairs {
            if let record = Table.action(pair.key) {
                var checker = Checker(source: source, vocabulary: vocabulary, declared: declared)
                let arguments = checker.check(pair.value, record, key: pair.key) ?? .map([])
                diagnostics += checker.diagnostics
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
                unknownStep(pair)
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

    private mutating func unknownStep(_ pair: Tree.Pair) {
        let names = Table.actions.map(\.topic) + Table.step.fields.map(\.name)
        let what = pair.key.contains(".") ? "step" : "step or key of a step"
        complain(
            pair.keyPlace, "unknown \(what) '\(pair.key)'",
            suggestion: Checker.trap(pair) ?? nearest(pair.key, among: names).map { "did you mean '\($0)'?" },
            topic: "step")
    }

    private mutating func checkAgain(_ pair: Tree.Pair) {
        let id = pair.value.text ?? ""
        guard !declared.stepIDs.contains(id) else { return }
        let isLater = steps.items.contains { $0["id"]?.text == id }
        complain(
            pair.value.place,
            isLater ? "the step '\(id)' comes later: 'again' plays an earlier one" : "no step is called '\(id)'",
            suggestion: nearest(id, among: declared.stepIDs.sorted()).map { "did you mean '\($0)'?" },
            topic: "step.again")
    }

    private mutating func checkScalars(of tree: Tree) {
        for name in ["id", "note", "repair", "repeat"] {
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

    // MARK: Expectations

    private mutating func expectation(_ tree: Tree, isRepair: Bool, by names: Set<String> = []) -> Value? {
        if let name = tree.referenceName {
            guard let definition = definitions[name] else {
                complain(
                    tree.place, "no expectation is called '$\(name)' under 'define'",
                    suggestion: nearest(name, among: definitions.keys.sorted()).map { "did you mean '$\($0)'?" },
                    topic: "file.define")
                return nil
            }
            guard !names.contains(name) else {
                complain(tree.place, "'$\(name)' leads back to itself under 'define'", topic: "file.define")
                return nil
            }
            return expectation(definition, isRepair: isRepair, by: names.union([name]))
        }
        if tree.text == "ok" { return .map([.init("ok", .boolean(true))]) }
        guard case .map = tree.content else {
            complain(tree.place, "'expect' takes ok, a map, or a name of 'define' such as $expired", topic: "expect")
            return nil
        }
        var checker = Checker(source: source, vocabulary: vocabulary, declared: declared)
        let value = checker.check(tree, Table.expectation, key: "expect")
        diagnostics += checker.diagnostics
        checkSense(tree, isRepair: isRepair)
        return value
    }

    /// Expectations that can never be met, or that check nothing.
    private mutating func checkSense(_ tree: Tree, isRepair: Bool) {
        if let ok = tree.pair("ok"), ["no", "false"].contains(ok.value.text ?? "") {
            complain(
                ok.keyPlace, "'ok: no' would be green for any failure: name the failure and its rule",
                suggestion: "write failure: and because:", topic: "expect.failure")
        }
        if tree["failure"] == nil, let message = tree.pair("message") {
            complain(
                message.keyPlace, "'message' is what a failure shows, and no 'failure' is expected",
                suggestion: "what it warns of is 'notice'", topic: "expect.notice")
        }
        if let should = tree["should"] {
            for key in ["ok", "failure", "because", "should"] {
                guard let pair = should.pair(key) else { continue }
                complain(
                    pair.keyPlace, "'\(key)' is no recommendation: it holds or it does not", topic: "expect.should")
            }
        }
        checkEmpty(tree)
        if let failure = tree.pair("failure") {
            if tree["because"] == nil {
                complain(
                    failure.keyPlace,
                    "a failure without 'because' would be green for any reason: name the rule that must decide",
                    topic: "expect.because")
            }
            if let ok = tree.pair("ok"), isSet(ok.value) {
                complain(ok.keyPlace, "'ok' and 'failure' cannot both hold", topic: "expect")
            }
            if isRepair { complain(failure.keyPlace, "a repair that fails repairs nothing", topic: "step.repair") }
        } else if let because = tree.pair("because") {
            complain(
                because.keyPlace, "'because' names the rule of a failure, and no 'failure' is expected",
                topic: "expect.because")
        }
        if tree["at"]?.text == "office", let status = tree.pair("status"), status.value.text != "none",
            status.value.referenceName == nil
        {
            complain(status.keyPlace, "at 'office' there is no exchange, so no status can come", topic: "expect.at")
        }
    }

    /// Parts of an expectation in which nothing is said, so that they hold whatever happens.
    private mutating func checkEmpty(_ tree: Tree) {
        if tree.pairs.isEmpty, tree.text == nil, tree.items.isEmpty {
            complain(tree.place, "nothing is expected here: it would hold whatever happens", topic: "expect")
        }
        for pair in tree.pairs {
            switch pair.value.content {
            case .map, .empty: checkEmpty(pair.value)
            case .list(let items):
                let isExact = !["contains", "lacks", "any_of", "also"].contains(pair.key)
                if (items.isEmpty && !isExact) || items.contains(where: { $0.text == "" }) {
                    complain(pair.keyPlace, "'\(pair.key)' holds an empty text or nothing at all", topic: "expect")
                }
            case .scalar("", _) where ["contains", "lacks"].contains(pair.key):
                complain(pair.keyPlace, "'\(pair.key)' holds an empty text", topic: "expect")
            case .scalar, .faulty: break
            }
            if pair.value["at_most"] != nil, pair.value["attempted"] != nil || pair.value["arrived"] != nil {
                complain(
                    pair.keyPlace, "'at_most' stands alone, or inside 'attempted' and 'arrived'",
                    topic: "expect.requests.count")
            }
        }
    }

    private mutating func checkRepairs() {
        for (index, item) in steps.items.enumerated() {
            guard let repair = item.pair("repair"), isSet(repair.value) else { continue }
            let isTried = steps.items[(index + 1)...].contains(where: \.hasAction)
            guard !isTried else { continue }
            complain(
                repair.keyPlace, "nothing is tried after this repair, so it proves nothing",
                suggestion: "try again: { again: ID }", topic: "step.repair")
        }
    }

    private func isSet(_ tree: Tree?) -> Bool {
        tree?.text.map { ["yes", "true"].contains($0) } ?? false
    }

    private mutating func complain(_ place: Place, _ message: String, suggestion: String? = nil, topic: String) {
        diagnostics.append(source.diagnostic(place, message, suggestion: suggestion, topic: topic))
    }
}

extension Tree {
    /// Whether it is a step that does something.
    fileprivate var hasAction: Bool {
        pairs.contains { Table.action($0.key) != nil || Table.controlKeys.contains($0.key) }
    }
}
