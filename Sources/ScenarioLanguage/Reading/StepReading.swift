package import ScenarioKeys
package import WorkTime

/// Reads steps that come in pieces to a world that goes on, with the messages of a scenario file.
///
/// What earlier pieces created may be named by later ones. A step may have the id of a step of an earlier piece, whose place
/// it takes.
package struct StepReading: Sendable {
    /// How many steps with an id are remembered.
    package static let mostNamed = 1_000

    private let vocabulary: Vocabulary
    private let refusal: @Sendable (String, Value) -> KeyIssue?
    private var declared: WorldNames
    private var read = 0
    /// The steps that have an id, the last one of each.
    package private(set) var named: [String: Step] = [:]

    /// Reads steps for a world; `refusal` says which of them cannot be played in it, and why.
    package init(
        world: Value, vocabulary: Vocabulary,
        refusal: @escaping @Sendable (String, Value) -> KeyIssue? = { _, _ in nil }
    ) {
        self.vocabulary = vocabulary
        self.refusal = refusal
        declared = WorldReading(source: Source(path: "", text: ""), vocabulary: vocabulary).declared(in: world)
        // Whoever else uses the world creates what no step says.
        declared.openToOthers()
    }

    /// The steps of a text in YAML or JSON: one, or a list of them.
    ///
    /// Returns all that is wrong with it instead; nothing of it is remembered then.
    package mutating func steps(in text: String, named path: String, now: WorkDate) -> Result<[Step], Refused> {
        let source = Source(path: path, text: text)
        guard source.lines.contains(where: { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("#") }) else {
            return .failure(
                Refused(
                    source.diagnostic(
                        .whole, "there is no step", suggestion: "send one step, or a list: - clock.advance: 30m",
                        topic: "step")))
        }
        let tree: Tree
        do throws(Complaint) {
            tree = try TreeReader(source: source).read()
        } catch {
            return .failure(Refused(error.diagnostic))
        }
        let items: [Tree]
        switch tree.content {
        case .list(let list) where !list.isEmpty: items = list
        case .map: items = [tree]
        default:
            return .failure(
                Refused(
                    source.diagnostic(
                        tree.place, "this is neither a step nor a list of steps",
                        suggestion: "send one step, or a list: - clock.advance: 30m", topic: "step")))
        }
        var reading = RowReading(
            source: source, vocabulary: vocabulary, given: .nothing,
            steps: Tree(content: .list(items), place: tree.place),
            definitions: [:])
        reading.refusal = refusal
        reading.declared = declared
        // An id of an earlier piece may be given again.
        for item in items { item["id"]?.text.map { _ = reading.declared.stepIDs.remove($0) } }
        let steps = reading.readSteps(from: read + 1, StoryDates(now: now))
        var renamed = named
        for step in steps { step.id.map { renamed[$0] = step } }
        if renamed.count > Self.mostNamed {
            reading.diagnostics.append(
                source.diagnostic(
                    tree.place, "more than \(Self.mostNamed) steps have an id",
                    suggestion: "use an id again, or return to a snapshot", topic: "step.id"))
        }
        let errors = reading.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else { return .failure(Refused(diagnostics: errors)) }
        declared = reading.declared
        declared.stepIDs.formUnion(renamed.keys)
        read += steps.count
        named = renamed
        return .success(steps)
    }

    /// What is wrong with a text.
    package struct Refused: Error {
        /// Each mistake with its place, the first one first.
        package let diagnostics: [Diagnostic]

        init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
        fileprivate init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }
    }
}
