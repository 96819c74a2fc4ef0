import CertificateAuthority
import IntegrationClient
import NIOCore
import NIOSSL
import Rules
import Secrets
import Testing
import WorkTime

/// One O&D with one tiny server behind `https://work.example.com`, all on a clock that stands still.
struct Office {
    let clock = VirtualClock()
    let secrets = SecretBook()
    let server: TinyServer
    let network: LoopbackNetwork
    let integration: Integration

    static let url = "https://work.example.com"
    static let people = [
        Person(name: "omar", role: .organizationAdmin), Person(name: "sven", role: .staff),
        Person(name: "ada", role: .user), Person(name: "ben", role: .user),
    ]

    /// Starts the world, plays `body` in it, and takes it down.
    static func play(
        _ options: ClientOptions = ClientOptions(), deployment: Deployment = .multiTenant,
        script: @escaping TinyServer.Script = WorkScript().callAsFunction, _ body: (Office) async throws -> Void
    ) async throws {
        let office = try Office(options, deployment: deployment, script: script)
        office.network.publish("work.example.com", port: try await office.server.start())
        do {
            try await office.clock.call("test") { try await body(office) }
        } catch {
            try await office.server.stop()
            throw error
        }
        try await office.server.stop()
        #expect(office.clock.deadlocks == [])
        #expect(office.network.closed.sorted() == office.network.opened.map(\.id).sorted())
    }

    private init(_ options: ClientOptions, deployment: Deployment, script: @escaping TinyServer.Script) throws {
        let authority = try Authority()
        server = TinyServer(clock: clock, tls: try Self.tls(authority, names: ["work.example.com"]), script: script)
        network = LoopbackNetwork(clock: clock, roots: [authority.rootPEM])
        let configuration = OfficeConfiguration(
            deployment: deployment, address: "203.0.113.77", clock: PartyClock(clock),
            identifiers: SeededIdentifiers(seed: 7, path: ["tests"]), secrets: secrets, network: network,
            options: options)
        integration = Integration(configuration, people: Self.people)
    }

    static func tls(_ authority: Authority, names: [String]) throws -> NIOSSLContext {
        // The certificate library looks at real time; decades on both sides spare the test a clock.
        let leaf = try authority.issue(
            LeafRequest(
                names: names, notBefore: WorkDate(sinceEpoch: .seconds(1_000_000_000)),
                notAfter: WorkDate(sinceEpoch: .seconds(4_000_000_000))))
        let chain = try leaf.chainPEM.flatMap { try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(leaf.keyPEM.utf8), format: .pem)))
        configuration.shutdownTimeout = .milliseconds(100)
        return try NIOSSLContext(configuration: configuration)
    }

    /// Enables iManage and adds the server, as far as the standing asks.
    func addServer(
        _ standing: ServerStanding = .validated, url: String = Office.url, clientID: String? = nil
    ) throws {
        try integration.enableIManage(as: "omar")
        try integration.addServer(
            as: "omar", name: "main", url: url, clientID: clientID, clientSecret: Secret("s3cret-of-main"))
        if standing != .notAnnounced { try integration.announceServer(as: "omar", server: "main") }
        if standing == .validated { try integration.confirm(as: "sven", server: "main") }
        if standing == .rejected { try integration.reject(as: "sven", server: "main", reason: "The name is internal.") }
    }

    /// Plays the browser's part: the authorize URL's state comes back with a code.
    func logIn(as person: String = "ada", code: String = "code-4711") async throws -> LogInResult {
        let state = try await beginLogIn(as: person)
        return try await integration.finishLogIn(as: person, callback: callback("code=\(code)&state=\(state)"))
    }

    func beginLogIn(as person: String = "ada") async throws -> String {
        let url = try await integration.beginLogIn(as: person, server: "main")
        let fields = url.split(separator: "?").last.map { $0.split(separator: "&") } ?? []
        let state = try #require(fields.first { $0.hasPrefix("state=") })
        return String(state.dropFirst("state=".count))
    }

    func callback(_ query: String) -> String {
        "\(integration.registrationSheet.redirectURL)?\(query)"
    }

    /// The failure that `body` ends with.
    func failure(_ body: () async throws -> Void) async throws -> IntegrationFailure {
        do {
            try await body()
        } catch let failure as IntegrationFailure {
            return failure
        }
        Issue.record("it succeeded")
        throw CancellationError()
    }
}
