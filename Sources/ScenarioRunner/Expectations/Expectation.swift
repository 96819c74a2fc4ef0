public import Rules
public import ScenarioLanguage
import Stage

/// What must come of a step; a key that is not named is free.
public struct Expectation: Sendable {
    /// Every key that is compared; `should` holds the same keys as a recommendation.
    static let kinds: [any ExpectedPart.Type] = [
        SuccessExpectation.self, FailureExpectation.self, BecauseExpectation.self, AlsoExpectation.self,
        PlaceExpectation.self, StatusExpectation.self, ErrorExpectation.self, MessageExpectation.self,
        RemedyExpectation.self, NoticeExpectation.self, ShowsExpectation.self, RequestsExpectation.self,
        StateExpectation.self, WithinExpectation.self,
    ]

    /// The keys that are compared, in the order in which mismatches are reported.
    private(set) var parts: [any ExpectedPart]
    /// The same keys as a recommendation: a miss is a warning.
    private(set) var recommended: [any ExpectedPart] = []

    /// The step succeeds, and no party refuses anything on the way.
    public static let success = Expectation(parts: [SuccessExpectation(), AlsoExpectation()])

    private init(parts: [any ExpectedPart]) {
        self.parts = parts
    }

    /// Reads an `expect`, in which references are resolved already; the word `ok` is success.
    ///
    /// - Throws: `ExpectationTrouble` that names the key.
    public init(_ value: Value) throws(ExpectationTrouble) {
        guard case .map(let entries) = value else {
            guard ["ok", "yes"].contains(value.text) else {
                throw ExpectationTrouble("expect takes 'ok' or a map")
            }
            self = .success
            return
        }
        parts = try Self.parts(entries.filter { $0.key != "should" })
        if !parts.contains(where: { $0 is FailureExpectation || $0 is SuccessExpectation }) {
            parts.insert(SuccessExpectation(), at: 0)
        }
        // Refusals that nobody answered and nobody named are never free.
        if !parts.contains(where: { $0 is AlsoExpectation }) { parts.append(AlsoExpectation()) }
        recommended = try Self.parts(value["should"]?.entries ?? [])
    }

    private static func parts(_ entries: [Value.Entry]) throws(ExpectationTrouble) -> [any ExpectedPart] {
        for entry in entries where !kinds.contains(where: { $0.key == entry.key }) {
            throw ExpectationTrouble("'\(entry.key)' cannot be expected")
        }
        var parts: [any ExpectedPart] = []
        for kind in kinds {
            guard let entry = entries.last(where: { $0.key == kind.key }) else { continue }
            parts.append(try kind.init(entry.value))
        }
        return parts
    }

    /// The part of a kind, where the expectation has one.
    func part<Part: ExpectedPart>(_ kind: Part.Type) -> Part? {
        parts.lazy.compactMap { $0 as? Part }.first
    }

    /// Keeps the parts, recommended ones among them, of which `isKept` is true.
    mutating func keep(_ isKept: (any ExpectedPart) -> Bool) {
        parts = parts.filter(isKept)
        recommended = recommended.filter(isKept)
    }

    /// Adds a part.
    mutating func add(_ part: any ExpectedPart) { parts.append(part) }

    /// The failure that is expected; nil where the step must succeed.
    public var failure: FailureID? { part(FailureExpectation.self)?.id }

    /// The rule that must decide; nil where none is named.
    public var because: String? { part(BecauseExpectation.self)?.rule }

    /// It in short, for a result: `failure grant-expired because oauth.grant.expired`.
    public var summary: String {
        guard let failure else { return "ok" }
        return "failure \(failure)" + (because.map { " because \($0)" } ?? "")
    }
}
