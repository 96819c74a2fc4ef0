import NIOPosix
import Observing
import Rules
import ScenarioRunner
import Secrets
import WorkServerTesting
import WorkTime

@testable import WorkServer

/// A served firm in which every probe finds its occasion, and an observer of it.
struct ObservedWorld {
    static let disabledClient = "0d1e2f3a-disabled"
    let scene: WorkServerScene
    var options: ObserverOptions

    /// The text by which everything of the firm is marked, so that it can be searched for.
    static let mark = "canary"

    static func firm() -> Firm {
        var firm = WorkServerScene.firm
        firm.users = [
            FirmUser(
                id: "ADA", fullName: "\(mark) Ada", email: "\(mark).ada@example.com", password: Secret("\(mark) word")),
            FirmUser(id: "NORA", password: Secret("\(mark) of nora"), roles: ["NRTADMIN"]),
        ]
        firm.libraries = ["\(mark.uppercased())LIB"]
        firm.applications[0].name = "\(mark) application"
        var disabled = ApplicationForm(
            name: "Disabled", clientID: disabledClient, redirectURLs: [WorkServerScene.redirectURL])
        disabled.enabled = false
        firm.applications.append(disabled)
        firm.content = FirmContent(libraries: [
            "\(mark.uppercased())LIB": .container(
                [
                    "\(mark) matter": .container(
                        [
                            "\(mark) scratch": .container([:], .init()), "a \(mark).docx": deed(),
                            "b \(mark).docx": deed(),
                        ],
                        container(access: ["ADA": "full"])),
                    "hidden \(mark)": .container(
                        ["c \(mark).docx": deed()], container(access: ["NORA": "full"], standard: "private")),
                ], container(standard: "public"))
        ])
        return firm
    }

    private static func deed() -> FirmContent.Node {
        var document = FirmContent.Document()
        document.versions = ["the \(mark) text"]
        document.profile = ["comment": "a \(mark) comment"]
        return .document(document)
    }

    private static func container(access: [String: String] = [:], standard: String? = nil) -> FirmContent.Container {
        var container = FirmContent.Container()
        (container.access, container.defaultSecurity) = (access, standard)
        return container
    }

    /// Starts a server with these readings, and where the occasion of a switch asks for it, with another firm or release.
    static func start(
        _ readings: [String: String], for id: String? = nil, mayFail: Bool = false,
        withoutRefresh: Bool = false
    ) async throws -> ObservedWorld {
        var firm = firm()
        switch id {
        case "limits.rate.headers": firm.settings["rate_limit"] = "1"
        case "content.profile.required": firm.settings["required_fields"] = "custom1"
        case "oauth.client.native-secret": firm.applications[0].type = .native
        case "oauth.refresh.field": firm.applications[0].allowRefreshToken = false
        default: break
        }
        if withoutRefresh { firm.applications[0].allowRefreshToken = false }
        let scene = try await WorkServerScene.start(
            firm: firm, assumptions: Assumptions(readings), overTLS: false
        ) { configuration in
            switch id {
            case "oauth.available-from": configuration.release = Release(text: "10.3") ?? .standard
            case "oauth.unavailable": configuration.release = Release(text: "10.2.0") ?? .standard
            case "oauth.user.cloud-name": (configuration.release, configuration.hosting) = (.cloud, .cloud)
            default: break
            }
        }
        if id == "proxy.pre-authentication" { scene.server.setProxy(EdgeProxy(mode: .preAuthentication)) }
        var options = ObserverOptions(server: try ServerAddress("http://127.0.0.1:\(scene.server.port)"))
        options.interval = .zero
        options.mostCalls = 1_000
        options.network.timeout = .seconds(3_600)
        options.limit = .seconds(36_000)
        options.clientID = WorkServerScene.clientID
        options.clientSecret = scene.server.credentials.clientSecrets[WorkServerScene.clientID]
        options.redirectURL = WorkServerScene.redirectURL
        options.user = id == "oauth.user.cloud-name" ? "\(mark).ada@example.com" : "ADA"
        options.password = Secret("\(mark) word")
        options.disabledClient = disabledClient
        options.mayFailSignIn = mayFail
        let library = "\(mark.uppercased())LIB"
        let content = scene.server.snapshot.content
        options.scratch = content.container(at: [library, "\(mark) matter", "\(mark) scratch"]).map { content.id($0) }
        options.deniedDocument = content.document(at: "\(library)/hidden \(mark)/c \(mark).docx").map {
            "\(content.id($0.key)).1"
        }
        return ObservedWorld(scene: scene, options: options)
    }

    func observe(
        only: Set<String>? = nil, note: @escaping @Sendable (String, Finding) -> Void = { _, _ in }
    ) async throws -> Observation {
        try await Observer(options, RuleLedger.all.catalogue).observe(only: only, note: note)
    }

    /// What lies in the library, by name.
    var names: [String] {
        let content = scene.server.snapshot.content
        let library = "\(Self.mark.uppercased())LIB"
        guard let folder = content.container(at: [library, "\(Self.mark) matter", "\(Self.mark) scratch"]) else {
            return ["no folder"]
        }
        return content.children(of: folder).map { content.container($0)?.name ?? content.document($0)?.name ?? "?" }
            + content.documents(below: "\(library)/\(Self.mark) matter/\(Self.mark) scratch").map(\.name)
    }
}
