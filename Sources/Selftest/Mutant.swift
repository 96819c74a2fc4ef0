package import ScenarioRunner
package import Stage
import WorkServer

/// A party that is deliberately wrong, with the scenarios that must notice it.
package struct Mutant: Sendable, CustomStringConvertible {
    /// What is wrong, in a few words.
    package let name: String
    /// Who is guilty.
    package let side: Blame.Side
    /// The ids of scenarios that must fail, `*` and `?` standing for any text and any character.
    package let fails: [String]
    /// What replaces the right party.
    package let mutation: StageMutation

    /// What is wrong.
    package var description: String { name }

    /// What of the guilty party is replaced.
    package var replaces: String {
        if let server = mutation.server { return server.state == nil ? "answer" : "state" }
        return mutation.wire == nil ? "action" : "wire"
    }

    /// All of them.
    package static let all = serverStates + serverAnswers + clientRequests + clientActions
}
