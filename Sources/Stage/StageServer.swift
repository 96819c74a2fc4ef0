import CertificateAuthority
import Foundation
import IntegrationClient
import ScenarioKeys
import Secrets
import Synchronization
import WorkServer
import WorkTime

/// A work server of the stage, with the URL that it is known by.
struct StageServer {
    let name: String
    let running: RunningServer
    /// Its calendar, which may be wrong.
    let clock: PartyClock
    var url: String

    /// The host of its URL.
    var host: String { StageServer.host(of: url) }

    /// The port of a URL; 443 where it names none.
    static func port(of url: String) -> Int {
        guard let start = url.range(of: "://")?.upperBound else { return 443 }
        let authority = url[start...].prefix { !"/?#".contains($0) }
        return authority.lastIndex(of: ":").flatMap { Int(authority[authority.index(after: $0)...]) } ?? 443
    }

    /// What a person types for their account at the sign-in page: on the cloud, the e-mail address.
    func signInName(of account: String) -> String {
        let state = running.snapshot
        return (state.node.hosting == .cloud ? state.user(named: account)?.email : nil) ?? account
    }

    static func host(of url: String) -> String {
        guard let start = url.range(of: "://")?.upperBound else { return url }
        return url[start...].prefix { !"/:?#".contains($0) }.lowercased()
    }
}

extension Stage {
    static func url(_ name: String, _ setup: ServerSetup) -> String {
        setup.url?.text ?? (name == "main" ? "https://work.example.com" : "https://\(name).example.com")
    }

    /// Starts a server of the setup and lets its name lead to it.
    func open(_ name: String, _ setup: ServerSetup, seed: UInt64, scenario: String, authority: Authority) async throws {
        if let twin = state.withLock({
            $0.servers.values.first { $0.host == StageServer.host(of: Self.url(name, setup)) }
        }) {
            throw StageTrouble(
                "the servers \(twin.name) and \(name) have one URL, \(twin.url): give each a 'url' of its own")
        }
        let url = Self.url(name, setup)
        let clock = PartyClock(clock)
        var configuration = WorkServer.ServerConfiguration(
            clock: clock, identifiers: SeededIdentifiers(seed: seed, path: [scenario, "server", name]), secrets: secrets
        )
        configuration.name = name
        if let text = setup.release?.name {
            guard let release = Release(text: text) else {
                throw StageTrouble("'\(text)' is not a release of the server")
            }
            configuration.release = release
        }
        configuration.hosting = setup.hosting ?? .onPrem
        configuration.publicURL = url
        configuration.hostNames = [StageServer.host(of: url)]
        configuration.certificateValidFor =
            setup.certificate.validFor ?? configuration.certificateValidFor
        configuration.assumptions = assumptions
        configuration.authority = authority
        configuration.exchanges = self.clock
        configuration.peerAddress = peerAddress
        let chronicle = chronicle
        let network = network
        let host = StageServer.host(of: url)
        configuration.fault = { id, moment in network.fault(of: id, at: moment, host: host) }
        configuration.mutation = mutation.server
        // A client that keeps connections would send several requests as one exchange.
        configuration.closesConnections = external?.introduction?.usesConnectionsOnce == false
        configuration.onEntry = { [clock = self.clock] in
            chronicle.append($0)
            clock.noteProgress()
        }
        let commands = commands
        configuration.onCommand = { command, administrator, result in
            commands.note(command, on: name, by: administrator, result)
        }
        if let door {
            door.prepare(&configuration, inside: peerAddress)
            configuration.exchanges = OutsideExchanges(clock: self.clock)
            let tell = configuration.onEntry
            configuration.onEntry = { entry in
                tell?(entry)
                door.onEntry?(entry)
            }
            configuration.fault = { id, moment in network.fault(of: id, at: moment, host: door.host) }
        }
        let firm = self.setup.firm(of: name, sheet: deployment.registrationSheet)
        let running = try await SimulatedServer(configuration, firm: firm).start()
        let published = door?.url(port: running.port) ?? url
        if door != nil { running.setPublicName(url: published) }
        let content = running.snapshot.content
        let documents = self.setup.documentPaths(on: name).compactMapValues { content.document(at: $0)?.key }
        network.publish(
            host: StageServer.host(of: published), urlPort: StageServer.port(of: published), port: running.port,
            isPublic: door != nil || setup.isPublic ?? true)
        state.withLock { state in
            state.servers[name] = StageServer(name: name, running: running, clock: clock, url: published)
            state.documents[name] = documents
            state.clientSecrets[name] = running.credentials.clientSecrets[Deployment.clientID]
        }
    }

    /// The server that Office & Dragons knows by a name: ours of that name, else the one that a URL leads to.
    func server(behind name: String, url: String) throws(StageTrouble) -> StageServer {
        let servers = state.withLock { $0.servers }
        let host = StageServer.host(of: url)
        if let found = servers.values.filter({ $0.host == host }).min(by: { $0.name < $1.name }) { return found }
        return try server(servers[name] == nil ? nil : name)
    }

    /// The server that is named, else the only one.
    func server(_ named: String?) throws(StageTrouble) -> StageServer {
        let servers = state.withLock { $0.servers }
        if let named {
            guard let server = servers[named] else {
                throw StageTrouble(
                    "there is no server '\(named)'; there are: \(servers.keys.sorted().joined(separator: ", "))")
            }
            return server
        }
        guard servers.count == 1, let only = servers.values.first else {
            throw StageTrouble("there are \(servers.count) servers: say which with 'server:'")
        }
        return only
    }
}
