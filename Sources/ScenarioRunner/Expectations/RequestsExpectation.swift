import ScenarioLanguage
import Stage

/// How often something must have happened.
enum Limit: Hashable, Sendable {
    /// Exactly this often.
    case exactly(Int)
    /// This often or less.
    case atMost(Int)

    init?(_ value: Value?) {
        switch value {
        case .integer(let number): self = .exactly(number)
        case .some(let value):
            guard case .integer(let number) = value["at_most"] else { return nil }
            self = .atMost(number)
        case nil: return nil
        }
    }

    func holds(for number: Int) -> Bool {
        switch self {
        case .exactly(let wanted): number == wanted
        case .atMost(let most): number <= most
        }
    }

    var text: String {
        switch self {
        case .exactly(let number): String(number)
        case .atMost(let number): "at most \(number)"
        }
    }
}

/// `requests`: how often each party asked for what, by party and kind; `total` and `others` are kinds.
struct RequestsExpectation: ExpectedPart {
    static let key = "requests"

    /// How often one kind of request is tried, and how often it comes through.
    private struct Wanted {
        let party: String
        let kind: String
        let attempted: Limit?
        let arrived: Limit?
    }

    private let wanted: [Wanted]

    init(_ value: Value) throws(ExpectationTrouble) {
        var wanted: [Wanted] = []
        for party in value.entries {
            for kind in party.value.entries {
                let whole = Limit(kind.value)
                let attempted = whole ?? Limit(kind.value["attempted"])
                let arrived = whole == nil ? Limit(kind.value["arrived"]) : nil
                guard attempted != nil || arrived != nil else {
                    throw ExpectationTrouble(
                        "requests.\(party.key).\(kind.key) takes a number, {at_most} or {attempted, arrived}")
                }
                wanted.append(Wanted(party: party.key, kind: kind.key, attempted: attempted, arrived: arrived))
            }
        }
        self.wanted = wanted.sorted { ($0.party, $0.kind) < ($1.party, $1.kind) }
    }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        wanted.flatMap { wanted in
            let named = Set(self.wanted.filter { $0.party == wanted.party }.map(\.kind))
            let seen = Self.count(wanted.kind, in: outcome.requests[wanted.party] ?? [:], named: named)
            let what = "\(Self.key).\(wanted.party).\(wanted.kind)"
            // What the client answered by a further request is why there is one.
            let causes = Set(outcome.refusals.filter(\.answered).map { "\($0.rule) by \($0.by)" }).sorted()
            let why = causes.isEmpty ? "" : ", after \(causes.joined(separator: ", "))"
            return Self.mismatch("\(what).attempted", wanted.attempted, seen.attempted, why)
                + Self.mismatch("\(what).arrived", wanted.arrived, seen.arrived, why)
        }
    }

    private static func mismatch(_ what: String, _ limit: Limit?, _ seen: Int, _ why: String) -> [Mismatch] {
        guard let limit, !limit.holds(for: seen) else { return [] }
        return [Mismatch(what: what, expected: limit.text, seen: "\(seen)\(why)")]
    }

    private static func count(
        _ kind: String, in counts: [String: Outcome.Count], named: Set<String>
    ) -> Outcome.Count {
        switch kind {
        case "total": sum(counts.values)
        case "others": sum(counts.filter { !named.contains($0.key) }.values)
        default: counts[kind] ?? Outcome.Count(attempted: 0, arrived: 0)
        }
    }

    private static func sum(_ counts: some Sequence<Outcome.Count>) -> Outcome.Count {
        counts.reduce(into: Outcome.Count(attempted: 0, arrived: 0)) { total, count in
            total.attempted += count.attempted
            total.arrived += count.arrived
        }
    }
}
