import Foundation
import IntegrationClient
import Rules
import ScenarioKeys
import Secrets
import Synchronization
import WorkServer
import WorkTime

/// A client in a process of its own, on this stage.
extension Stage {
    /// Whether the client under test waits on the machine's clock.
    package var hasRealClient: Bool { external?.introduction?.clock == .real }

    /// What the client under test reports of failures; all of it for the client of this package.
    package var reported: Set<ClientHello.Reported> {
        Set(external?.introduction?.reports ?? ClientHello.Reported.allCases)
    }

    /// The name of a client in a process of its own; `nil` for the client of this package.
    package var externalName: String? { external.map { $0.introduction?.name ?? $0.program.command } }

    /// Sets a client that was started up in the world, as far as that needs no request.
    ///
    /// - Throws: `StageUntested` where the world has something that the client does not follow, `StageTrouble` where the
    ///   client fails.
    func beginExternally() async throws {
        guard let external, let hello = external.introduction else { return }
        for option in unusualOptions where !hello.follows(option) {
            throw StageUntested(
                reason: "the client '\(hello.name)' does not follow the option '\(option)' of this world")
        }
        try await asStageTrouble { try await external.begin(in: try world(for: hello)) }
    }

    /// Starts a client in a process of its own.
    func startExternally() async throws {
        guard let external else { return }
        try await asStageTrouble {
            let (hello, url) = try await external.start()
            state.withLock { $0.gateway = url }
            if let option = hello.options.first(where: { $0 != "*" && !clientOptions.contains($0) }) {
                throw ClientError(
                    words: "'hello' of the client names the option '\(option)', which does not exist; there are: "
                        + clientOptions.joined(separator: ", "))
            }
        }
    }

    private func asStageTrouble(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as ClientError {
            throw StageTrouble(error.words, isMistakeOfTheFile: false, isErrorOfTheClient: true)
        }
    }

    /// The names of the options and switches of a client.
    private var clientOptions: [String] {
        ["connect_timeout", "page_size", "tokens", "url_check"] + integrationClientRules.switches.map(\.id)
    }

    /// The options and switches of the client that this world sets.
    private var unusualOptions: [String] {
        let client = setup.client
        let options = [
            ("connect_timeout", client.connectTimeout != nil), ("page_size", client.pageSize != nil),
            ("tokens", client.tokens != nil), ("url_check", client.urlCheck != nil),
        ].filter(\.1).map(\.0)
        let switches = Set(integrationClientRules.switches.map(\.id))
        return options + setup.assume.keys.filter(switches.contains).sorted()
    }

    private func world(for hello: ClientHello) throws -> ClientWorld {
        let client = setup.client
        return ClientWorld(
            scenario: scenario, seed: seed, now: ClientMoment(officeClock),
            gateways: ["office": state.withLock { $0.gateway }], authorityFile: try authorityFile(),
            deployment: deployment.rawValue, clientID: Deployment.clientID,
            redirectURL: deployment.registrationSheet.redirectURL, address: officeAddress,
            people: people.office.map { .init(name: $0.name, role: $0.role.rawValue) },
            servers: hello.entersServers ? [] : try configuredServers(for: hello),
            options: .init(
                connectTimeout: client.connectTimeout?.text, pageSize: client.pageSize, tokens: client.tokens?.rawValue,
                urlCheck: client.urlCheck?.rawValue), assume: setup.assume)
    }

    /// The servers that a client has which no request can enter into it.
    private func configuredServers(for hello: ClientHello) throws -> [ClientWorld.ConfiguredServer] {
        let entered = (setup.office.servers ?? [:]).filter { $0.value != .absent }.map { ($0.key.name, $0.value) }
        return try entered.sorted { $0.0 < $1.0 }.map { name, standing in
            guard standing == .validated else {
                throw StageUntested(
                    reason: "the client '\(hello.name)' does not offer office.add_server and what belongs to it, and "
                        + "'\(name)' is not validated in this world")
            }
            return ClientWorld.ConfiguredServer(
                name: name, url: try server(name).url, clientID: Deployment.clientID,
                clientSecret: state.withLock { $0.clientSecrets[name]?.reveal() } ?? "not-registered-yet")
        }
    }

    /// Writes the authority's certificate into a file of this stage.
    private func authorityFile() throws -> String {
        var template = Array((NSTemporaryDirectory() + "/worksim-client-XXXXXX").utf8CString)
        let folder = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let folder else {
            throw StageTrouble("no folder can be made in \(NSTemporaryDirectory())", isMistakeOfTheFile: false)
        }
        state.withLock { $0.clientFolder = folder }
        let path = folder + "/authority.pem"
        try Data(network.trustRoot.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Ends the client's process and removes its folder.
    func stopExternally() async {
        await external?.stop()
        if let folder = state.withLock({ $0.clientFolder }) { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Why a step cannot be tried with a client that waits on the machine's clock; `nil` where it can.
    ///
    /// `elapsed` is the virtual time that passed in the step; `nil` where all waited for a time that is not the clock's.
    func realClientReason(elapsed: Duration?) -> String? {
        guard hasRealClient, elapsed != .zero else { return nil }
        let wait = elapsed.map { "\($0.text) of virtual time pass" } ?? "a server keeps a connection waiting"
        return "\(wait), which a client with a real clock does not see"
    }

    /// Why a fault cannot strike one kind of request; `nil` where it can.
    var unnamedRequests: String? {
        guard let hello = external?.introduction, !hello.namesRequests else { return nil }
        return
            "the client '\(hello.name)' does not name the kind of its requests to the gateway, and a fault strikes one kind"
    }

    /// Connections that no party of the stage opened.
    func foreignConnections() -> [StageFinding] {
        guard external != nil else { return [] }
        let known = Set(network.exchanges().map(\.id))
        let entries = chronicle.entries.filter { $0.kind == .connection && !($0.exchange.map(known.contains) ?? true) }
        guard let first = entries.first else { return [] }
        return [
            StageFinding(
                check: "every connection comes through the gateway",
                detail:
                    "\(first.server) was reached by \(entries.count) connection(s) that did not come through the proxy "
                    + "that 'begin' names",
                severity: .fail)
        ]
    }
}
