import Rules
import WorkTime

extension WorkState {
    /// How long a dead credential is remembered at least.
    ///
    /// Within it, rules distinguish what is expired, revoked or replayed from what is unknown; after it, a sweep of a full
    /// table may discard it, and then it is unknown.
    static let memory = Duration.seconds(2 * 86_400)

    mutating func insert(_ signIn: SignIn) {
        let end = signIn.began - settings.signInExpiry - Self.memory
        signIns.insert(signIn) { $0.began > end }
    }

    mutating func insert(_ session: ControlCenterSession) {
        let end = session.began - ControlCenterSession.lifetime - Self.memory
        controlCenterSessions.insert(session) { $0.began > end }
    }

    mutating func insert(_ code: AuthorizationCode) {
        let end = code.issued - settings.workTokenGrantExpiry - Self.memory
        codes.insert(code) { $0.issued > end }
    }

    mutating func insert(_ token: AccessToken) {
        let end = token.issued - Self.memory
        let applications = applications
        let absolute = settings.accessTokenAbsoluteTimeout
        accessTokens.insert(token) { row in
            // The longer of both readings of a changed lifetime, so that no token is forgotten that either lets live.
            let idle = max(row.idleLimit, applications[row.clientID]?.accessTokenExpiry ?? 0)
            guard row.revoked.map({ $0 > end }) ?? true, row.lastUse + .seconds(idle * 60) > end else { return false }
            return absolute.map { row.issued + $0 > end } ?? true
        }
    }

    mutating func insert(_ token: RefreshToken, at date: WorkDate) {
        let end = date - Self.memory
        let applications = applications
        refreshTokens.insert(token) { row in
            let days = max(row.lifetime, applications[row.clientID]?.refreshTokenExpiry ?? 0)
            return (row.revoked.map { $0 > end } ?? true) && row.lastUse + .seconds(days * 86_400) > end
        }
    }
}
