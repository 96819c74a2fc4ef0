import Foundation
import Synchronization

/// Ending sessions: at the server where that can be done, here in any case.
extension Integration {
    /// Logs the person out: the tokens are revoked at the server, and forgotten here whatever comes of that.
    ///
    /// Returns what the person should know although they are logged out. Throws an `IntegrationFailure` for a server that
    /// is not listed, or `CancellationError`.
    @discardableResult
    public func logOut(as person: String, server: String) async throws -> [String] {
        let record = try record(server)
        let key = SessionKey(person: person, server: server)
        guard let session = state.withLock({ $0.session(of: key) }) else { return [] }
        // Forgotten first: whoever uses the session meanwhile finds none, and a cancelled log-out is one all the same.
        forget(key, ifStill: session)
        return try await revoke(session, at: record) ? [] : [Self.stillLive(at: record)]
    }

    /// Revokes a session's tokens at its server; false where the server could not be told, or refused.
    func revoke(_ session: Session, at record: ServerRecord) async throws(CancellationError) -> Bool {
        // The field's name is iManage's, not RFC 7009's; clients send the token in the header, too.
        let request = WireRequest(
            kind: "revoke", method: "POST", url: record.url("/auth/oauth2/revoke-token"),
            headers: [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json"),
                ("X-Auth-Token", session.accessToken),
            ],
            body: Array(FormEncoding.encode([("access_token", session.accessToken)]).utf8))
        guard case .success(let response) = try await exchange(request, server: record.name) else { return false }
        return (200...299).contains(response.status) || response.status == 401
    }

    private static func stillLive(at record: ServerRecord) -> String {
        "You are logged out of iManage here, but \(record.address.host) could not be told: the log-in lives on there until "
            + "it expires, or until your firm's iManage administrator revokes it."
    }
}
