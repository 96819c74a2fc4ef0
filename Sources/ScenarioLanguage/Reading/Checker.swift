import ScenarioKeys

/// Holds a tree against a shape: gives the value, and says of each mistake where it is and what was probably meant.
struct Checker {
    let source: Source
    let vocabulary: Vocabulary
    /// The names that may be used here; nil before the world is read.
    var declared: WorldNames?
    private(set) var diagnostics: [Diagnostic] = []

    init(source: Source, vocabulary: Vocabulary, declared: WorldNames? = nil) {
        self.source = source
        self.vocabulary = vocabulary
        self.declared = declared
    }

    mutating func complain(
        _ place: Place, _ message: String, severity: Diagnostic.Severity = .error, suggestion: String? = nil,
        topic: String? = nil
    ) {
        diagnostics.append(
            source.diagnostic(place, message, severity: severity, suggestion: suggestion, topic: topic))
    }

    /// Checks a tree; returns nil where a mistake leaves no value.
    mutating func check(_ tree: Tree, _ shape: Shape, topic: String, key: String) -> Value? {
        if case .faulty = tree.content { return nil }
        if let name = tree.referenceName { return reference(name, tree.place, shape) }
        switch shape {
        case .anything: return value(of: tree)
        case .record(let record): return check(tree, record, key: key)
        case .named(let record): return check(tree, record(), key: key)
        case .list(let item): return checkList(tree, item, topic: topic, key: key)
        case .map(let keys, let values): return checkMap(tree, keys, values, topic: topic, key: key)
        case .either(let shapes): return checkEither(tree, shapes, topic: topic, key: key)
        case .declared(let kind) where kind.mayBeAbsent && tree.pairs.count == 1 && tree["absent"] != nil:
            return absent(tree["absent"] ?? tree, kind, topic: topic)
        default: return scalar(tree, shape, topic: topic, key: key)
        }
    }

    // MARK: Maps and lists

    /// Checks a map with known keys.
    mutating func check(_ tree: Tree, _ record: Record, key: String) -> Value? {
        if case .faulty = tree.content { return nil }
        let tree = wrapped(tree, record)
        guard case .map(let pairs) = tree.content else {
            if case .empty = tree.content, record.fields.allSatisfy({ !$0.isRequired }) { return .map([]) }
            complain(tree.place, "'\(key)' takes a map", topic: record.topic)
            return nil
        }
        let told = diagnostics.count
        var entries: [Value.Entry] = []
        for pair in pairs {
            if let field = record.field(pair.key) {
                if let value = check(pair.value, field.shape, topic: "\(record.topic).\(field.name)", key: field.name) {
                    entries.append(.init(pair.key, value))
                }
            } else if let rest = record.rest {
                if checkKey(pair, rest.keys, topic: record.topic),
                    let value = check(
                        pair.value, shape(of: pair.key, rest.keys, rest.values), topic: record.topic, key: pair.key)
                {
                    entries.append(.init(pair.key, value))
                }
            } else {
                unknownKey(pair, in: record)
            }
        }
        for field in record.fields where field.isRequired && tree[field.name] == nil {
            complain(
                tree.place, "\(key) lacks '\(field.name)'", suggestion: field.example.map { "write \($0)" },
                topic: record.topic)
        }
        if diagnostics.count == told { verify(.map(entries), tree, record) }
        return .map(entries)
    }

    /// Says what contradicts itself in a map whose keys are right each by itself, whatever a reference in it stands for.
    private mutating func verify(_ value: Value, _ tree: Tree, _ record: Record) {
        guard let verify = record.verify else { return }
        let readings = StandIns.readings(of: value, as: record)
        let issues = readings.map(verify)
        guard let first = issues.first, let issue = first, issues.allSatisfy({ $0 == issue }) else { return }
        var place = tree.place
        var node = tree
        for key in issue.path {
            guard let pair = node.pair(key) else { break }
            (place, node) = (pair.keyPlace, pair.value)
        }
        complain(place, issue.message, suggestion: issue.suggestion, topic: record.topic)
    }

    private func wrapped(_ tree: Tree, _ record: Record) -> Tree {
        guard let alone = record.alone else { return tree }
        switch tree.content {
        case .map, .empty, .faulty: return tree
        case .scalar, .list:
            return Tree(
                content: .map([Tree.Pair(key: alone, keyPlace: tree.place, value: tree)]), place: tree.place)
        }
    }

    private mutating func unknownKey(_ pair: Tree.Pair, in record: Record) {
        let names = record.fields.map(\.name)
        var suggestion = Checker.trap(pair) ?? didYouMean(pair.key, among: names)
        if vocabulary.step(named: record.topic) != nil, Table.step.field(pair.key) != nil {
            suggestion = "'\(pair.key)' stands one level out, beside '\(record.topic)'"
        }
        if suggestion == nil, names.count <= 12, !names.isEmpty {
            suggestion = "there is: \(names.joined(separator: ", "))"
        } else if suggestion == nil, !names.isEmpty {
            suggestion = "there is: \(names.prefix(8).joined(separator: ", ")) and \(names.count - 8) more"
        }
        complain(
            pair.keyPlace, "unknown key '\(pair.key)' in '\(record.topic)'", suggestion: suggestion, topic: record.topic
        )
    }

    /// What YAML makes of a key that its writer did not mean as one.
    static func trap(_ pair: Tree.Pair) -> String? {
        // A name with a dot is a step or a rule, and no piece of a text.
        if case .empty = pair.value.content, !pair.key.contains(/^[a-z_]+\.[a-z_.]+$/) {
            return "is it text with a comma in it? Then put the text in quotes"
        }
        guard ["on", "off", "y", "n", "yes", "no", "true", "false"].contains(pair.key.lowercased()) else { return nil }
        return "YAML reads this word as yes or no: use another name, or put it in quotes"
    }

    private mutating func checkList(_ tree: Tree, _ item: Shape, topic: String, key: String) -> Value? {
        guard case .list(let items) = tree.content else {
            complain(tree.place, "'\(key)' takes a list: [a, b]", topic: topic)
            return nil
        }
        return .list(items.compactMap { check($0, item, topic: topic, key: key) })
    }

    private mutating func checkMap(_ tree: Tree, _ keys: Shape, _ values: Shape, topic: String, key: String) -> Value? {
        guard case .map(let pairs) = tree.content else {
            if case .empty = tree.content { return .map([]) }
            complain(tree.place, "'\(key)' takes a map", topic: topic)
            return nil
        }
        var entries: [Value.Entry] = []
        for pair in pairs where checkKey(pair, keys, topic: topic) {
            if case .vocabulary(.switches) = keys, let values = vocabulary.switches[pair.key],
                pair.value.referenceName == nil
            {
                checkSwitch(pair, values)
            }
            if let value = check(pair.value, shape(of: pair.key, keys, values), topic: topic, key: pair.key) {
                entries.append(.init(pair.key, value))
            }
        }
        return .map(entries)
    }

    /// What stands under a key: of settings, what that one takes.
    private func shape(of key: String, _ keys: Shape, _ values: Shape) -> Shape {
        guard case .vocabulary(.settings) = keys, let kind = vocabulary.settingKinds[key] else { return values }
        return switch kind {
        case .duration: .duration
        case .durationOrOff: .either([.duration, .word(["off"])])
        case .releaseOrCurrent: .either([.vocabulary(.releases), .word(["current"])])
        case .countOrOff: .either([.integer(1...100_000), .word(["off"])])
        case .text: .text
        }
    }

    private mutating func checkSwitch(_ pair: Tree.Pair, _ values: [Vocabulary.Entry]) {
        guard let text = pair.value.text, !values.contains(where: { $0.name == text }) else { return }
        let names = values.map(\.name)
        complain(
            pair.value.place, "'\(pair.key)' has no reading '\(text)'",
            suggestion: didYouMean(text, among: names)
                ?? "there are: \(names.joined(separator: ", "))",
            topic: pair.key)
    }

    /// Checks the key of a map with free keys, as a scalar of its shape.
    private mutating func checkKey(_ pair: Tree.Pair, _ shape: Shape, topic: String) -> Bool {
        if case .vocabulary(let names) = shape {
            let known = vocabulary.entries(of: names).map(\.name)
            guard !known.contains(pair.key) else { return true }
            complain(
                pair.keyPlace, "unknown \(names.singular) '\(pair.key)'",
                suggestion: didYouMean(pair.key, among: known), topic: topic)
            return false
        }
        let key = Tree(content: .scalar(pair.key, isPlain: false), place: pair.keyPlace)
        return check(key, shape, topic: topic, key: pair.key) != nil
    }

    /// Takes the first shape that fits; else tells the mistakes of the one whose form fits.
    private mutating func checkEither(_ tree: Tree, _ shapes: [Shape], topic: String, key: String) -> Value? {
        var best: Checker?
        for shape in shapes {
            var trial = Checker(source: source, vocabulary: vocabulary, declared: declared)
            let value = trial.check(tree, shape, topic: topic, key: key)
            if trial.diagnostics.isEmpty { return value }
            if best == nil || !shape.hasForm(of: tree) == false, shape.hasForm(of: tree) {
                best = best.map { $0.isFormal ? trial : $0 } ?? trial
            }
            if best == nil { best = trial }
        }
        if case .scalar = tree.content, shapes.allSatisfy({ !$0.isStructured }) {
            complain(
                tree.place, "'\(key)' takes \(shapes.map(\.words).joined(separator: " or "))", topic: topic)
        } else {
            diagnostics += best?.diagnostics ?? []
        }
        return nil
    }

    /// Whether the mistakes found are about the form alone: a list where a map is wanted, or the like.
    private var isFormal: Bool { diagnostics.allSatisfy { $0.message.contains(" takes ") } }

    // MARK: References

    private mutating func reference(_ name: String, _ place: Place, _ shape: Shape) -> Value? {
        guard let declared, declared.isWorldKnown else { return .reference(name) }
        let parts = name.split(separator: ".").map(String.init)
        let isKnown =
            declared.given.contains(name) || declared.documents.contains(name)
            || (parts.count == 2 && parts[1] == "client_secret" && declared.servers.contains(parts[0]))
            || (parts.count == 3 && ["access_token", "refresh_token", "password"].contains(parts[2])
                && declared.servers.contains(parts[0]) && declared.people.contains(parts[1]))
        if isKnown { return .reference(name) }
        let known =
            declared.given.sorted() + declared.documents.sorted()
            + declared.servers.sorted().map { "\($0).client_secret" }
        complain(
            place, "nothing is called '$\(name)' here",
            suggestion: nearest(name, among: known).map { "did you mean '$\($0)'?" }
                ?? "an earlier step names it in 'gives'; a dollar itself is written '$$'",
            topic: "gives")
        return nil
    }

    /// A scalar whose type nothing says: JSON's numbers and truths where it is not quoted.
    private static func free(_ text: String, _ isPlain: Bool) -> Value {
        guard isPlain else { return .text(text) }
        if text == "true" || text == "false" { return .boolean(text == "true") }
        if let number = Int(text), String(number) == text { return .integer(number) }
        return .text(text)
    }

    /// A tree as it stands, for places that are checked later.
    func value(of tree: Tree) -> Value {
        switch tree.content {
        case .empty, .faulty: .text("")
        case .scalar(let text, let isPlain):
            tree.referenceName.map { .reference($0) } ?? Self.free(text.dollarsUnescaped, isPlain)
        case .list(let items): .list(items.map { value(of: $0) })
        case .map(let pairs): .map(pairs.map { .init($0.key, value(of: $0.value)) })
        }
    }
}

extension Shape {
    /// Whether a tree has the form that the shape wants, whatever is wrong inside.
    func hasForm(of tree: Tree) -> Bool {
        switch (self, tree.content) {
        case (.list, .list), (.map, .map), (.record, .map), (.named, .map): true
        case (.list, _), (.map, _), (.record, _), (.named, _): false
        case (_, .scalar): true
        default: false
        }
    }

    /// Whether it is a map or a list.
    var isStructured: Bool {
        switch self {
        case .list, .map, .record, .named: true
        default: false
        }
    }
}
