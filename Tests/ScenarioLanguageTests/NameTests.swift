import ScenarioKeys
import ScenarioLanguage
import Testing

@Suite struct `A misspelt name` {
    private static let slips: [Shape.Declared: String] = [
        .people: "adaa", .accounts: "adaa", .groups: "adaa", .servers: "mian", .stepIDs: "tyr",
        .applications: "Office & Dragon", .folders: "ACTIVE/Acme v. Bolt/Pleading",
        .documents: "ACTIVE/Acme v. Bolt/Pleadings/Complant.docx", .journalWords: "oauth.grant.expird",
    ]

    /// Each key of each step that takes a name, with the kind of name.
    private static let places: [(step: String, key: String, kind: Shape.Declared)] =
        TestVocabulary.full.steps.flatMap { step in
            step.fields.flatMap { field in kinds(in: field.shape).map { (step.topic, field.name, $0) } }
        }

    private static func kinds(in shape: Shape) -> [Shape.Declared] {
        switch shape {
        case .declared(let kind): [kind]
        case .list(let item): kinds(in: item)
        case .either(let shapes): Array(Set(shapes.flatMap { kinds(in: $0) }))
        case .map(let keys, _): kinds(in: keys)
        default: []
        }
    }

    @Test func `every kind of name stands somewhere`() {
        #expect(Set(Self.places.map(\.kind)) == Set(Self.slips.keys))
    }

    @Test(arguments: places.indices)
    func `is an error with a suggestion wherever it stands`(index: Int) throws {
        let place = Self.places[index]
        let slip = try #require(Self.slips[place.kind])
        let field = try #require(TestVocabulary.full.step(named: place.step)?.field(place.key))
        let value = if case .map = field.shape { "{ \(slip): read }" } else { slip }
        let found = Fixtures.load(
            """
            title: A story
            given: { preset: registered }
            steps:
              - id: try
                user.log_in: { as: ada }
              - \(place.step):
                  \(place.key): \(value)
            """
        ).diagnostics.filter { $0.line == 7 && $0.message.contains("'\(slip)'") }
        #expect(found.count == 1, "\(place)")
        #expect(found.first?.suggestion?.hasPrefix("did you mean ") == true, "\(place)")
    }

    @Test(
        arguments: [
            "people: { ben: { office: user, logged_in: [mian] } }", "office: { servers: { mian: validated } }",
            "server: { favorites: { ADDA: [ACTIVE] } }", "server: { matters: { ADDA: [ACTIVE/Acme v. Bolt] } }",
            "server: { content: { ACTIVE: { W: { access: { adaa: read } } } } }",
            "server: { content: { ACTIVE: { W: { F: { D: { versions: [x], checked_out: { by: adaa } } } } } } }",
            "server: { applications: { Office & Dragons: { access: [adaa] } } }",
        ])
    func `is an error with a suggestion in the world`(world: String) {
        let found = Fixtures.load(
            "title: A story\ngiven:\n  preset: registered\n  \(world)\nsteps:\n  - user.log_in: { as: ada }\n"
        ).diagnostics
        #expect(found.map(\.line) == [4])
        #expect(found.first?.suggestion?.hasPrefix("did you mean ") == true, "\(found)")
    }
}
