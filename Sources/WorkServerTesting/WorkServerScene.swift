import CertificateAuthority
public import Rules
public import Secrets
public import WorkServer
public import WorkTime

/// A server of its own for one test: O&D registered and enabled, ADA with an account, NORA in NRTADMIN, time at a stand-still.
public struct WorkServerScene: Sendable {
    /// The server.
    public let server: RunningServer
    /// Its clock, which only moves when told to.
    public let clock: VirtualClock
    /// Every secret of the scene.
    public let secrets: SecretBook
    /// The root certificate that a client has to trust; nil where the server speaks plain HTTP.
    public let rootPEM: String?

    /// The client id of the registered application.
    public static let clientID = "6f2a7c1e-0b57-4a43-9f0e-2b8d1c5e7a90"
    /// The redirect URL of the registered application.
    public static let redirectURL = "https://app.example.com/settings/profile/integrations"

    /// The firm that the scene serves unless a test brings its own.
    public static var firm: Firm {
        var firm = Firm()
        firm.users = [
            FirmUser(id: "ADA", fullName: "Ada Byron", password: Secret("ada's password")),
            FirmUser(id: "NORA", fullName: "Nora Lind", password: Secret("nora's password"), roles: ["NRTADMIN"]),
        ]
        firm.libraries = ["ACTIVE", "ARCHIVE"]
        var form = ApplicationForm(name: "Office & Dragons", clientID: clientID, redirectURLs: [redirectURL])
        form.allowRefreshToken = true
        form.enabled = true
        firm.applications = [form]
        return firm
    }

    /// Starts a server; `adjust` changes its description before.
    public static func start(
        firm: Firm = firm, assumptions: Assumptions = Assumptions(), overTLS: Bool = true,
        adjust: @Sendable (inout ServerConfiguration) -> Void = { _ in }
    ) async throws -> WorkServerScene {
        let clock = VirtualClock()
        let secrets = SecretBook()
        let authority = overTLS ? try Authority() : nil
        var configuration = ServerConfiguration(
            clock: PartyClock(clock), identifiers: SeededIdentifiers(seed: 1, path: ["scene"]), secrets: secrets)
        configuration.assumptions = assumptions
        configuration.authority = authority
        adjust(&configuration)
        let server = try await SimulatedServer(configuration, firm: firm).start()
        return WorkServerScene(server: server, clock: clock, secrets: secrets, rootPEM: authority?.rootPEM)
    }

    /// Moves the scene's time.
    public func advance(by duration: Duration) async throws {
        try await clock.call("advance") {
            try await clock.sleep(until: clock.now.advanced(by: duration))
        }
    }
}
