/// A deliberate mistake of a server, by which the scenarios and their verdicts are tried; no server has one by itself.
package struct ServerMutation: Sendable {
    /// Changes the state that a command is decided on; the state that is kept is not touched.
    package var state: (@Sendable (inout WorkState) -> Void)?
    /// Changes an answer before it is sent and journaled.
    package var answer: (@Sendable (inout Answer, Incoming) -> Void)?

    /// Makes mistakes of what is not nil.
    package init(
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

/// What a server with a mistake takes its credentials for.
extension WorkState {
    /// Changes every sign-in page.
    package mutating func changeSignIns(_ change: (inout SignIn) -> Void) { Self.change(&signIns, change) }

    /// Changes every code.
    package mutating func changeCodes(_ change: (inout AuthorizationCode) -> Void) { Self.change(&codes, change) }

    /// Changes every access token.
    package mutating func changeAccessTokens(_ change: (inout AccessToken) -> Void) {
        Self.change(&accessTokens, change)
    }

    /// Changes every refresh token.
    package mutating func changeRefreshTokens(_ change: (inout RefreshToken) -> Void) {
        Self.change(&refreshTokens, change)
    }

    private static func change<Row>(_ table: inout CredentialTable<Row>, _ change: (inout Row) -> Void) {
        for var row in Array(table.values) {
            change(&row)
            table[row.digest] = row
        }
    }
}
