public import ScenarioLanguage
import WorkTime

/// What must come of a step; what is nil or empty is free.
public struct Expectation: Sendable {
    /// The client's failure id; nil where the step must succeed.
    public var failure: String?
    /// The rule of the last refusal that was not mended.
    public var because: String?
    /// Rules of other refusals that may be met.
    public var also: [String] = []
    /// The exchange under way.
    public var at: String?
    /// The HTTP status; `.some(nil)` where no response must have come.
    public var status: Int??
    /// The error code; `.some(nil)` where no response must have come.
    public var error: String??
    /// What the person is shown.
    public var message: TextExpectation?
    /// What it warns of though it succeeds.
    public var notice: TextExpectation?
    /// The steps of which the client must propose one.
    public var remedies: [String] = []
    /// Requests by party and kind; `total` and `others` are kinds.
    public var requests: [String: [String: CountExpectation]] = [:]
    /// How things stand afterwards, with the keys of the file.
    public var state: Value = .map([])
    /// What it returns, with the keys of the file.
    public var shows: Value = .map([])
    /// Virtual time that may pass.
    public var within: Duration?
    /// The same as a recommendation.
    public var should: [Expectation] = []

    /// Success without anything to say.
    public static let success = Expectation()

    private init() {}

    /// Reads an `expect`, in which references are resolved already; the word `ok` is success.
    ///
    /// - Throws: `ExpectationTrouble` that names the key.
    public init(_ value: Value) throws(ExpectationTrouble) {
        guard case .map(let entries) = value else {
            guard ["ok", "yes"].contains(value.text) else {
                throw ExpectationTrouble("expect takes 'ok' or a map")
            }
            return
        }
        for entry in entries { try read(entry.key, entry.value) }
    }

    private mutating func read(_ key: String, _ value: Value) throws(ExpectationTrouble) {
        switch key {
        case "ok": break
        case "failure": failure = value.text
        case "because": because = value.text
        case "also": also = try TextExpectation.texts(value, at: "also")
        case "at": at = value.text
        case "status": status = .some(value.text == "none" ? nil : value.text.flatMap { Int($0) })
        case "error": error = .some(value.text == "none" ? nil : value.text)
        case "message": message = try TextExpectation(value, at: "message")
        case "notice": notice = try TextExpectation(value, at: "notice")
        case "remedy": remedies = try TextExpectation.texts(value["any_of"] ?? value, at: "remedy")
        case "requests":
            for party in value.entries {
                for kind in party.value.entries {
                    requests[party.key, default: [:]][kind.key] = try CountExpectation(
                        kind.value, at: "requests.\(party.key).\(kind.key)")
                }
            }
        case "state": state = value
        case "shows": shows = value
        case "within":
            guard let duration = value.text.flatMap({ Duration(text: $0) }) else {
                throw ExpectationTrouble("within takes a duration such as 90s")
            }
            within = duration
        case "should": should = [try Expectation(value)]
        default: throw ExpectationTrouble("'\(key)' cannot be expected")
        }
    }

    /// It in short, for a result: `grant-expired because oauth.grant.expired`.
    public var summary: String {
        guard let failure else { return "ok" }
        return "failure \(failure)" + (because.map { " because \($0)" } ?? "")
    }
}
