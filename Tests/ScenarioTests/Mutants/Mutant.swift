import ScenarioRunner
import Stage
import Testing

/// A party that is deliberately wrong, with the scenarios that must notice it.
struct Mutant: Sendable, CustomTestStringConvertible {
    /// What is wrong, in a few words.
    let name: String
    /// Who is guilty.
    let side: Blame.Side
    /// The ids of scenarios that must fail, `*` and `?` standing for any text and any character.
    let fails: [String]
    /// What replaces the right party.
    let mutation: StageMutation

    var testDescription: String { name }

    /// All of them.
    static let all = serverStates + serverAnswers + clientRequests + clientActions
}
