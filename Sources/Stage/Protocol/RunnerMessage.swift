/// One line that the runner writes on a driver's standard input: `{"type": "request", "id": 1, ...}`.
package enum RunnerMessage: Codable, Sendable {
    /// Sets up the client in a world; comes once, after the driver's `hello`.
    case begin(Begin)
    /// Has the client do one thing.
    case request(Request)
    /// The time, for a `now` of the driver.
    case now(Moment)
    /// The end of a `sleep`.
    case wake(Woken)
    /// The end of a wait for a turn.
    case turn(Moment)
    /// The scenario is over: the driver ends.
    case end

    /// The names of the messages, as `type` has them.
    package enum Name: String, Codable, CaseIterable, Sendable {
        case begin, request, now, wake, turn, end
    }

    /// The beginning of a scenario.
    package struct Begin: Codable, Sendable {
        /// The world.
        package var world: ClientWorld
    }

    /// A request with its id.
    package struct Request: Codable, Sendable {
        /// The id that the answer bears.
        package var id: Int
        /// The moment at which it is asked.
        package var now: ClientMoment
        /// What to do.
        package var request: ClientRequest
    }

    /// An answer to a question, with the time.
    package struct Moment: Codable, Sendable {
        /// The id of the question.
        package var id: Int
        /// The moment.
        package var now: ClientMoment
    }

    /// The end of a wait.
    package struct Woken: Codable, Sendable {
        /// The id of the wait.
        package var id: Int
        /// The moment.
        package var now: ClientMoment
        /// Whether it ended because the driver cancelled it.
        package var cancelled: Bool
    }

    private enum CodingKeys: String, CodingKey {
        case type
    }

    private var parts: (name: Name, payload: (any Encodable)?) {
        switch self {
        case .begin(let payload): (.begin, payload)
        case .request(let payload): (.request, payload)
        case .now(let payload): (.now, payload)
        case .wake(let payload): (.wake, payload)
        case .turn(let payload): (.turn, payload)
        case .end: (.end, nil)
        }
    }

    /// Reads the form that `encode` writes.
    package init(from decoder: any Decoder) throws {
        self =
            switch try decoder.container(keyedBy: CodingKeys.self).decode(Name.self, forKey: .type) {
            case .begin: .begin(try .init(from: decoder))
            case .request: .request(try .init(from: decoder))
            case .now: .now(try .init(from: decoder))
            case .wake: .wake(try .init(from: decoder))
            case .turn: .turn(try .init(from: decoder))
            case .end: .end
            }
    }

    /// Writes the type and beside it what the message holds.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(parts.name, forKey: .type)
        try parts.payload?.encode(to: encoder)
    }
}
