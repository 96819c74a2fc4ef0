import ScenarioKeys
import WorkServer

/// Registers an application from a package's manifest.yaml.
struct ImportPackage: ControlCenterStep {
    static let name = "admin.import_package"
    static let doc = "Registers an application from a package's manifest.yaml."
    static let alone: String? = "manifest"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._manifest)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(
        "manifest", "The text of the manifest.", required: true,
        example: "manifest: \"{ name: Billing, api_key: billing, redirect_url: 'https://b.example.com/' }\"")
    var manifest = ""

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        try command(.importPackage(manifest: manifest), at: target(on: stage), on: stage)
    }
}
