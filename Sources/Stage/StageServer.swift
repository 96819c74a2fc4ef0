import CertificateAuthority
import Foundation
import IntegrationClient
import Secrets
import Synchronization
import WorkServer
import WorkTime

/// A work server of the stage, with the URL that it is known by.
struct StageServer {
    let name: String
    let running: RunningServer
    var url: String

    /// The host of its URL.
    var host: String { StageServer.host(of: url) }

    static func host(of url: String) -> String {
        guard let start = url.range(of: "://")?.upperBound else { return url }
        return url[start...].prefix { !"/:?#".contains($0) }.lowercased()
    }
}

extension Stage {
    /// Starts a server of the setup and lets its name lead to it.
    func open(_ name: String, _ setup: ServerSetup, seed: UInt64, scenario: String, authority: Authority) async throws {
        let url = setup.url ?? (name == "main" ? "https://work.example.com" : "https://\(name).example.com")
        let clock = PartyClock(clock)
        var configuration = WorkServer.ServerConfiguration(
            clock: clock, identifiers: SeededIdentifiers(seed: seed, path: [scenario, "server", name]), secrets: secrets
        )
        configuration.name = name
        if let text = setup.release {
            guard let release = Release(text: text) else { throw StageTrouble("'\(text)' is no release of the server") }
            configuration.release = release
        }
        configuration.hosting = setup.hosting ?? .onPrem
        configuration.publicURL = url
        configuration.hostNames = [StageServer.host(of: url)]
        configuration.certificateValidFor =
            try Self.duration(setup.certificate?.validFor) ?? configuration.certificateValidFor
        configuration.assumptions = assumptions
        configuration.authority = authority
        configuration.exchanges = self.clock
        configuration.peerAddress = peerAddress
        let chronicle = chronicle
        configuration.onEntry = { chronicle.append($0) }
        let firm = self.setup.firm(of: name, sheet: deployment.registrationSheet)
        let running = try await SimulatedServer(configuration, firm: firm).start()
        network.publish(host: StageServer.host(of: url), port: running.port, isPublic: setup.public ?? true)
        state.withLock { state in
            state.servers[name] = StageServer(name: name, running: running, url: url)
            state.clientSecrets[name] = running.credentials.clientSecrets[Deployment.clientID]
        }
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
