/// One line that a driver writes on its standard output: `{"type": "answer", "id": 1, "outcome": {}}`.
package enum DriverMessage: Codable, Sendable {
    /// The introduction, the first line of all.
    case hello(ClientHello)
    /// The world of `begin` is set up.
    case begun(Begun)
    /// What came of a request.
    case answer(Answer)
    /// Asks for the time; the runner writes `now` with the same id.
    case now(Asked)
    /// Waits until a moment; the runner writes `wake` with the same id.
    case sleep(Sleep)
    /// Ends a wait before its time; its `wake` says that it was cancelled.
    case cancel(Asked)
    /// One more task of the client can go on.
    case take
    /// One task fewer can go on.
    case give
    /// Waits until a request may go on; the runner writes `turn` with the same id.
    case turn(Turn)
    /// The client is done with an exchange, with a response or without.
    case ended(Ended)
    /// A secret that the client made, to be shown nowhere.
    case secret(Noted)

    /// The names of the messages, as `type` has them.
    package enum Name: String, Codable, CaseIterable, Sendable {
        case hello, begun, answer, now, sleep, cancel, take, give, turn, ended, secret
    }

    /// How setting up a world ended.
    package struct Begun: Codable, Sendable {
        /// Why the world cannot be set up; `nil` where it is.
        package var trouble: String?
    }

    /// What came of a request.
    package struct Answer: Codable, Sendable {
        /// The request's id.
        package var id: Int
        /// What came of it.
        package var outcome: ClientOutcome
    }

    /// A question by its id.
    package struct Asked: Codable, Sendable {
        /// The id that the driver chose; each is used once.
        package var id: Int
    }

    /// A wait.
    package struct Sleep: Codable, Sendable {
        /// The id that the driver chose; each is used once.
        package var id: Int
        /// Until when, in nanoseconds since the scenario's beginning.
        package var until: Int64
    }

    /// A wait for a request's turn.
    package struct Turn: Codable, Sendable {
        /// The id that the driver chose; each is used once.
        package var id: Int
        /// The request for which the client goes on.
        package var request: Int
    }

    /// The end of an exchange.
    package struct Ended: Codable, Sendable {
        /// The number that the gateway gave it.
        package var exchange: Int
    }

    /// A secret with the name that stands for it.
    package struct Noted: Codable, Sendable {
        /// The name.
        package var name: String
        /// The secret.
        package var value: String
    }

    private enum CodingKeys: String, CodingKey {
        case type
    }

    private var parts: (name: Name, payload: (any Encodable)?) {
        switch self {
        case .hello(let payload): (.hello, payload)
        case .begun(let payload): (.begun, payload)
        case .answer(let payload): (.answer, payload)
        case .now(let payload): (.now, payload)
        case .sleep(let payload): (.sleep, payload)
        case .cancel(let payload): (.cancel, payload)
        case .take: (.take, nil)
        case .give: (.give, nil)
        case .turn(let payload): (.turn, payload)
        case .ended(let payload): (.ended, payload)
        case .secret(let payload): (.secret, payload)
        }
    }

    /// The name of the message.
    package var name: Name { parts.name }

    /// Reads the form that `encode` writes.
    package init(from decoder: any Decoder) throws {
        self =
            switch try decoder.container(keyedBy: CodingKeys.self).decode(Name.self, forKey: .type) {
            case .hello: .hello(try .init(from: decoder))
            case .begun: .begun(try .init(from: decoder))
            case .answer: .answer(try .init(from: decoder))
            case .now: .now(try .init(from: decoder))
            case .sleep: .sleep(try .init(from: decoder))
            case .cancel: .cancel(try .init(from: decoder))
            case .take: .take
            case .give: .give
            case .turn: .turn(try .init(from: decoder))
            case .ended: .ended(try .init(from: decoder))
            case .secret: .secret(try .init(from: decoder))
            }
    }

    /// Writes the type and beside it what the message holds.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(parts.name, forKey: .type)
        try parts.payload?.encode(to: encoder)
    }
}
