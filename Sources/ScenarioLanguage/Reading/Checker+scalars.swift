import ScenarioKeys

extension Checker {
    /// Checks a single value, by our own rules: what YAML 1.1 makes of a word never counts.
    mutating func scalar(_ tree: Tree, _ shape: Shape, topic: String, key: String) -> Value? {
        guard case .scalar(let raw, let isPlain) = tree.content else {
            complain(tree.place, "'\(key)' takes \(shape.words)", topic: topic)
            return nil
        }
        let text = raw.dollarsUnescaped
        switch shape {
        case .text:
            if let place = tree.embeddedReference {
                complain(
                    place, "a reference stands alone: inside of a text it is not resolved",
                    suggestion: "'$$' is a dollar", topic: "gives")
                return nil
            }
            return .text(text)
        case .scalar(let scalar):
            do throws(KeyIssue) {
                return try scalar.read(ScalarText(text, isPlain: isPlain, key: key))
            } catch { return refuse(tree, error.message, error.suggestion, topic) }
        case .vocabulary(let names): return name(tree, text, isPlain, names, topic)
        case .declared(let kind): return declaredName(tree, text, kind, topic)
        case .list, .map, .record, .either, .named, .anything: return nil
        }
    }

    private mutating func refuse(_ tree: Tree, _ message: String, _ suggestion: String?, _ topic: String) -> Value? {
        complain(tree.place, message, suggestion: suggestion, topic: topic)
        return nil
    }

    private mutating func name(_ tree: Tree, _ text: String, _ isPlain: Bool, _ names: Shape.Names, _ topic: String)
        -> Value?
    {
        if names == .releases, isPlain, text.wholeMatch(of: /[0-9.]+/) != nil {
            return refuse(tree, "a release is quoted, or YAML reads 10.10 as 10.1", "write \"\(text)\"", topic)
        }
        let known = vocabulary.entries(of: names).map(\.name)
        if known.contains(text) { return .text(text) }
        return refuse(
            tree, "unknown \(names.singular) '\(text)'",
            didYouMean(text, among: known) ?? (names == .failures ? otherFailures(text) : nil), topic)
    }

    /// The failures whose explanation has words of a name that nothing is spelled like, and where all of them are listed.
    private func otherFailures(_ text: String) -> String {
        // Such a word says what kind of thing it is, and stands in most explanations.
        let common: Set<Substring> = ["error", "failed", "failure", "invalid", "wrong"]
        let words = text.lowercased().split { !$0.isLetter }.filter { $0.count > 3 && !common.contains($0) }
        let hits = vocabulary.entries(of: .failures).map { entry in
            let said = Set("\(entry.name) \(entry.meaning)".lowercased().split { !$0.isLetter })
            return (name: entry.name, count: words.count { said.contains($0) })
        }
        let most = hits.map(\.count).max() ?? 0
        let near = most == 0 ? [] : hits.filter { $0.count == most }.prefix(4).map { "'\($0.name)'" }
        return (near.isEmpty ? "" : "of this speak \(near.joined(separator: ", ")); ")
            + "'worksim explain failures' lists all"
    }

    private mutating func declaredName(
        _ tree: Tree, _ text: String, _ kind: Shape.Declared, _ topic: String
    ) -> Value? {
        if kind == .journalWords { return journalWord(tree, text, topic) }
        guard let declared, declared.isWorldKnown || kind == .stepIDs, !declared.knows(text, as: kind) else {
            return .text(text)
        }
        if kind == .servers, declared.people.contains(text) {
            return refuse(
                tree, "no server is called '\(text)' here", "'\(text)' is a person: write { as: \(text) }", topic)
        }
        let known = declared.all(kind)
        let list = known.isEmpty || known.count > 12 ? nil : "there are: \(known.joined(separator: ", "))"
        let absence = kind.mayBeAbsent ? "if that is meant: { absent: \(text) }" : nil
        let choices = [list, absence].compactMap { $0 }.joined(separator: "; ")
        return refuse(
            tree, "\(kind.noneIsCalled) '\(text)' here",
            didYouMean(text, among: known) ?? (choices.isEmpty ? nil : choices), topic)
    }

    /// Something that is meant to be missing, and is.
    mutating func absent(_ tree: Tree, _ kind: Shape.Declared, topic: String) -> Value? {
        guard let name = tree.text else {
            complain(tree.place, "'absent' takes a name", topic: topic)
            return nil
        }
        if let declared, declared.isWorldKnown, declared.knows(name, as: kind), !declared.mayHoldMore {
            return refuse(tree, "'\(name)' is there: 'absent' is for what is not", nil, topic)
        }
        return .map([.init("absent", .text(name))])
    }

    /// A word of a journal: what has the form of a rule must be one, or the beginning of some.
    private mutating func journalWord(_ tree: Tree, _ text: String, _ topic: String) -> Value? {
        let rules = vocabulary.rules.map(\.name)
        let family = text.prefix { $0 != "." } + "."
        let isRule =
            text.wholeMatch(of: /[a-z]+(\.[a-z0-9_-]+)+/) != nil && rules.contains { $0.hasPrefix(family) }
        guard isRule, !rules.contains(where: { $0.hasPrefix(text) }) else { return .text(text) }
        return refuse(tree, "no rule is called '\(text)'", didYouMean(text, among: rules), topic)
    }
}
