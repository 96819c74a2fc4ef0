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
        let running = try await SimulatedServer(configuration, firm: firm(of: name, setup)).start()
        network.publish(host: StageServer.host(of: url), port: running.port, isPublic: setup.public ?? true)
        state.withLock { state in
            state.servers[name] = StageServer(name: name, running: running, url: url)
            state.clientSecrets[name] = running.credentials.clientSecrets[Deployment.clientID]
        }
    }

    /// The firm behind a server: its people's accounts, its libraries, what is registered.
    private func firm(of name: String, _ setup: ServerSetup) throws -> Firm {
        var firm = Firm()
        firm.users = people.accounts(on: name)
        for (id, user) in (setup.users ?? [:]).sorted(by: { $0.key < $1.key }) {
            firm.users.removeAll { $0.id.uppercased() == id.uppercased() }
            firm.users.append(
                FirmUser(
                    id: id, fullName: user.fullName, password: user.password.map { Secret($0) }, roles: user.roles ?? []
                ))
        }
        firm.libraries = (setup.content ?? [:]).keys.sorted()
        firm.settings = setup.settings ?? [:]
        firm.firewall = setup.firewall ?? Firewall()
        firm.applications = (setup.applications ?? [:]).sorted { $0.key < $1.key }.map { name, application in
            form(application.form, from: application.from, name: name)
        }
        return firm
    }

    /// A form filled from the deployment's registration sheet where it says so and where nothing else is named.
    func form(_ form: ApplicationForm, from source: String?, name: String?) -> ApplicationForm {
        var form = form
        form.name = form.name ?? name
        guard source == "sheet" else { return form }
        let sheet = integration.registrationSheet
        form.name = form.name ?? sheet.name
        form.description = form.description ?? sheet.description
        form.clientID = form.clientID ?? sheet.clientID
        form.publisher = form.publisher ?? sheet.publisher
        form.website = form.website ?? sheet.website
        form.contactEmail = form.contactEmail ?? sheet.contactEmail
        form.redirectURLs = form.redirectURLs ?? [sheet.redirectURL]
        form.allowRefreshToken = form.allowRefreshToken ?? sheet.allowRefreshToken
        form.refreshTokenExpiry = form.refreshTokenExpiry ?? sheet.refreshTokenExpiryDays
        form.accessTokenExpiry = form.accessTokenExpiry ?? sheet.accessTokenExpiryMinutes
        return form
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
