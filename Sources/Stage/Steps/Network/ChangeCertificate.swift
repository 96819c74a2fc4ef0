import ScenarioKeys
import WorkServer
import WorkTime

/// Gives a server another certificate.
struct ChangeCertificate: ServerStep {
    static let name = "network.certificate"
    static let doc = "Gives a server another certificate."
    static let alone: String? = "kind"
    static let keys: [ListedKey<Self>] = [
        .init(\._server), .init(\._kind), .init(\._validFor), .init(\._names),
    ]

    @Key(.server) var server: ServerName?
    @Key("kind", "What is the matter with it.")
    var kind: CertificateKind?
    @Key("valid_for", "How long it is valid from now on.", example: "valid_for: 90d")
    var validFor: Duration?
    @Key("names", "The names that it is for.", example: "names: [work.example.com]")
    var names: OneOrMore<String>?

    func perform(on stage: Stage) async throws -> Nothing {
        try target(on: stage).running.setCertificate(
            kind ?? .good, validFor: validFor ?? .seconds(800 * 86_400), names: names?.items ?? [])
        return Nothing()
    }
}
