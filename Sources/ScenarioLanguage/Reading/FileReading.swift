import ScenarioKeys

/// The reading of one file: what holds for all of it once, then each row of its matrix by itself.
struct FileReading {
    let source: Source
    let vocabulary: Vocabulary
    let tree: Tree
    let id: String
    /// The files that it extends, each as it stands.
    private let bases: [Tree]
    private var diagnostics: [Diagnostic] = []
    /// Where each claim of `covers` stands.
    private var claims: [String: Place] = [:]

    init(file: ExtendedFile, vocabulary: Vocabulary, id: String) {
        source = file.source
        tree = file.tree
        bases = file.bases
        self.vocabulary = vocabulary
        self.id = id
    }

    /// The scenarios, or all that is wrong.
    mutating func result() -> LoadResult {
        let head = checkHead()
        let matrix = Matrix(tree: tree["matrix"])
        diagnostics += matrix.problems(in: source)
        let rows = diagnostics.contains { $0.topic == "matrix" } ? [] : matrix.rows
        checkUse(of: matrix)
        var scenarios: [Scenario] = []
        for row in rows {
            let given = row.substitute(in: tree["given"] ?? Tree.nothing, source, &diagnostics)
            var reading = RowReading(
                source: source, vocabulary: vocabulary, given: given,
                steps: row.substitute(in: tree["steps"] ?? Tree.nothing, source, &diagnostics),
                definitions: definitions(row))
            let played = reading.read()
            diagnostics += reading.diagnostics
            scenarios.append(
                Scenario(
                    id: id + (row.name.isEmpty ? "" : "[\(row.name)]"),
                    path: source.path,
                    title: head["title"]?.text ?? "", covers: covers(row), note: head["note"]?.text,
                    tags: texts(head["tags"]), ticket: head["ticket"]?.text, leaves: head["leaves"] ?? .map([]),
                    knownFailing: head["known_failing"].map {
                        KnownFailing(because: $0["because"]?.text ?? "", ticket: $0["ticket"]?.text)
                    },
                    keepGoing: head["keep_going"] == .boolean(true), world: played.world,
                    given: TreeYAML.lines(of: given.pairs, indent: 0).joined(separator: "\n"), steps: played.steps))
        }
        if !diagnostics.contains(where: { $0.severity == .error }) { checkClaims(scenarios) }
        // Rows may differ in what they suggest for one mistake.
        struct Told: Hashable {
            let path: String
            let line: Int
            let column: Int
            let message: String
        }
        var seen: Set<Told> = []
        let paths = [source.path] + source.extended.map(\.path)
        let all =
            diagnostics
            .filter { seen.insert(Told(path: $0.path, line: $0.line, column: $0.column, message: $0.message)).inserted }
            .map { (paths.firstIndex(of: $0.path) ?? 0, $0) }
            .sorted { ($0.0, $0.1.line, $0.1.column) < ($1.0, $1.1.line, $1.1.column) }.map(\.1)
        let isBroken = all.contains { $0.severity == .error }
        return LoadResult(
            scenarios: isBroken ? [] : scenarios, diagnostics: all, extended: source.extended.map(\.path))
    }

    /// Checks what does not depend on the row, and the spelling of all keys.
    private mutating func checkHead() -> Value {
        var checker = Checker(source: source, vocabulary: vocabulary)
        let inRows: Set = ["covers", "given", "define", "matrix", "steps"]
        let file = Table.file(vocabulary.given)
        let fields = file.fields.map { field in
            let shape = inRows.contains(field.name) ? Shape.anything : field.shape
            return Field(field.name, shape, example: field.example, field.doc)
        }
        let record = Record(file.topic, file.doc, fields)
        let value = checker.check(tree, record, key: "a scenario")
        for base in bases {
            _ = checker.check(base, record, key: "a scenario")
            checkPart(base, &checker)
        }
        checkNeeds(file, &checker)
        if let steps = tree["steps"], steps.items.isEmpty {
            checker.complain(steps.place, "'steps' is a list of at least one step", topic: "step")
        }
        if let title = tree["title"], title.text?.allSatisfy(\.isWhitespace) ?? false {
            checker.complain(
                title.place, "the title is empty", suggestion: "say in one sentence what happens", topic: "file.title")
        }
        if let definitions = tree["define"], definitions.pairs.isEmpty {
            checker.complain(definitions.place, "'define' takes a map of named expectations", topic: "file.define")
        }
        diagnostics += checker.diagnostics
        return value ?? .map([])
    }

    /// Says what a scenario lacks; a file that others extend may lack it too.
    private func checkNeeds(_ file: Record, _ checker: inout Checker) {
        let missing = file.fields.filter { tree[$0.name] == nil && ["title", "steps"].contains($0.name) }
        guard let first = missing.first else { return }
        var suggestion = first.example.map { "write \($0)" }
        if first.name == "title" {
            suggestion = (suggestion ?? "") + "; without a title it is a part, which a scenario names in 'extends'"
        }
        checker.complain(
            tree.place, "a scenario lacks \(missing.map { "'\($0.name)'" }.joined(separator: " and "))",
            suggestion: suggestion, topic: file.topic)
    }

    /// Says what is wrong with an extended file by itself, since another value may stand over what is wrong.
    private func checkPart(_ base: Tree, _ checker: inout Checker) {
        for (key, form) in [
            ("given", "map"), ("define", "map"), ("matrix", "map"), ("leaves", "map"), ("steps", "list"),
        ] {
            guard let pair = base.pair(key), pair.value.hasForm(form) == false else { continue }
            checker.complain(pair.value.place, "'\(key)' takes a \(form)", topic: "file.\(key)")
        }
        guard base["title"] == nil else { return }
        for key in ["covers", "tags", "ticket", "known_failing", "keep_going"] {
            guard let pair = base.pair(key) else { continue }
            checker.complain(
                pair.keyPlace, "'\(key)' says nothing in a file without a title: it is not inherited",
                suggestion: "write it in the scenario that extends this file", topic: "file.\(key)")
        }
    }

    /// What a row proves: the file's `covers`, in which `$axis.covers` stands for what the row names.
    private mutating func covers(_ row: Matrix.Row) -> [String] {
        guard let pair = tree.pair("covers"), let field = Table.file(vocabulary.given).field("covers") else {
            return []
        }
        let own = row.substitute(in: pair.value, source, &diagnostics)
        let items = own.items.flatMap { $0.items.isEmpty ? [$0] : $0.items }
        let flat = own.items.isEmpty ? own : Tree(content: .list(items), place: own.place)
        var checker = Checker(source: source, vocabulary: vocabulary)
        let value = checker.check(flat, field.shape, topic: "file.covers", key: "covers")
        diagnostics += checker.diagnostics
        for item in flat.items + [flat] { item.text.map { claims[$0] = claims[$0] ?? item.place } }
        return texts(value)
    }

    /// Warns of a claim that none of the rows that make it can prove.
    private mutating func checkClaims(_ scenarios: [Scenario]) {
        for (claim, place) in claims {
            guard let obstacle = vocabulary.claimObstacle(claim, scenarios.filter { $0.covers.contains(claim) })
            else { continue }
            diagnostics.append(
                source.diagnostic(
                    place, obstacle.message, severity: .warning, suggestion: obstacle.suggestion, topic: "file.covers"))
        }
    }

    /// An axis or a definition that nothing refers to plays the same story under several names, or none.
    private mutating func checkUse(of matrix: Matrix) {
        var used: Set<String> = []
        for part in ["covers", "given", "define", "steps"] { tree[part]?.forEachReference { used.insert($0) } }
        let firsts = Set(used.map { String($0.prefix { $0 != "." }) })
        for pair in tree["matrix"]?.pairs ?? []
        where matrix.axisNames.contains(pair.key) && !firsts.contains(pair.key) && !matrix.isNamedInWhen(pair.key)
            && pair.keyPlace.file == 0
        {
            diagnostics.append(
                source.diagnostic(
                    pair.keyPlace, "nothing uses the axis '\(pair.key)': its rows would all play the same",
                    suggestion: "write $\(pair.key).KEY where it differs", topic: "matrix"))
        }
        if let pair = tree["matrix"]?.pair(Matrix.combinations), !firsts.contains(Matrix.combination),
            pair.keyPlace.file == 0
        {
            diagnostics.append(
                source.diagnostic(
                    pair.keyPlace, "nothing uses '\(Matrix.combinations)'",
                    suggestion: "write $\(Matrix.combination).KEY where a value of theirs is meant", topic: "matrix"))
        }
        tree["matrix"]?.forEachReference { used.insert($0) }
        checkUse(ofKeysIn: matrix, used)
        for pair in tree["define"]?.pairs ?? [] where !used.contains(pair.key) && pair.keyPlace.file == 0 {
            diagnostics.append(
                source.diagnostic(
                    pair.keyPlace, "nothing uses the definition '\(pair.key)'",
                    suggestion: "write expect: $\(pair.key)", topic: "file.define"))
        }
    }

    /// Warns of a value that nothing reads: most likely its name was misspelt, here or where it is used.
    private mutating func checkUse(ofKeysIn matrix: Matrix, _ used: Set<String>) {
        var told: Set<String> = []
        let names = Dictionary(grouping: matrix.valuePairs, by: \.axis).mapValues { Set($0.map(\.pair.key)) }
        for (axis, pair) in matrix.valuePairs
        where isRead(axis, names[axis] ?? [], used) && !used.contains("\(axis).\(pair.key)") && pair.keyPlace.file == 0
            && told.insert("\(axis).\(pair.key)").inserted
        {
            let read = Self.keys(of: axis, in: used).sorted()
            diagnostics.append(
                source.diagnostic(
                    pair.keyPlace, "nothing uses '$\(axis).\(pair.key)'", severity: .warning,
                    suggestion: didYouMean(pair.key, among: read)
                        ?? "write $\(axis).\(pair.key) where it is meant, or leave it out",
                    topic: axis == Matrix.combination ? "matrix.combinations" : "matrix"))
        }
    }

    /// Whether an axis is used, and no reference names a key that none of its rows has: that mistake has its own error.
    private func isRead(_ axis: String, _ keys: Set<String>, _ used: Set<String>) -> Bool {
        used.contains { $0 == axis || $0.hasPrefix(axis + ".") } && Self.keys(of: axis, in: used).isSubset(of: keys)
    }

    private static func keys(of axis: String, in used: Set<String>) -> Set<String> {
        Set(used.filter { $0.hasPrefix(axis + ".") }.map { String($0.dropFirst(axis.count + 1)) })
    }

    private mutating func definitions(_ row: Matrix.Row) -> [String: Tree] {
        var definitions: [String: Tree] = [:]
        for pair in tree["define"]?.pairs ?? [] {
            definitions[pair.key] = row.substitute(in: pair.value, source, &diagnostics)
        }
        return definitions
    }

    private func texts(_ value: Value?) -> [String] {
        guard let value else { return [] }
        return value.text.map { [$0] } ?? value.items.compactMap(\.text)
    }
}

extension Tree {
    /// What stands where nothing was written.
    static let nothing = Tree(content: .empty, place: .whole)

    /// Whether it is a map or a list, as `form` says; nothing at all may be either.
    fileprivate func hasForm(_ form: String) -> Bool {
        switch content {
        case .map: form == "map"
        case .list: form == "list"
        case .empty, .faulty: true
        case .scalar: false
        }
    }
}
