/// Where two observations differ: two servers, or one before and after an upgrade.
public struct ObservationComparison: Sendable, Encodable {
    /// A switch that reads otherwise.
    public struct Difference: Sendable, Encodable, Hashable {
        /// The switch.
        public let id: String
        /// What the first observation says.
        public let first: String
        /// What the second one says.
        public let second: String
    }

    /// The releases, where they differ.
    public let releases: [String]
    /// The switches on which both say something, and not the same.
    public let differences: [Difference]
    /// The switches that one of them did not see.
    public let seenOnce: [Difference]
    /// The calls whose answers have other shapes.
    public let shapes: [String]

    private enum CodingKeys: String, CodingKey {
        case releases, differences, shapes
        case seenOnce = "seen_once"
    }

    /// Compares two observations.
    public init(_ first: Observation, _ second: Observation) {
        let releases = [first.release ?? "not reported", second.release ?? "not reported"]
        self.releases = releases[0] == releases[1] ? [] : releases
        var (differences, seenOnce): ([Difference], [Difference]) = ([], [])
        for id in Set(first.findings.keys).union(second.findings.keys).sorted() {
            let pair = [first.findings[id]?.summary, second.findings[id]?.summary]
            guard pair[0] != pair[1] else { continue }
            let difference = Difference(id: id, first: pair[0] ?? "not seen", second: pair[1] ?? "not seen")
            if pair.contains(nil) { seenOnce.append(difference) } else { differences.append(difference) }
        }
        (self.differences, self.seenOnce) = (differences, seenOnce)
        let calls = Set(first.shapes.map(\.call)).intersection(second.shapes.map(\.call))
        shapes = calls.sorted().filter { call in
            let ofFirst = first.shapes.filter { $0.call == call }
            let ofSecond = second.shapes.filter { $0.call == call }
            return !ofFirst.allSatisfy { one in ofSecond.contains { $0.isLike(one) } }
                || !ofSecond.allSatisfy { one in ofFirst.contains { $0.isLike(one) } }
        }
    }

    /// Whether both servers behave alike, as far as both were seen.
    public var isAlike: Bool { differences.isEmpty && releases.isEmpty }

    /// The comparison for people.
    public var lines: [String] {
        var lines = releases.isEmpty ? [] : ["release: \(releases[0]), then \(releases[1])"]
        lines += ["readings that differ: \(differences.count)"]
        lines += differences.map { "  \($0.id): \($0.first), then \($0.second)" }
        if !seenOnce.isEmpty { lines += ["seen in one of them: \(seenOnce.count)"] }
        lines += seenOnce.map { "  \($0.id): \($0.first), then \($0.second)" }
        if !shapes.isEmpty {
            lines += ["calls with answers of another shape: \(shapes.count)"] + shapes.map { "  \($0)" }
        }
        return lines
    }
}

extension Finding {
    /// The reading, or that there is none; nil where nothing was seen.
    fileprivate var summary: String? {
        switch self {
        case .asSimulated(let reading, _), .differs(let reading, _): reading
        case .gap: "no reading of the simulation"
        case .notSeen: nil
        }
    }
}
