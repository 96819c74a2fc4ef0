public import Rules

/// What scenarios have proven: each requirement with its success and its cells, and each documented failure.
///
/// A scenario that names a cell claims it, and proves it only where a rule that serves it decided. A cell without a
/// scenario is untested; what is known to fail or was skipped proves nothing.
public struct Coverage: Codable, Hashable, Sendable {
    /// How far something is proven.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// At least one scenario proves it, and none that names it fails.
        case proven
        /// Scenarios name it and pass, and in none of them a rule that serves it decided.
        case claimed
        /// A scenario that names it fails.
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
        /// The ids of the scenarios that name it and fail, then of those that prove it.
        public let scenarios: [String]
        /// The ids of the scenarios that name it without proving it.
        public let claims: [String]
        /// How well a documented failure is known; nil for what is no failure.
        public var evidence: Evidence?
        /// Why a documented failure cannot be played; nil where it can.
        public var notPlayable: String?

        private enum CodingKeys: String, CodingKey {
            case id, state, scenarios, claims, evidence
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
        of results: [ScenarioResult], ledger: RuleLedger = .all, requirements: [Requirement] = Requirements.all,
        failures: [DocumentedFailure] = DocumentedFailures.all
    ) {
        var naming: [String: [ScenarioResult]] = [:]
        for result in results {
            for name in Set(result.covers) { naming[name, default: []].append(result) }
        }
        let proof = Proof(ledger: ledger)
        func cell(_ id: String) -> Cell { Self.cell(id, named: naming[id] ?? [], proof) }
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

    private static func cell(_ id: String, named results: [ScenarioResult], _ proof: Proof) -> Cell {
        let played = results.filter { $0.verdict == .pass || $0.verdict.isRed }.sorted { $0.id < $1.id }
        let failing = played.filter(\.verdict.isRed).map(\.id)
        let proving = played.filter { proof.proves($0, id) }.map(\.id)
        let claiming = played.filter { !$0.verdict.isRed && !proof.proves($0, id) }.map(\.id)
        let state: State =
            !failing.isEmpty ? .failing : !proving.isEmpty ? .proven : claiming.isEmpty ? .untested : .claimed
        return Cell(id: id, state: state, scenarios: failing + proving, claims: claiming)
    }

    private static func whole(_ cells: [Cell]) -> State {
        for state in [State.failing, .untested, .claimed] where cells.contains(where: { $0.state == state }) {
            return state
        }
        return .proven
    }

    /// The claims of files of which no row proves anything, as `covers` names them: file, claim.
    public static func unproven(
        in results: [ScenarioResult], ledger: RuleLedger = .all
    ) -> [(file: String, claim: String)] {
        let proof = Proof(ledger: ledger)
        return Dictionary(grouping: results.filter { $0.verdict == .pass }, by: \.fileID)
            .sorted { $0.key < $1.key }
            .flatMap { file, rows in
                Set(rows.flatMap(\.covers)).sorted()
                    .filter { claim in
                        !rows.contains { $0.covers.contains(claim) && proof.proves($0, claim) }
                    }
                    .map { (file: file, claim: $0) }
            }
    }

    /// How many cells, successes among them, are in a state.
    public func count(_ state: State) -> Int {
        requirements.flatMap { [$0.success] + $0.cells }.count { $0.state == state }
    }
}
