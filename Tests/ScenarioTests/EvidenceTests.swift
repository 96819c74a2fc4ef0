import IntegrationClient
import Rules
import ScenarioLanguage
import ScenarioRunner
import Testing

/// What keeps the ledger of evidence honest: nothing is decided without a rule, and no rule or reading is never played.
@Suite struct `The ledger of evidence` {
    /// Rules that no scenario can meet, with the reason; tests of their modules meet them.
    private static let outOfReach = [
        "http.malformed": "bytes that are no HTTP; no HTTP client sends them",
        "http.host.missing": "no HTTP client leaves Host out, or sends it twice",
        "http.host.foreign": "only a server that stands by itself has names of its own",
        "http.headers.too-long": "noticed below HTTP, and so in no outcome",
        "http.storage.full": "the disk of the machine would have to be full",
        "server.assumption-changed": "the simulator's own switch, set before a scenario begins",
        "server.started": "before the journal begins",
        "settings.unknown": "a scenario with it does not lint",
        "tls.handshake-failed": "noticed by the server whenever the socket closes, and so in no outcome",
        "client.response.too-large": "no server here sends such an answer",
        "client.upload.unreadable": "the contents of a step are always there",
    ]
    /// Readings that make no difference to what a scenario can see.
    private static let unseen: Set = ["client.response.limit=64MiB"]

    private static let scenarios = `Scenarios`.suite.scenarios
    private static let ledger = RuleLedger.all.catalogue

    @Test func `whatever decides in a scenario is a rule, and every rule decides in a scenario`() async {
        let met = Set(await `Scenarios`.results().flatMap(\.rules))
        let known = Set(Self.ledger.rules.map(\.id))
        #expect(met.subtracting(known).sorted() == [], "decided without a rule")
        #expect(known.subtracting(met).subtracting(Self.outOfReach.keys).sorted() == [], "rules without a scenario")
        #expect(met.intersection(Self.outOfReach.keys).sorted() == [], "within reach after all")
    }

    @Test func `every assumed rule can be read in another way`() {
        for rule in Self.ledger.rules where rule.evidence == .assumed {
            #expect(!rule.switches.isEmpty, "\(rule.id) is assumed and has no switch")
        }
        let switches = Set(Self.ledger.switches.map(\.id))
        for rule in Self.ledger.rules {
            #expect(Set(rule.switches).subtracting(switches).isEmpty, "\(rule.id) names a switch that is not there")
        }
    }

    @Test func `every reading of every switch is played`() {
        let played = Set(
            Self.scenarios.flatMap { scenario in
                (scenario.world["assume"]?.entries ?? []).map { "\($0.key)=\($0.value.text ?? "")" }
            })
        let readings = Self.ledger.switches.flatMap { question in
            // The first reading holds wherever nothing is said.
            question.values.dropFirst().map { "\(question.id)=\($0.name)" }
        }
        #expect(Set(readings).subtracting(played).subtracting(Self.unseen).sorted() == [])
    }

    @Test func `every failure has a remedy, and names whom to ask or that nobody has to be asked`() {
        for failure in FailureCatalogue.all {
            #expect(!failure.remedy.text.isEmpty, "\(failure.id)")
            #expect(!failure.remedy.step.isEmpty, "\(failure.id)")
        }
    }

    @Test func `every rule serves a requirement or a documented failure`() {
        let failures = Set(DocumentedFailures.all.map(\.id))
        for rule in Self.ledger.rules {
            for name in rule.serves {
                #expect(Requirements.entry(name) != nil || failures.contains(name), "\(rule.id) serves \(name)")
            }
        }
    }
}
