import Foundation
public import IntegrationClient
public import Rules
public import Secrets
public import StageHTTP
import Synchronization
import WorkServer
import WorkTime

/// Somebody at a screen, outside of the steps: what came of it, and what servers and network met.
public struct Visit<Value: Sendable>: Sendable {
    /// What came of it, or why it failed.
    public let result: Result<Value, any Error>
    /// What servers and network met meanwhile, and how things stand now.
    public let outcome: Outcome
    /// The steps that do the same, in order, for a recording.
    public let deeds: [Deed]
}

/// A step that somebody did by hand, and why it failed, if it did.
public struct Deed: Sendable {
    /// What stands in a recording for a secret that somebody typed.
    public static let typedSecret = "another-secret"

    /// The step.
    public let action: Action
    /// The rule that refused it; nil where it succeeded.
    public let refusedBy: String?
    /// The failure that the person met; nil where it succeeded.
    public let failure: FailureID?
    /// What the person was told; nil where it succeeded.
    public let message: String?

    /// Notes a step that was done by hand.
    public init(action: Action, refusedBy: String? = nil, failure: FailureID? = nil, message: String? = nil) {
        self.action = action
        self.refusedBy = refusedBy
        self.failure = failure
        self.message = message
    }
}

/// A person of the stage, for a list to choose from.
public struct StagePerson: Hashable, Sendable {
    /// The name.
    public let name: String
    /// What they may do in Office & Dragons.
    public let office: Person.Role?
    /// Whether they operate Control Center.
    public let isAdministrator: Bool
}

/// A server of the stage, as a browser's address bar has it.
public struct StageSite: Hashable, Sendable {
    /// The server's name.
    public let name: String
    /// The URL that it is known by.
    public let url: String
    /// The host of that.
    public let host: String
}

extension Stage {
    /// The people, by name.
    public var cast: [StagePerson] {
        people.names.map { name in
            let setup = people.setups[name]
            return StagePerson(
                name: name, office: setup?.office,
                isAdministrator: ["NRTADMIN", "APP_MANAGEMENT"].contains(setup?.controlCenter))
        }
    }

    /// The servers, by name.
    public var sites: [StageSite] {
        state.withLock { state in
            state.servers.values.sorted { $0.name < $1.name }.map {
                StageSite(name: $0.name, url: $0.url, host: $0.host)
            }
        }
    }

    /// The value of a setting of a server, or of the only one; nil where there is no such server or setting.
    package func setting(_ name: String, on server: String?) -> String? {
        guard let setting = ServerSetting(rawValue: name), let running = try? self.server(server).running else {
            return nil
        }
        return running.snapshot.settings[setting]
    }

    /// The address at which users reach Office & Dragons.
    public var officeHost: String { StageServer.host(of: deployment.redirectURL) }

    /// What is entered in Control Center for this Office & Dragons.
    public var registrationSheet: RegistrationSheet { deployment.registrationSheet }

    /// The wall date now.
    public var date: String { (clock.origin + clock.now.elapsed).iso8601 }

    /// A person's account and password on a server, for whoever plays them.
    public func credentials(of person: String, on server: String) -> (account: String, password: Secret)? {
        let account = people.account(of: person, on: server)
        return state.withLock { $0.servers[server] }?.running.credentials.passwords[account.uppercased()].map {
            (account, $0)
        }
    }

    /// Lets somebody use the client from a page, in the clock's sight.
    public func visitOffice<Value: Sendable>(
        _ what: String, _ body: @escaping @Sendable (Integration) async throws -> Value
    ) async -> Visit<Value> {
        await visit(what) { [integration] in try await body(integration) }
    }

    /// Sends one request from a person's browser, with its address; redirects are not followed, cookies are the caller's.
    ///
    /// Faults neither count nor strike a request that only loads a page which is looked at. An answer that ends a log-in on a
    /// page of the server is a failed `user.log_in` of the person.
    public func browse(
        as person: String, _ request: PartyRequest, isLook: Bool = false
    ) async -> Visit<PartyResponse> {
        let octet = octet(of: person)
        let party = StageParty(
            name: "browser", octet: octet, address: addresses[octet] ?? "", isInside: true, network: network,
            isLook: isLook)
        let transport = PartyTransport(network: party, clock: clock, limits: limits)
        let visit = await visit("browser of \(person)") { try await transport.send(request) }
        guard !isLook, let deed = deed(ofPage: visit, request, person) else { return visit }
        return Visit(result: visit.result, outcome: visit.outcome, deeds: visit.deeds + [deed])
    }

    /// Returns the log-in that ended on a page of a server; nil where the page is none of a log-in, or asks for more.
    private func deed(ofPage visit: Visit<PartyResponse>, _ request: PartyRequest, _ person: String) -> Deed? {
        guard ["authorize", "sign_in"].contains(request.kind), case .success(let response) = visit.result,
            let site = sites.first(where: { $0.host == StageServer.host(of: request.url) })
        else { return nil }
        let page = BrowserPage(
            url: request.url, status: response.status, kind: request.kind, body: response.text)
        // A form that can be sent again ends nothing: a wrong password is typed once more.
        guard response.status >= 400, HTMLForm(in: response.text) == nil else { return nil }
        let end = failure(of: .page(page), host: site.host)
        var arguments = ["as": JSON.text(person), "server": .text(site.name)]
        if end.failure.id == .signInCancelled { arguments["cancel_at"] = .text("sign_in") }
        return Deed(
            action: Action("user.log_in", arguments),
            refusedBy: visit.outcome.decidingRule, failure: end.failure.id, message: end.failure.message)
    }

    private func visit<Value: Sendable>(
        _ what: String, _ body: @escaping @Sendable () async throws -> Value
    ) async -> Visit<Value> {
        let number = nextActionNumber()
        let end = await withPlace {
            await supervised(what, number: number, judging: { Outcome(ok: (try? $0.get()) != nil) }, body: body)
        }
        guard let end else {
            return Visit(result: .failure(CancellationError()), outcome: .troubled(Stage.cancellation), deeds: [])
        }
        return Visit(result: end.result, outcome: end.outcome, deeds: commands.taken().compactMap { deed(of: $0) })
    }

    /// What an administrator did on a page, as a step; the newest secret of O&D's registration is remembered on the way.
    private func deed(of item: CommandLog.Item) -> Deed? {
        if case .success(let reply) = item.result, reply.clientID == Deployment.clientID,
            let secret = reply.clientSecret ?? item.command.typedSecret
        {
            state.withLock { $0.clientSecrets[item.server] = secret }
        }
        guard let step = item.command.step else { return nil }
        var arguments = step.arguments
        let person = people.names.first { people.account(of: $0, on: item.server).uppercased() == item.account }
        if !step.name.hasPrefix("network.") { arguments["as"] = person.map { .text($0) } }
        if state.withLock({ $0.servers.count }) > 1 { arguments["server"] = .text(item.server) }
        let action = Action(step.name, arguments)
        guard case .failure(let refusal) = item.result else { return Deed(action: action) }
        return Deed(
            action: action, refusedBy: refusal.rule, failure: .controlCenterRefused, message: refusal.message)
    }
}

extension JSON {
    /// A value in the form that files have.
    init?(encoding value: some Encodable) {
        guard let data = try? JSONEncoder().encode(value), let json = try? JSONDecoder().decode(JSON.self, from: data)
        else { return nil }
        self = json
    }
}
