import Rules
import Synchronization
import WorkTime

/// One refresh at a time for each session: whoever comes meanwhile waits for it and takes its result.
extension Integration {
    private enum Part {
        case done(Session)
        case lead(Latch<Void>)
        case follow(Latch<Void>)
    }

    /// The session with another access token than the refused one.
    func renewedSession(of key: SessionKey, refused: Session, record: ServerRecord) async throws -> Session {
        while true {
            switch try part(in: key, refused: refused) {
            case .done(let session): return session
            case .lead(let latch): return try await lead(latch, key: key, record: record)
            case .follow(let latch):
                do {
                    try await latch.wait()
                } catch is CancellationError where !Task.isCancelled {
                    // The one who refreshed was cancelled, not we: look again.
                    continue
                }
            }
        }
    }

    /// Looks and decides in one locked step, so that no two callers lead and none refreshes what was just refreshed.
    private func part(in key: SessionKey, refused: Session) throws(IntegrationFailure) -> Part {
        let clock = configuration.clock.clock
        let isAlone = configuration.mutation?.refreshesAlone ?? false
        let part = state.withLock { state -> Part? in
            guard let session = state.session(of: key) else { return nil }
            if session.accessToken != refused.accessToken { return .done(session) }
            if let latch = state.refreshes[key], !isAlone { return .follow(latch) }
            let latch = Latch<Void>(clock: clock)
            state.refreshes[key] = latch
            return .lead(latch)
        }
        guard let part else { throw loggedOut(key) }
        return part
    }

    private func lead(_ latch: Latch<Void>, key: SessionKey, record: ServerRecord) async throws -> Session {
        let result: Result<Session, any Error>
        do {
            result = .success(try await refresh(key, record: record))
        } catch {
            result = .failure(error)
        }
        state.withLock { state in
            if state.refreshes[key] === latch { state.refreshes[key] = nil }
        }
        latch.complete(with: result.map { _ in })
        return try result.get()
    }

    private func refresh(_ key: SessionKey, record: ServerRecord) async throws -> Session {
        let session = try session(of: key)
        guard let refreshToken = session.refreshToken else {
            forget(key, ifStill: session)
            throw IntegrationFailure(.refreshNotAllowed, at: .api, status: 401, server: key.server)
        }
        let request = tokenRequest(
            "refresh", record: record, fields: [("grant_type", "refresh_token"), ("refresh_token", refreshToken)])
        let response: WireResponse
        switch try await exchange(request, server: record.name) {
        case .success(let answer): response = answer
        case .failure(let fault): throw failure(for: fault, at: .refresh, record: record)
        }
        guard let tokens = TokenAnswer(response) else {
            throw refusedRefresh(response, of: session, key: key, record: record)
        }
        note(tokens, person: key.person, server: key.server)
        var renewed = session
        renewed.accessToken = tokens.accessToken
        // A server that does not rotate gives none, and the old one goes on.
        renewed.refreshToken = tokens.refreshToken ?? refreshToken
        // Who has logged out or in again meanwhile is not brought back.
        guard replace(session, by: renewed, of: key) else { return try self.session(of: key) }
        return renewed
    }

    private func refusedRefresh(
        _ response: WireResponse, of session: Session, key: SessionKey, record: ServerRecord
    ) -> IntegrationFailure {
        if let failure = commonFailure(for: response, at: .refresh, record: record) { return failure }
        guard (400...499).contains(response.status) else {
            return notAWorkServer(response, at: .refresh, record: record)
        }
        let body = ErrorBody(response)
        guard let refusal = TokenRefusal.ofRefresh(body) else {
            forget(key, ifStill: session)
            return IntegrationFailure(
                .sessionExpired, at: .refresh, status: response.status, error: shown(body.code), server: key.server)
        }
        // A wrong secret or a switched-off application can be put right without a new log-in: the session stays.
        if refusal == .refreshNotAllowed { forget(key, ifStill: session) }
        return failure(for: refusal, body: body, at: .refresh, status: response.status, record: record)
    }
}
