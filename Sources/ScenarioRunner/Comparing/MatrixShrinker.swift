import Rules
public import ScenarioLanguage

/// Finds which rows of a failing combination of a matrix make it fail.
public struct MatrixShrinker: Sendable {
    /// The smallest combination that is red in the same way.
    public struct Shrunk: Sendable {
        /// The rows, by axis, without which the scenario does not fail in this way.
        ///
        /// The other axes are at their first row.
        public let essential: [(axis: String, row: String)]
        /// How many combinations were played.
        public let played: Int
        /// The file with this combination alone, which can be played.
        public let text: String
        /// What came of it.
        public let result: ScenarioResult
    }

    private let text: String
    private let path: String
    private let loader: ScenarioLoader
    private let seed: UInt64

    /// A shrinker of the matrix in a file's text.
    public init(
        text: String, path: String, loader: ScenarioLoader = ScenarioLoader(vocabulary: .catalogues), seed: UInt64 = 1
    ) {
        self.text = text
        self.path = path
        self.seed = seed
        self.loader = loader
    }

    /// Shrinks the combination of these row names, in the order of the axes; nil where it is not red.
    ///
    /// Axis by axis the row gives way to the axis' first one, and comes back where the scenario then fails no more, or in
    /// another step or by another rule.
    public func shrink(_ rows: [String]) async -> Shrunk? {
        let axes = loader.axes(text: text, path: path)
        guard axes.count == rows.count else { return nil }
        var picks = Dictionary(zip(axes.map(\.name), rows)) { first, _ in first }
        guard var result = await play(picks), result.verdict.isRed else { return nil }
        let cause = Cause(result)
        var played = 1
        for axis in axes {
            guard let first = axis.rows.first, picks[axis.name] != first else { continue }
            var fewer = picks
            fewer[axis.name] = first
            played += 1
            guard let other = await play(fewer), Cause(other) == cause else { continue }
            (picks, result) = (fewer, other)
        }
        // The neighbours confirm it: an axis matters where another of its rows changes what comes out.
        var essential: [(axis: String, row: String)] = []
        for axis in axes {
            guard let row = picks[axis.name] else { continue }
            for other in axis.rows where other != row {
                var neighbour = picks
                neighbour[axis.name] = other
                played += 1
                guard let result = await play(neighbour), Cause(result) == cause else {
                    essential.append((axis: axis.name, row: row))
                    break
                }
            }
        }
        let chosen = loader.choosing(picks, text: text, path: path)
        // With one row of each axis some definition may be without use, and the file would not be valid.
        let smallest = loader.load(text: chosen, path: path).scenarios.isEmpty ? text : chosen
        return Shrunk(essential: essential, played: played, text: smallest, result: result)
    }

    /// In which way something is red.
    private struct Cause: Equatable {
        let verdict: Verdict
        let step: Int?
        let failure: FailureID?
        let rule: String?

        init(_ result: ScenarioResult) {
            verdict = result.verdict
            step = result.redStep?.number
            failure = result.redStep?.failure
            rule = result.redStep?.rule
        }
    }

    /// Shrinks the combination that a scenario's id names: `4-settings/urls[https,long]`.
    ///
    /// A row's name may hold commas and brackets, so that the names of the rows are looked for and not split.
    public func shrink(id: String) async -> Shrunk? {
        let axes = loader.axes(text: text, path: path)
        let names = String(id.dropFirst(id.prefix { $0 != "[" }.count + 1).dropLast())
        guard let rows = Self.rows(named: names[...], of: axes.map(\.rows)) else { return nil }
        return await shrink(rows)
    }

    /// The row of each axis whose names, joined by commas, give a text; nil where none do.
    private static func rows(named text: Substring, of axes: [[String]]) -> [String]? {
        guard let first = axes.first else { return text.isEmpty ? [] : nil }
        for row in first where text.hasPrefix(row) {
            let rest = text.dropFirst(row.count)
            if axes.count == 1 {
                if rest.isEmpty { return [row] }
            } else if rest.hasPrefix(","), let others = rows(named: rest.dropFirst(), of: Array(axes.dropFirst())) {
                return [row] + others
            }
        }
        return nil
    }

    private func play(_ picks: [String: String]) async -> ScenarioResult? {
        let rows = loader.axes(text: text, path: path).compactMap { picks[$0.name] }.joined(separator: ",")
        // A combination that `pairwise` leaves out is no scenario of the file.
        let scenario =
            loader.load(text: text, path: path).scenarios.first { $0.id.hasSuffix("[\(rows)]") }
            ?? loader.load(text: loader.choosing(picks, text: text, path: path), path: path).scenarios.first
        guard let scenario else { return nil }
        return await ScenarioPlayer(seed: seed).play(scenario)
    }
}
