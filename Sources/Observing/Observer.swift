public import Rules
public import Secrets
public import WorkTime

/// Observes a work server: makes the calls of the probes, and says which readings the server has.
public struct Observer: Sendable {
    /// A probe that will be tried, or why it will not.
    public struct Planned: Sendable {
        /// The switch.
        public let question: SwitchDescription
        /// Its calls; empty where none is made.
        public let calls: [String]
        /// Why no call is made; nil where some are.
        public let reason: String?
    }

    let options: ObserverOptions
    let catalogue: RuleCatalogue
    let clock: any WorkClock
    let identifiers: any IdentifierSource

    /// Makes an observer of the switches of a catalogue.
    public init(
        _ options: ObserverOptions, _ catalogue: RuleCatalogue, clock: any WorkClock = SystemClock(),
        identifiers: any IdentifierSource = SystemIdentifiers()
    ) {
        (self.options, self.catalogue, self.clock, self.identifiers) = (options, catalogue, clock, identifiers)
    }

    /// What will be tried, in the order in which it is.
    public var plan: [Planned] {
        let known = KnownValues(options, identifiers)
        return questions.map { question in
            guard let probe = question.probe else {
                return Planned(question: question, calls: [], reason: question.withoutProbe)
            }
            let missing = probe.needs.first { name in
                known[name] == nil && !(Self.found.contains(name) && (options.password != nil || options.code != nil))
            }
            let reason = missing.map(known.reason) ?? (probe.calls.isEmpty ? "only where the server throttles" : nil)
            return Planned(question: question, calls: reason == nil ? probe.calls.map(\.label) : [], reason: reason)
        }
    }

    /// What the first calls find out.
    static let found: Set<String> = ["access", "customer", "user_id", "library", "workspace", "document"]

    /// The calls that come first: who answers, who signs in, and what is there.
    static func opening(code: Bool) -> [ProbeCall] {
        let logIn: ProbeCall =
            code
            ? .redeem("<code>", keeps: ["access": "access_token"])
            : .token(
                ProbeCall.client.merging(ProbeCall.person) { own, _ in own }, keeps: ["access": "access_token"])
        return [
            .get("/api"), logIn,
            ProbeCall(
                "GET", "/api", headers: ["X-Auth-Token": "<access>"],
                keeps: [
                    "customer": "data.user.customer_id", "user_id": "data.user.id",
                    "library": "data.work.preferred_library",
                ]),
            .content("libraries", keeps: ["library": "data.0.id"]),
            .content(
                "libraries/<library>/workspaces/search", method: "POST", body: .json("{\"limit\":1}"),
                keeps: ["workspace": "data.0.id", "workspace_beside": "data.results.0.id"]),
            .content(
                "libraries/<library>/documents?limit=1",
                keeps: ["document": "data.0.id", "document_beside": "data.results.0.id"]),
        ]
    }

    /// The switches: what only reads first, then sign-in pages, then what makes things, then what may fail a sign-in.
    var questions: [SwitchDescription] {
        func rank(_ question: SwitchDescription) -> Int {
            let needs = question.probe?.needs ?? []
            if needs.contains("wrong_password") || needs.contains("name_without_address") { return 3 }
            if needs.contains("scratch") { return 2 }
            return question.probe?.calls.contains { $0.path.isEmpty } == true ? 1 : 0
        }
        return catalogue.switches.sorted { (rank($0), $0.id) < (rank($1), $1.id) }
    }

    /// Makes the calls.
    ///
    /// Ends also when the task is cancelled: what was made is removed, and what was seen is returned.
    ///
    /// - Parameters:
    ///   - only: The ids of the switches to look at; nil for all.
    ///   - note: Hears of each switch that is settled.
    /// - Returns: What was seen.
    /// - Throws: What kept the server from being called at all.
    public func observe(
        only: Set<String>? = nil, note: @escaping @Sendable (String, Finding) -> Void = { _, _ in }
    ) async throws(ObservingError) -> Observation {
        let door: ServerDoor
        do {
            door = try ServerDoor(options.server, options.network, clock: clock)
        } catch {
            throw ObservingError("The certificates that --ca names cannot be read. Give a file of certificates in PEM.")
        }
        var run = ObserverRun(self, door, note)
        await run.observe(questions.filter { only?.contains($0.id) ?? true })
        await door.close()
        return run.observation
    }
}
