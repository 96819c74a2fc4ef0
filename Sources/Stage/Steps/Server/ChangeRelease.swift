import ScenarioKeys
import WorkServer

/// What changing the release of a server takes.
struct ReleaseKeys: Keyed {
    static let topic = "server.release"
    static let doc = "Another release of a server."
    static let keys: [ListedKey<Self>] = [.init(\._server), .init(\._release), .init(\._lost)]

    @Key(.server) var server: ServerName?
    @Key("to", "The release, quoted.", required: true, example: "to: \"10.4\"")
    var release: ReleaseName = ""
    @Key("loses", "What the server no longer knows afterwards.", example: "loses: [tokens]")
    var lost: OneOrMore<Loss> = []

    /// Changes the release; it must lie in the direction of the step.
    func perform(on stage: Stage, step: String, _ isRightWay: (Release, Release) -> Bool) throws {
        guard let release = Release(text: release.name) else {
            throw StageTrouble("\(step): '\(self.release)' is not a release")
        }
        let server = try stage.server(server?.name)
        let present = server.running.snapshot.node.release
        guard isRightWay(release, present) else {
            throw StageTrouble("\(step): \(server.name) runs \(present); \(release) lies the other way")
        }
        server.running.setRelease(release)
        for what in lost.items { server.running.lose(what.rawValue) }
    }
}

/// What a server may no longer know.
enum Loss: String, WordValue {
    case tokens, registrations, settings, documents

    var meaning: String? {
        switch self {
        case .tokens: "Every log-in, with sessions of browsers."
        case .registrations: "Every registered application."
        case .settings: "What an administrator set; the usual values hold again."
        case .documents: "Every document, those in the trash and all versions included; workspaces and folders stay."
        }
    }
}

/// Upgrades a server to a later release.
struct UpgradeServer: StageStep {
    static let name = "server.upgrade"
    static let doc = "Upgrades a server to a later release."
    static let alone: String? = "to"
    static let keys: [ListedKey<Self>] = ListedKey.group(\.change)

    var change = ReleaseKeys()

    func perform(on stage: Stage) async throws -> Nothing {
        try change.perform(on: stage, step: Self.name, >=)
        return Nothing()
    }
}

/// Takes a server back to an earlier release.
struct DowngradeServer: StageStep {
    static let name = "server.downgrade"
    static let doc = "Takes a server back to an earlier release."
    static let alone: String? = "to"
    static let keys: [ListedKey<Self>] = ListedKey.group(\.change)

    var change = ReleaseKeys()

    func perform(on stage: Stage) async throws -> Nothing {
        try change.perform(on: stage, step: Self.name, <=)
        return Nothing()
    }
}
