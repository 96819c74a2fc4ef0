import ScenarioLanguage

/// How often something must have happened.
public enum Limit: Hashable, Sendable {
    /// Exactly so often.
    case exactly(Int)
    /// So often or less.
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

/// How often one kind of request must have been tried, and must have come through.
public struct CountExpectation: Hashable, Sendable {
    /// Tries by the party.
    public var attempted: Limit?
    /// Arrivals at a server.
    public var arrived: Limit?

    init(_ value: Value, at key: String) throws(ExpectationTrouble) {
        if let limit = Limit(value) {
            attempted = limit
            return
        }
        attempted = Limit(value["attempted"])
        arrived = Limit(value["arrived"])
        guard attempted != nil || arrived != nil else {
            throw ExpectationTrouble("\(key) takes a number, {at_most} or {attempted, arrived}")
        }
    }
}
