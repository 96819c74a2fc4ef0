import Foundation
import Rules
import Synchronization
import WorkTime

/// Calls with a session: the access token in `X-Auth-Token`, refreshed once where the server no longer takes it.
extension Integration {
    /// Calls the API; after a 401 the token is refreshed, by one caller for all, and the call repeated once.
    ///
    /// A call that was refused for its access token has changed nothing, so that it may be repeated; uploads go through
    /// `attempt` alone. Only what is read is repeated where the server asks for fewer calls.
    func call(_ call: APICall, as key: SessionKey) async throws -> WireResponse {
        let record = try record(key.server)
        var patience = configuration.options.throttlePatience
        while true {
            let response = try await authorized(call, as: key, record: record)
            guard response.status == 429, call.method == "GET" else { return response }
            let asked = RetryTime.seconds(in: response, now: configuration.clock.date)
            guard let wait = patience.take(secondsAsked: asked) else { return response }
            try await configuration.clock.sleep(for: wait)
        }
    }

    private func authorized(
        _ call: APICall, as key: SessionKey, record: ServerRecord
    ) async throws -> WireResponse {
        let session = try session(of: key)
        let first = try await answer(to: call, with: session, record: record)
        guard first.status == 401 else { return first }
        let renewed = try await renewedSession(of: key, refused: session, record: record)
        let second = try await answer(to: call, with: renewed, record: record)
        guard second.status != 401 else { throw expired(second, renewed, of: key) }
        return second
    }

    /// The failure of a token that was refused although it is fresh; the session is over.
    func expired(_ response: WireResponse, _ session: Session, of key: SessionKey) -> IntegrationFailure {
        forget(key, ifStill: session)
        return IntegrationFailure(
            .sessionExpired, at: .api, status: 401, error: shown(ErrorBody(response).code), server: key.server)
    }

    private func answer(
        to call: APICall, with session: Session, record: ServerRecord
    ) async throws -> WireResponse {
        switch try await attempt(call, with: session, record: record) {
        case .success(let response): return response
        case .failure(let fault): throw failure(for: fault, at: .api, record: record)
        }
    }

    /// Sends a call once, with this session's token.
    func attempt(
        _ call: APICall, with session: Session, record: ServerRecord
    ) async throws(CancellationError) -> Result<WireResponse, TransportFault> {
        let customer = session.customer.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? session.customer
        let request = WireRequest(
            kind: call.kind, method: call.method,
            url: record.url("\(session.apiPath)/customers/\(customer)\(call.path)"),
            headers: [("Accept", call.receiver == nil ? "application/json" : "*/*")]
                + [("X-Auth-Token", session.accessToken)] + call.headers
                + (call.contentType.map { [("Content-Type", $0)] } ?? []),
            body: call.body, upload: call.upload)
        return try await exchange(request, server: record.name, receiver: call.receiver)
    }
}

// MARK: Keeping

extension Integration {
    func keep(_ session: Session, of key: SessionKey) {
        state.withLock { state in
            state.keep(session, of: key)
            state.lost.remove(key)
        }
    }

    /// Whether the person has a session, as transfers ask while they last.
    func isLoggedIn(_ key: SessionKey) -> Bool { state.withLock { $0.vault.holds(key.vaultName) } }

    func session(of key: SessionKey) throws(IntegrationFailure) -> Session {
        guard let session = state.withLock({ $0.session(of: key) }) else { throw loggedOut(key) }
        return session
    }

    /// Puts a session in the place of another; false where that one is no longer there.
    func replace(_ old: Session, by new: Session, of key: SessionKey) -> Bool {
        state.withLock { state in
            guard state.session(of: key)?.accessToken == old.accessToken else { return false }
            state.keep(new, of: key)
            return true
        }
    }

    /// Forgets a session, unless another has taken its place.
    func forget(_ key: SessionKey, ifStill session: Session) {
        state.withLock { state in
            guard state.session(of: key)?.accessToken == session.accessToken else { return }
            state.vault.forget(key.vaultName)
        }
    }

    func loggedOut(_ key: SessionKey) -> IntegrationFailure {
        let isLost = state.withLock { $0.lost.contains(key) }
        let reason = isLost ? " Office & Dragons was restarted and keeps log-ins in memory only." : ""
        return IntegrationFailure(
            .sessionExpired, at: .office, cause: "You are not logged in to iManage on \(key.server)." + reason,
            rule: isLost ? "client.tokens.lost" : "client.session.missing", server: key.server)
    }
}

extension OfficeState {
    /// Opens a session; one that cannot be opened is as good as none.
    func session(of key: SessionKey) -> Session? {
        guard let content = try? vault.open(key.vaultName) else { return nil }
        return try? JSONDecoder().decode(Session.self, from: content)
    }

    /// Seals a session; one that cannot be sealed is not kept in the clear either.
    mutating func keep(_ session: Session, of key: SessionKey) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            try vault.seal(try encoder.encode(session), as: key.vaultName)
        } catch {
            vault.forget(key.vaultName)
        }
    }
}
