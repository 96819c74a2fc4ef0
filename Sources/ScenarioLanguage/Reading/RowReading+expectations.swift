import ScenarioKeys

/// The expectations of a step: what they say, and whether that can hold at all.
extension RowReading {
    mutating func expectation(_ tree: Tree, isRepair: Bool, by names: Set<String> = []) -> Value? {
        if let name = tree.referenceName {
            guard let definition = definitions[name] else {
                let isValue = name.hasPrefix(Matrix.combination + ".")
                complain(
                    tree.place, "no expectation is called '$\(name)' under 'define'",
                    suggestion: nearest(name, among: definitions.keys.sorted()).map { "did you mean '$\($0)'?" }
                        ?? (isValue ? "the matrix gives it with 'combinations', and has none for this" : nil),
                    topic: "file.define")
                return nil
            }
            guard !names.contains(name) else {
                complain(tree.place, "'$\(name)' leads back to itself under 'define'", topic: "file.define")
                return nil
            }
            return expectation(definition, isRepair: isRepair, by: names.union([name]))
        }
        if case .faulty = tree.content { return nil }
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
                    pair.keyPlace, "'\(key)' is not a recommendation: it holds or it does not", topic: "expect.should")
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
        } else if let idle = ["at", "remedy", "status", "error"].compactMap({ tree.pair($0) }).first,
            tree["because"] == nil
        {
            complain(
                idle.keyPlace, "'\(idle.key)' belongs to a failure, and no 'failure' is expected",
                topic: "expect.\(idle.key)")
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

    /// What `shows` and `gives` name and the step does not return, so that no outcome could ever hold it.
    mutating func checkReturns(of tree: Tree, _ kind: Step.Kind) {
        guard case .action(let name, _) = kind, let returned = vocabulary.returns[name] else { return }
        let keys = returned.fields.map(\.name)
        let list = keys.isEmpty ? "it returns nothing" : "it returns: \(keys.joined(separator: ", "))"
        for pair in tree["expect"]?["shows"]?.pairs ?? []
        where !keys.contains(pair.key) && Table.shows.field(pair.key) != nil {
            complain(
                pair.keyPlace, "'\(name)' does not return '\(pair.key)'",
                suggestion: didYouMean(pair.key, among: keys) ?? list, topic: "expect.shows")
        }
        // What another program is answered may hold anything.
        guard !keys.contains("body") else { return }
        for pair in tree["gives"]?.pairs ?? [] {
            guard let text = pair.value.text, !keys.contains(String(text.prefix { $0 != "." })) else { continue }
            complain(
                pair.value.place, "'\(name)' does not return '\(text)'",
                suggestion: didYouMean(text, among: keys) ?? list, topic: "step.gives")
        }
    }
}
