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
        revocations(at: now) { clientID, tokenUser, _ in
            clients(clientID) && (user == nil || tokenUser == user?.uppercased())
        }
    }

    /// The events that end the live tokens of one log-in.
    func revocations(ofLogIn code: SecretDigest, at now: WorkDate) -> [WorkEvent] {
        revocations(at: now) { _, _, tokenCode in tokenCode == code }
    }

    private func revocations(at now: WorkDate, where matches: (String, String, SecretDigest) -> Bool) -> [WorkEvent] {
        let access = accessTokens.values
            .filter { $0.revoked == nil && matches($0.clientID, $0.user, $0.code) }
            .map(\.digest).sorted { $0.description < $1.description }
        let refresh = refreshTokens.values
            .filter { $0.revoked == nil && matches($0.clientID, $0.user, $0.code) }
            .map(\.digest).sorted { $0.description < $1.description }
        return access.map { .accessTokenRevoked($0, at: now) } + refresh.map { .refreshTokenRevoked($0, at: now) }
    }
}

extension WorkDate {
    /// The same date without its fraction of a second.
    var wholeSecond: WorkDate { WorkDate(sinceEpoch: .seconds(wholeSeconds)) }
}
