import Rules
import WorkTime

/// What the server says of itself.
struct DiscoveryReport: Sendable {
    /// What it says to who is logged in.
    struct LoggedIn: Sendable {
        let clientID: String
        let customerID: Int
        let user: WorkUser
        let libraries: [WorkLibrary]
    }

    let authStatus: String
    let version: String?
    let publicURL: String?
    let loggedIn: LoggedIn?
}

/// Maps to `GET /api`.
struct Discovery: WorkCommand {
    let access: AccessCheck

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<DiscoveryReport, APIRefusal>> {
        guard access.token != nil else { return beforeLogIn(state) }
        do throws(AccessRefusal) {
            let (token, events) = try access.judge(state, at: context.now)
            return afterLogIn(token, state, events)
        } catch {
            guard state.reading(of: DiscoveryRules.deadToken) == .unauthorized401 else { return beforeLogIn(state) }
            return .refuse(error.rule, error.rule.decides, reply: .failure(APIRefusal(error)))
        }
    }

    private func beforeLogIn(_ state: WorkState) -> Decision<Result<DiscoveryReport, APIRefusal>> {
        let status =
            state.reading(of: DiscoveryRules.authStatus) == .unauthenticated ? "unauthenticated" : "not authenticated"
        let isShown = state.reading(of: DiscoveryRules.versionBeforeLogIn) == .shown
        return .accept(
            DiscoveryRules.reported, "The server reports itself to who is not logged in.",
            reply: .success(
                DiscoveryReport(
                    authStatus: status, version: isShown ? version(state) : nil, publicURL: state.node.publicURL,
                    loggedIn: nil)))
    }

    private func afterLogIn(
        _ token: AccessToken, _ state: WorkState, _ events: [WorkEvent]
    ) -> Decision<Result<DiscoveryReport, APIRefusal>> {
        let loggedIn = state.users[token.user].map { user in
            DiscoveryReport.LoggedIn(
                clientID: token.clientID, customerID: state.node.hosting.customerID, user: user,
                libraries: state.libraries)
        }
        return .accept(
            DiscoveryRules.reported, "The server reports itself to \(token.user).", events: events,
            reply: .success(
                DiscoveryReport(
                    authStatus: "authenticated", version: version(state), publicURL: state.node.publicURL,
                    loggedIn: loggedIn)))
    }

    private func version(_ state: WorkState) -> String? {
        switch state.reading(of: DiscoveryRules.version) {
        case .missing: nil
        case .unreadable: "current"
        case .asRelease: state.node.release.reported
        }
    }
}
