import ScenarioKeys

/// Changes what a server's name leads to.
struct ChangeName: ServerStep {
    static let name = "network.dns"
    static let doc = "Changes what a server's name leads to; without an answer it leads to the server again."
    static let keys: [ListedKey<Self>] = [
        .init(\._server), .init(\._host), .init(\._address), .init(\._answer), .init(\._asker),
    ]

    enum Answer: String, WordValue {
        case unknown, timeout

        var meaning: String? {
            switch self {
            case .unknown: "The name does not exist."
            case .timeout: "No name server answers."
            }
        }
    }

    @Key(.server) var server: ServerName?
    @Key("name", "The name; the server's own unless said.", example: "name: work.example.com")
    var host: String?
    @Key("address", "The address that it leads to from now on.")
    var address: IPAddress?
    @Key("answer", "What is answered instead of an address.")
    var answer: Answer?
    @Key("by", "Who gets this answer; everybody unless said.")
    var asker: CallingParty?

    func verify() throws(KeyIssue) {
        guard address == nil || answer == nil else {
            throw KeyIssue("a name leads to an 'address' or has another 'answer', not both", at: "answer")
        }
    }

    func perform(on stage: Stage) async throws -> Nothing {
        let host = try host ?? target(on: stage).host
        switch answer {
        case .unknown: stage.network.answer(host: host, by: asker?.rawValue, .unknown)
        case .timeout: stage.network.answer(host: host, by: asker?.rawValue, .silence)
        case nil: stage.network.answer(host: host, by: asker?.rawValue, address.map { .address($0.text) })
        }
        return Nothing()
    }
}

/// A party whose requests are meant.
enum CallingParty: String, WordValue {
    case office, browser

    var meaning: String? {
        switch self {
        case .office: "Office & Dragons' service."
        case .browser: "People's browsers."
        }
    }
}
