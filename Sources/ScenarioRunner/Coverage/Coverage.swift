public import Rules

/// What scenarios have proven: each requirement with its success and its cells, and each documented failure.
///
/// A cell without a scenario is untested, never passed; what is known to fail or was skipped proves nothing.
public struct Coverage: Codable, Hashable, Sendable {
    /// How far something is proven.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// At least one scenario names it, and all that do are green.
        case proven
        /// A scenario that names it is red.
        case failing
        /// No scenario that was played names it.
        case untested
    }

    /// A cell, a requirement's success or a documented failure, with the scenarios that name it.
    public struct Cell: Codable, Hashable, Sendable {
        /// What it is called in `covers`.
        public let id: String
        /// How far it is proven.
        public let state: State
        /// The ids of the scenarios that name it, red ones first.
        public let scenarios: [String]
        /// How well a documented failure is known; nil for what is no failure.
        public var evidence: Evidence?
        /// Why a documented failure cannot be played; nil where it can.
        public var notPlayable: String?

        private enum CodingKeys: String, CodingKey {
            case id, state, scenarios, evidence
            case notPlayable = "not_playable"
        }
    }

    /// A sentence of the article.
    public struct Sentence: Codable, Hashable, Sendable {
        /// The requirement's id.
        public let id: String
        /// Proven where its success and all its cells are, failing where one of them is.
        public let state: State
        /// Its success, which the bare id stands for.
        public let success: Cell
        /// What can go wrong with it.
        public let cells: [Cell]
    }

    /// The version of this form.
    public let schema: Int
    /// The article's requirements, in its order.
    public let requirements: [Sentence]
    /// The documented failures, in the order of their ids.
    public let failures: [Cell]

    /// Counts what a run has proven.
    public init(
        of results: [ScenarioResult], requirements: [Requirement] = Requirements.all,
        failures: [DocumentedFailure] = DocumentedFailures.all
    ) {
        var naming: [String: [ScenarioResult]] = [:]
        for result in results {
            for name in Set(result.covers) { naming[name, default: []].append(result) }
        }
        func cell(_ id: String) -> Cell { Self.cell(id, named: naming[id] ?? []) }
        schema = 1
        self.requirements = requirements.map { requirement in
            let success = cell(requirement.id)
            let cells = requirement.cells.map { cell("\(requirement.id)/\($0.name)") }
            return Sentence(
                id: requirement.id, state: Self.whole([success] + cells), success: success, cells: cells)
        }
        self.failures = failures.map { failure in
            var cell = cell(failure.id)
            cell.evidence = failure.evidence
            cell.notPlayable = failure.notPlayable
            return cell
        }
    }

    private static func cell(_ id: String, named results: [ScenarioResult]) -> Cell {
        let played = results.filter { $0.verdict != .skip && $0.verdict != .notReached && $0.verdict != .known }
        let red = played.filter(\.verdict.isRed).map(\.id).sorted()
        let green = played.filter { !$0.verdict.isRed }.map(\.id).sorted()
        let state: State = !red.isEmpty ? .failing : green.isEmpty ? .untested : .proven
        return Cell(id: id, state: state, scenarios: red + green)
    }

    private static func whole(_ cells: [Cell]) -> State {
        if cells.contains(where: { $0.state == .failing }) { return .failing }
        return cells.allSatisfy { $0.state == .proven } ? .proven : .untested
    }

    /// How many cells, successes among them, are in a state.
    public func count(_ state: State) -> Int {
        requirements.flatMap { [$0.success] + $0.cells }.count { $0.state == state }
    }
}
