import Rules
import Secrets
import Synchronization
import WorkTime

/// The iManage integration of Office & Dragons, for one firm: settings, review, log-ins, sessions.
public final class Integration: Sendable {
    let configuration: OfficeConfiguration
    let transport: HTTPTransport
    let people: [String: Person]
    let state: Mutex<OfficeState>

    /// Starts with iManage off and no server.
    ///
    /// - Parameters:
    ///   - configuration: where this O&D runs and what surrounds it.
    ///   - people: who uses it; a name that is not among them counts as an ordinary user.
    public init(_ configuration: OfficeConfiguration, people: [Person]) {
        self.configuration = configuration
        self.people = Dictionary(people.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var limits = configuration.options.limits
        limits.trustsAnyCertificate = configuration.mutation?.trustsAnyCertificate ?? false
        transport = HTTPTransport(
            network: configuration.network, clock: configuration.clock.clock, limits: limits)
        state = Mutex(
            OfficeState(vault: Vault(key: configuration.options.vaultKey, identifiers: configuration.identifiers)))
    }

    /// What to enter in Control Center for this O&D.
    public var registrationSheet: RegistrationSheet { configuration.deployment.registrationSheet }

    /// The exchanges that were tried, in order, whether they arrived or not; a long run keeps the last thousands.
    public var attempts: [Attempt] { state.withLock { $0.attempts } }

    /// What is known at this moment.
    public func status() -> OfficeStatus {
        state.withLock { state in
            let names = state.servers.keys.sorted()
            let kept = Set(state.vault.names)
            let sessions = people.keys.map { person in
                let own = names.map { server in
                    let key = SessionKey(person: person, server: server)
                    return (server, kept.contains(key.vaultName) ? SessionState.loggedIn : .loggedOut)
                }
                return (person, Dictionary(uniqueKeysWithValues: own))
            }
            return OfficeStatus(
                enabled: state.enabled, servers: state.servers.mapValues(\.standing),
                sessions: Dictionary(uniqueKeysWithValues: sessions),
                versions: state.servers.compactMapValues(\.version))
        }
    }

    /// Starts the product anew: log-ins under way are gone, and sessions too where tokens are kept in memory only.
    public func restart() {
        state.withLock { state in
            state.pending = [:]
            state.refreshes = [:]
            guard configuration.options.tokens == .memory else { return }
            for person in people.keys {
                for server in state.servers.keys {
                    let key = SessionKey(person: person, server: server)
                    guard state.vault.names.contains(key.vaultName) else { continue }
                    state.vault.forget(key.vaultName)
                    state.lost.insert(key)
                }
            }
        }
    }
}

// MARK: What all parts ask

extension Integration {
    /// The server of this name, or the failure that there is none.
    func record(_ server: String) throws(IntegrationFailure) -> ServerRecord {
        guard let record = state.withLock({ $0.servers[server] }) else {
            throw IntegrationFailure(
                .notFound, at: .office,
                cause: "No server called \(server) is listed in Settings > Organization > iManage.",
                remedy: "Add it there with Add New Server, or choose one that is listed.",
                rule: "client.server.unknown",
                server: server)
        }
        return record
    }

    func requireEnabled(server: String? = nil) throws(IntegrationFailure) {
        guard state.withLock({ $0.enabled }) else {
            throw IntegrationFailure(
                .integrationNotEnabled, at: .office, rule: "client.integration-off", server: server)
        }
    }

    /// Refuses a person without the role; the rule is the same for both roles.
    func require(_ role: Person.Role, of person: String, server: String? = nil) throws(IntegrationFailure) {
        guard people[person]?.role != role else { return }
        throw IntegrationFailure(
            role == .staff ? .notStaff : .notOrganizationAdmin, at: .office, rule: "client.role", server: server)
    }

    /// Sends a request of O&D's service and counts it.
    func exchange(
        _ request: WireRequest, server: String, receiver: WireReceiver? = nil
    ) async throws(CancellationError) -> Result<WireResponse, TransportFault> {
        let exchange = await sent(request, receiver: receiver)
        let (status, fault): (Int?, TransportFault?) =
            switch exchange.result {
            case .success(let response): (response.status, nil)
            case .failure(let fault): (nil, fault)
            }
        let attempt = Attempt(kind: request.kind, server: server, route: exchange.route, status: status, fault: fault)
        state.withLock { $0.count(attempt) }
        if let look = exchange.secondLook {
            let attempt = Attempt(
                kind: SecondLook.kind, server: server, route: look.route, status: nil, fault: look.fault)
            state.withLock { $0.count(attempt) }
        }
        if fault == .cancelled { throw CancellationError() }
        return exchange.result
    }

    private func sent(_ request: WireRequest, receiver: WireReceiver?) async -> HTTPTransport.Exchange {
        guard let mutation = configuration.mutation else {
            return await transport.exchange(request, receiver: receiver)
        }
        var request = request
        mutation.request?(&request)
        if let reply = mutation.reply?(request) { return HTTPTransport.Exchange(route: nil, result: .success(reply)) }
        let exchange = await transport.exchange(request, receiver: receiver)
        guard let change = mutation.response, case .success(let response) = exchange.result else { return exchange }
        return HTTPTransport.Exchange(route: exchange.route, result: .success(change(request, response)))
    }

    /// The client secret that was entered for the server.
    func clientSecret(of record: ServerRecord) -> String {
        // What cannot be opened is as good as a wrong secret: the server refuses it, and the remedy is to enter it again.
        let data = state.withLock { try? $0.vault.open(record.secretName) }
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
