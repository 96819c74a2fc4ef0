import ScenarioKeys

/// What `worksim explain` says about a topic; nil where nothing is known of it.
///
/// A topic is a record (`server`), a field (`server.settings`), a step (`user.log_in`), a preset, rule, failure,
/// requirement, cell, documented failure, switch or setting, one of the lists (`rules`), or a bare field name.
public func explain(_ topic: String, in vocabulary: Vocabulary) -> String? {
    let explainer = Explainer(vocabulary: vocabulary)
    let exact =
        verdicts(topic) + explainer.records(topic) + explainer.fields(topic) + explainer.names(topic)
        + explainer.lists(topic)
    // A bare field name stands in many places, so it is looked up only where nothing bears exactly this name.
    var sections = exact.isEmpty ? explainer.bareFields(topic) : exact
    if sections.isEmpty { sections = explainer.words(topic) + cast(topic, in: vocabulary) }
    return sections.isEmpty ? nil : sections.joined(separator: "\n\n")
}

/// The names whose name or explanation holds a text, each with its first line; for words that are no name.
public func explainMatches(_ text: String, in vocabulary: Vocabulary) -> [(name: String, line: String)] {
    let wanted = text.lowercased()
    guard wanted.count >= 3 else { return [] }
    let entries = Shape.Names.all.flatMap { vocabulary.entries(of: $0) }
    let named = entries.filter { $0.name.lowercased().contains(wanted) }
    // Rules are by far the most: requirements, failures and the rest come before them.
    let rules = Set(vocabulary.entries(of: .rules).map(\.name))
    let others = entries.filter {
        !$0.name.lowercased().contains(wanted) && $0.meaning.lowercased().contains(wanted)
    }
    let ranked = named + others.filter { !rules.contains($0.name) } + others.filter { rules.contains($0.name) }
    let apart = byWord(wanted, in: entries).filter { !ranked.contains($0) }
    return (ranked + apart).map { ($0.name, firstLine($0.meaning)) }
}

/// The entries that hold each word of a text, those first whose name holds the most; none for one word.
private func byWord(_ text: String, in entries: [Vocabulary.Entry]) -> [Vocabulary.Entry] {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count > 1 else { return [] }
    let all = entries.filter { entry in
        words.allSatisfy { (entry.name + " " + entry.meaning).lowercased().contains($0) }
    }
    func named(_ entry: Vocabulary.Entry) -> Int { words.count { entry.name.lowercased().contains($0) } }
    return all.enumerated()
        .sorted { (-named($0.element), $0.offset) < (-named($1.element), $1.offset) }
        .map(\.element)
}

/// Where to begin: what `worksim explain` says without a topic.
public func explainOverview(in vocabulary: Vocabulary) -> String {
    let records = vocabulary.records.filter { vocabulary.step(named: $0.topic) == nil }.map(\.topic).filter {
        !$0.contains(".")
    }.sorted()
    let lists = Shape.Names.all.map(\.rawValue).sorted()
    return """
        worksim explain TOPIC tells of
          the parts of a file: \(records.joined(separator: ", "))
          the lists of names: \(lists.joined(separator: ", "))
          any name of such a list: user.log_in, oauth.grant.expired, grant-expired, trouble.403-grant-expiry, registered
          any key: given.preset, server.settings, expect.because
        """
}

/// Every topic that `explain` knows, sorted.
public func explainTopics(in vocabulary: Vocabulary) -> [String] {
    var topics = Set(Shape.Names.all.map(\.rawValue))
    for record in vocabulary.records {
        topics.insert(record.topic)
        for field in record.fields {
            topics.insert("\(record.topic).\(field.name)")
            topics.insert(field.name)
        }
    }
    for names in Shape.Names.all { topics.formUnion(vocabulary.entries(of: names).map(\.name)) }
    return topics.sorted()
}

/// Finds and writes the sections of an explanation.
private struct Explainer {
    let vocabulary: Vocabulary

    func records(_ topic: String) -> [String] {
        vocabulary.records.filter { $0.topic == topic }.map { record in
            var lines = ["\(record.topic): \(record.doc)"]
            if let alone = record.alone { lines.append("A value that stands alone is its '\(alone)'.") }
            if !vocabulary.builtSteps.isEmpty, vocabulary.step(named: topic) != nil,
                !vocabulary.builtSteps.contains(topic)
            {
                lines.append("It cannot be played yet: a scenario with it is an error.")
            }
            lines += record.fields.flatMap { self.lines(of: $0, indent: "  ") }
            if let rest = record.rest {
                lines.append("  and \(rest.keys.words), each \(rest.values.words)")
                lines += names(in: rest.keys).map { "  all of them: worksim explain \($0.rawValue)" }
            }
            return lines.joined(separator: "\n")
        }
    }

    /// `record.field`, also by the way that leads there from the file: `given.server.settings`.
    func fields(_ topic: String) -> [String] {
        guard let dot = topic.lastIndex(of: ".") else { return [] }
        let place = topic[..<dot]
        let name = String(topic[topic.index(after: dot)...])
        return vocabulary.records.filter { $0.topic == place || place.hasSuffix("." + $0.topic) }.compactMap { record in
            guard let field = record.field(name) else { return nil }
            return "In \(record.topic):\n" + full(field)
        }
    }

    func bareFields(_ topic: String) -> [String] {
        // Fields that steps share are told once, with the places where they stand.
        var places: [(text: String, topics: [String])] = []
        for record in vocabulary.records {
            guard let field = record.field(topic) else { continue }
            let text = full(field)
            if let known = places.firstIndex(where: { $0.text == text }) {
                places[known].topics.append(record.topic)
            } else {
                places.append((text, [record.topic]))
            }
        }
        return places.map { "In \($0.topics.joined(separator: ", ")):\n\($0.text)" }
    }

    /// A word that a key takes, such as a kind of fault or a role.
    func words(_ topic: String) -> [String] {
        vocabulary.records.flatMap { record in
            record.fields.filter { Self.words(in: $0.shape).contains(topic) }.map { field in
                "'\(topic)' is a value of '\(field.name)' in \(record.topic): \(field.doc)\n    \(field.shape.words)"
            }
        }
    }

    private static func words(in shape: Shape) -> [String] {
        switch shape {
        case .scalar(let scalar): scalar.choices.map(\.name)
        case .list(let item): words(in: item)
        case .either(let shapes): shapes.flatMap { words(in: $0) }
        case .map(_, let values): words(in: values)
        default: []
        }
    }

    func names(_ topic: String) -> [String] {
        Shape.Names.all.filter { $0 != .steps }.flatMap { names in
            vocabulary.entries(of: names).filter { $0.name == topic }.map { entry in
                var text = "\(names.singular) \(entry.name): \(entry.meaning)"
                if names == .presets { text += "\n\n" + world(of: topic, in: vocabulary) }
                if names == .switches { text += values(of: topic) }
                if names == .covers, let cells = cells(of: topic) { text += cells }
                return text
            }
        }
    }

    /// The bare name of a list, such as `rules`, with all that is in it.
    func lists(_ topic: String) -> [String] {
        guard let names = Shape.Names(rawValue: topic) else { return [] }
        let lines = vocabulary.entries(of: names).map { "  \($0.name): \(firstLine($0.meaning))" }
        return lines.isEmpty ? [] : [([topic + ":"] + lines).joined(separator: "\n")]
    }

    private func values(of topic: String) -> String {
        (vocabulary.switches[topic] ?? []).enumerated()
            .map { "\n  \($1.name): \($1.meaning)\($0 == 0 ? " (holds unless said)" : "")" }.joined()
    }

    private func cells(of topic: String) -> String? {
        let cells = vocabulary.requirements.filter { $0.name.hasPrefix(topic + "/") }
        guard !cells.isEmpty else { return nil }
        return "\nCells:" + cells.map { "\n  \($0.name): \(firstLine($0.meaning))" }.joined()
    }

    private func full(_ field: Field) -> String {
        let known = names(in: field.shape).flatMap { vocabulary.entries(of: $0) }
        // Long lists have a topic of their own.
        let listed = known.count > 12 ? [] : known.map { "    \($0.name): \(firstLine($0.meaning))" }
        let lists =
            known.count > 12 ? names(in: field.shape).map { "    all of them: worksim explain \($0.rawValue)" } : []
        return (lines(of: field, indent: "  ") + listed + lists).joined(separator: "\n")
    }

    private func lines(of field: Field, indent: String) -> [String] {
        var lines = ["\(indent)\(field.name)\(field.isRequired ? " (required)" : ""): \(field.doc)"]
        lines.append("\(indent)  \(field.shape.words)")
        if let example = field.example { lines.append("\(indent)  example: \(example)") }
        return lines
    }

    private func names(in shape: Shape) -> [Shape.Names] {
        switch shape {
        case .vocabulary(let names): [names]
        case .list(let item): names(in: item)
        case .map(let keys, let values): names(in: keys) + names(in: values)
        case .either(let shapes):
            shapes.flatMap { names(in: $0) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        default: []
        }
    }

}

private func firstLine(_ text: String) -> String {
    String(text.split(separator: "\n", maxSplits: 1).first ?? "")
}
