public import CertificateAuthority
import IntegrationClient
package import Rules
import ScenarioKeys
public import Secrets
import StageHTTP
import Synchronization
import WorkServer
public import WorkTime

/// A world to play in: work servers, Office & Dragons, people with addresses, names, a firewall and one clock.
///
/// Whatever plays (scenario steps, buttons, tests) does it by `perform`; there is no second vocabulary.
public final class Stage: Sendable {
    struct State {
        var servers: [String: StageServer] = [:]
        var clientSecrets: [String: Secret] = [:]
        var browsers: [String: SimulatedBrowser] = [:]
        var actions = 0
        /// How many of them brought the world to where the setup wants it.
        var actionsOfSetup = 0
        /// The rules by which the client let something pass, by the number of the action under way.
        var accepted: [Int: [String]] = [:]
        var marks: [String: WorkInstant] = [:]
        /// The registration that an administrator exported last.
        var registration: [String: String]?
        /// The report that was made last.
        var report: String?
        /// The documents that bear an id in the world: server, id, the server's own name for it.
        var documents: [String: [String: ContentKey]] = [:]
        /// Paths of documents whose standing is asked for.
        var watched: Set<String> = []
        /// What each person was told so far: failures and notices.
        var told: [String: [String]] = [:]
        /// Whether the client says how many requests it tried.
        var isAttemptCounted = false
        /// The proxy of a client in a process of its own, and the folder with its files.
        var gateway = ""
        var clientFolder: String?
    }

    /// The clock of all parties.
    public let clock: VirtualClock
    /// Every secret that was minted or entered, for redaction.
    public let secrets = SecretBook()

    let setup: StageSetup
    /// The steps that can be played here.
    let steps: StepRegistry
    let people: People
    let network: StageNetwork
    let chronicle: Chronicle
    let commands = CommandLog()
    let driver: any IntegrationDriver
    /// The driver of a client in a process of its own; `nil` for the client of this package.
    let external: ExternalDriver?
    let seed: UInt64
    let scenario: String
    /// The client of this package, for pages that are over it and nothing else.
    let integration: Integration
    let deployment: Deployment
    let officeClock: PartyClock
    let officeAddress: String
    let assumptions: Assumptions
    /// The limits of browsers and other programs.
    let limits: PartyLimits
    let addresses: [Int: String]
    let watchdog: LivenessWatchdog
    let state = Mutex(State())
    let mutation: StageMutation
    /// How callers from outside come in; nil for a world without any, which has a client of its own instead.
    let door: StageDoor?

    /// Builds the world of `setup` and starts its servers.
    ///
    /// - Parameters:
    ///   - setup: the world at the start.
    ///   - seed: where ids and secrets derive from; the same seed gives the same run.
    ///   - scenario: the story's id, part of the derivation, so that two stories share no secret.
    ///   - authority: who issues the servers' certificates; nil makes one for this stage.
    /// - Throws: what keeps a server from starting, or `StageTrouble` where the setup contradicts itself.
    public convenience init(
        setup: StageSetup, seed: UInt64, scenario: String, authority: Authority? = nil
    ) async throws {
        try await self.init(
            setup: setup, seed: seed, scenario: scenario, authority: authority, steps: .standard)
    }

    /// Builds the world of `setup`, in which these steps can be played and parties may make deliberate mistakes.
    ///
    /// `order` says who goes first of those who act at the same time; nil derives it from the seed. `probe` tells a
    /// standstill; nil asks the machine. `client` is a program that is tried in place of the client of this package.
    /// `questions` notes the switches whose readings this world asks for. With `door` callers from outside are served, and
    /// nobody uses the client.
    package init(
        setup: StageSetup, seed: UInt64, scenario: String, authority: Authority? = nil,
        steps: StepRegistry = .standard, order: AdmissionOrder? = nil, probe: (any LivenessProbe)? = nil,
        mutation: StageMutation = .none, client: ClientProgram? = nil, questions: QuestionLog? = nil,
        door: StageDoor? = nil
    ) async throws {
        self.setup = setup
        self.door = door
        chronicle = Chronicle(capacity: door == nil ? .max : 10_000)
        (self.seed, self.scenario) = (seed, scenario)
        self.steps = steps
        clock = VirtualClock(
            origin: setup.clock?.date ?? door?.begins ?? VirtualClock.usualOrigin,
            order: order
                ?? AdmissionOrder(identifiers: SeededIdentifiers(seed: seed, path: [scenario, "order"])))
        watchdog = LivenessWatchdog(probe: probe ?? SystemProbe())
        people = People(setups: setup.people)
        assumptions = Assumptions(setup.assume, log: questions)
        let authority = try authority ?? Authority()
        network = StageNetwork(
            clock: clock, trustRoot: authority.rootPEM,
            chance: SeededIdentifiers(seed: seed, path: [scenario, "network"]))
        officeClock = PartyClock(clock)
        officeAddress = setup.office.address?.text ?? "203.0.113.10"
        var options = ClientOptions(assumptions: assumptions)
        options.limits.connectTimeout = setup.client.connectTimeout ?? options.limits.connectTimeout
        options.tokens = setup.client.tokens ?? options.tokens
        options.pageSize = setup.client.pageSize ?? options.pageSize
        options.urlCheck = setup.client.urlCheck ?? options.urlCheck
        limits = PartyLimits(connectTimeout: options.limits.connectTimeout)
        addresses = Self.addresses(of: setup, office: officeAddress)
        deployment = setup.office.deployment ?? .multiTenant
        let party = StageParty(
            name: "office", octet: Self.officeOctet, address: officeAddress, isInside: false, network: network)
        var office = OfficeConfiguration(
            deployment: deployment, address: officeAddress, clock: officeClock,
            identifiers: SeededIdentifiers(seed: seed, path: [scenario, "office"]), secrets: secrets,
            network: OfficeParty(party: party),
            options: options)
        office.mutation = mutation.wire
        integration = Integration(office, people: people.office)
        external = client.map { [clock, officeClock, secrets] in
            ExternalDriver($0, party: party, calendar: officeClock, clock: clock, secrets: secrets)
        }
        let driver = InProcessDriver(integration: integration)
        self.driver = external ?? mutation.client?(driver) ?? driver
        self.mutation = mutation
        do {
            try await PlayingLimit.withPlace {
                try await startExternally()
                for (name, server) in setup.servers.sorted(by: { $0.key < $1.key }) {
                    try await open(name, server, seed: seed, scenario: scenario, authority: authority)
                }
                try await beginExternally()
                if door == nil { try await prepareOffice() }
            }
            state.withLock { $0.actionsOfSetup = $0.actions }
        } catch var trouble as StageTrouble {
            state.withLock { $0.actionsOfSetup = $0.actions }
            trouble.beginning = beginning
            await stop()
            throw trouble
        } catch {
            await stop()
            throw error
        }
    }

    /// Stops the client and all servers.
    public func stop() async {
        await stopExternally()
        for server in state.withLock({ $0.servers.values.sorted { $0.name < $1.name } }) { await server.running.stop() }
    }

    /// The secret that a reference of the world names: `main.client_secret`, `london.ada.access_token`; nil if there is none.
    public func secret(for reference: String) -> String? {
        let parts = reference.split(separator: ".").map(String.init)
        if parts.count == 2, parts[1] == "client_secret" {
            return state.withLock { $0.clientSecrets[parts[0]]?.reveal() }
        }
        if parts.count == 3, parts[2] == "password" {
            let account = people.account(of: parts[1], on: parts[0]).uppercased()
            return state.withLock { $0.servers[parts[0]] }?.running.credentials.passwords[account]?.reveal()
        }
        return (secrets.secret(named: reference) ?? mintedToken(for: parts))?.reveal()
    }

    /// A token that a client got which does not name its secrets: the last one that its server made for the person.
    private func mintedToken(for parts: [String]) -> Secret? {
        guard external != nil, parts.count == 3, let server = state.withLock({ $0.servers[parts[0]] }) else {
            return nil
        }
        let account = people.account(of: parts[1], on: parts[0]).uppercased()
        let kind = parts[2].replacing("_", with: " ")
        return secrets.secret(named: "\(account)'s \(kind) on \(server.running.snapshot.node.name)")
    }

    // MARK: Addresses

    static let officeOctet = 10

    /// The documentation address behind each second octet: Office & Dragons, then the people in the order of their names.
    private static func addresses(of setup: StageSetup, office: String) -> [Int: String] {
        var addresses = [officeOctet: office]
        for (index, name) in setup.people.keys.sorted().enumerated() {
            addresses[officeOctet + 1 + index] = setup.people[name]?.address?.text ?? "198.51.100.\(100 + index)"
        }
        return addresses
    }

    func octet(of person: String) -> Int {
        Self.officeOctet + 1 + (people.names.firstIndex(of: person) ?? 0)
    }

    /// Maps a raw peer address to the one that the server is to see.
    var peerAddress: @Sendable (String) -> String {
        let (addresses, network) = (addresses, network)
        return { raw in
            let octets = raw.split(separator: ".")
            guard octets.count == 4, let octet = Int(octets[1]) else { return raw }
            return addresses[octet] ?? network.stranger(behind: octet) ?? raw
        }
    }
}

extension AdmissionOrder {
    /// The order that a source of identifiers derives.
    fileprivate init(identifiers: some IdentifierSource) {
        self.init(seed: identifiers.bytes("order", count: 8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
