/// A deliberate mistake of a server, by which the scenarios and their verdicts are tried; no server has one by itself.
package struct ServerMutation: Sendable {
    /// Changes the state that a command is decided on; the state that is kept is not touched.
    var state: (@Sendable (inout WorkState) -> Void)?
    /// Changes an answer before it is sent and journaled.
    var answer: (@Sendable (inout Answer, Incoming) -> Void)?

    init(
        state: (@Sendable (inout WorkState) -> Void)? = nil, answer: (@Sendable (inout Answer, Incoming) -> Void)? = nil
    ) {
        self.state = state
        self.answer = answer
    }

    /// The state as the server with the mistake sees it.
    func seen(_ right: WorkState) -> WorkState {
        guard let state else { return right }
        var wrong = right
        state(&wrong)
        return wrong
    }
}
