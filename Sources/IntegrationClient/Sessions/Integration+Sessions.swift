import Foundation
import Synchronization
import WorkTime

/// Calls with a session: the access token in `X-Auth-Token`, refreshed once where the server no longer takes it.
extension Integration {
    /// Calls the API; after a 401 the token is refreshed, by one caller for all, and the call repeated once.
    ///
    /// The path is the one below the customer: `/libraries`.
    /// The access token of a call that was refused has changed nothing, so that repeating it is safe for uploads, too.
    func call(
        _ kind: String, as key: SessionKey, path: String, method: String = "GET",
        body: (type: String, bytes: [UInt8])? = nil
    ) async throws -> WireResponse {
        let what = (method: method, path: path, body: body)
        let record = try record(key.server)
        let session = try session(of: key)
        let first = try await send(kind, with: session, record: record, what)
        guard first.status == 401 else { return first }
        let renewed = try await renewedSession(of: key, refused: session, record: record)
        let second = try await send(kind, with: renewed, record: record, what)
        guard second.status != 401 else {
            forget(key, ifStill: renewed)
            throw IntegrationFailure(
                "session-expired", at: .api, status: 401, error: shown(ErrorBody(second).code), server: key.server)
        }
        return second
    }

    private func send(
        _ kind: String, with session: Session, record: ServerRecord,
        _ what: (method: String, path: String, body: (type: String, bytes: [UInt8])?)
    ) async throws -> WireResponse {
        let customer = session.customer.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? session.customer
        let request = WireRequest(
            kind: kind, method: what.method, url: record.url("\(session.apiPath)/customers/\(customer)\(what.path)"),
            headers: [("Accept", "application/json"), ("X-Auth-Token", session.accessToken)]
                + (what.body.map { [("Content-Type", $0.type)] } ?? []),
            body: what.body?.bytes ?? [])
        switch try await exchange(request, server: record.name) {
        case .success(let response): return response
        case .failure(let fault): throw failure(for: fault, at: .api, record: record)
        }
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
            "session-expired", at: .office, cause: "You are not logged in to iManage on \(key.server)." + reason,
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
