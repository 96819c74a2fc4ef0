import Rules
import WorkTime

extension WorkState {
    /// Whether third-party applications have OAuth on this release and schema.
    var offersOAuth: Bool {
        guard reading(of: AuthorizeRules.availableFrom) == .since1022 else {
            return node.release >= .laterFirstWithOAuth
        }
        guard node.release >= .firstWithOAuth else { return false }
        return settings.databaseSchema.map { $0 >= .schemaForOAuth } ?? true
    }

    /// The events that end the live tokens of some applications, of one user or of all.
    func revocations(at now: WorkDate, user: String? = nil, clients: (String) -> Bool) -> [WorkEvent] {
        let user = user?.uppercased()
        return Self.revocations(
            at: now, accessTokens.values.filter { clients($0.clientID) && (user == nil || $0.user == user) },
            refreshTokens.values.filter { clients($0.clientID) && (user == nil || $0.user == user) })
    }

    /// The events that end the live tokens of one log-in.
    func revocations(ofLogIn code: SecretDigest, at now: WorkDate) -> [WorkEvent] {
        Self.revocations(at: now, accessTokens.rows(ofLogIn: code), refreshTokens.rows(ofLogIn: code))
    }

    private static func revocations(
        at now: WorkDate, _ access: [AccessToken], _ refresh: [RefreshToken]
    ) -> [WorkEvent] {
        let byDigest: (SecretDigest, SecretDigest) -> Bool = { $0.description < $1.description }
        let access = access.filter { $0.revoked == nil }.map(\.digest).sorted(by: byDigest)
        let refresh = refresh.filter { $0.revoked == nil }.map(\.digest).sorted(by: byDigest)
        return access.map { .accessTokenRevoked($0, at: now) } + refresh.map { .refreshTokenRevoked($0, at: now) }
    }
}

extension WorkDate {
    /// The same date without its fraction of a second.
    var wholeSecond: WorkDate { WorkDate(sinceEpoch: .seconds(wholeSeconds)) }
}
