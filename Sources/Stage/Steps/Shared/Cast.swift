import IntegrationClient
import ScenarioKeys

/// Who may do a step, and who is meant where it names nobody.
struct Cast: Sendable {
    /// What they are, for messages and documentation.
    let words: String
    /// Whether somebody is one of them.
    let isFit: @Sendable (PersonSetup) -> Bool

    static let administrator = Cast(words: "an administrator of Control Center") { $0.controlCenter != nil }
    static let organizationAdmin = Cast(words: "an organization administrator of Office & Dragons") {
        $0.office == .organizationAdmin
    }
    static let staff = Cast(words: "Office & Dragons' staff") { $0.office == .staff }
    static let user = Cast(words: "a user of Office & Dragons") { $0.office == .user }
    static let colleague = Cast(words: "a colleague with an account on the server") { $0.office != .staff }
}

/// A step that somebody does.
protocol ActedStep: StageStep {
    /// Who fits.
    static var cast: Cast { get }
    /// Who is named.
    var person: PersonName? { get }
}

extension ActedStep {
    func listener(on stage: Stage) -> String? { try? actor(on: stage) }

    /// Who does it: the one that is named, else the only one who fits.
    func actor(on stage: Stage) throws(StageTrouble) -> String {
        try stage.people.actor(person?.name, fitting: Self.cast.isFit, what: Self.cast.words)
    }
}
