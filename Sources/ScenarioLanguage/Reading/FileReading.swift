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
        var seen: Set<Diagnostic> = []
        let paths = [source.path] + source.extended.map(\.path)
        let all = diagnostics.filter { seen.insert($0).inserted }.map { (paths.firstIndex(of: $0.path) ?? 0, $0) }
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
            inRows.contains(field.name)
                ? Field(field.name, .anything, required: field.isRequired, example: field.example, field.doc) : field
        }
        let value = checker.check(tree, Record(file.topic, file.doc, fields), key: "a scenario")
        // A file that others extend needs no title and no steps, but its keys are those of a scenario.
        let optional = fields.map { Field($0.name, $0.shape, example: $0.example, $0.doc) }
        for base in bases { _ = checker.check(base, Record(file.topic, file.doc, optional), key: "a scenario") }
        if let steps = tree["steps"], steps.items.isEmpty {
            checker.complain(steps.place, "'steps' is a list of at least one step", topic: "step")
        }
        if let definitions = tree["define"], definitions.pairs.isEmpty {
            checker.complain(definitions.place, "'define' takes a map of named expectations", topic: "file.define")
        }
        diagnostics += checker.diagnostics
        return value ?? .map([])
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
        for pair in tree["define"]?.pairs ?? [] where !used.contains(pair.key) && pair.keyPlace.file == 0 {
            diagnostics.append(
                source.diagnostic(
                    pair.keyPlace, "nothing uses the definition '\(pair.key)'",
                    suggestion: "write expect: $\(pair.key)", topic: "file.define"))
        }
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
}
