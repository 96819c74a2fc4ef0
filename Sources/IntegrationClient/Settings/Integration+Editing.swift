import Foundation
import Rules
public import Secrets
import Synchronization

/// Changing and removing the servers of Settings > Organization > iManage.
extension Integration {
    /// Changes what was entered for a server; what is nil stays as it is.
    ///
    /// Another URL or client id makes it another server to O&D: it is to be announced and reviewed anew (a switch), and
    /// everybody logs in again. A new secret alone changes neither.
    ///
    /// - Parameters:
    ///   - person: who changes it; only an organization administrator may.
    ///   - server: the server's name.
    ///   - newName: the name that it is to have from now on.
    ///   - url: the work server URL, by the article's rules.
    ///   - clientID: API Key / Client ID.
    ///   - clientSecret: API Secret / Client Secret from Control Center.
    /// - Throws: the first thing that is wrong with the person, the values or the URL; nothing is changed then.
    public func editServer(
        as person: String, server: String, newName: String? = nil, url: String? = nil, clientID: String? = nil,
        clientSecret: Secret? = nil
    ) throws(IntegrationFailure) {
        try require(.organizationAdmin, of: person, server: server)
        try requireEnabled(server: server)
        let old = try record(server)
        let secret = clientSecret ?? Secret(self.clientSecret(of: old))
        let address = try url.map { url throws(IntegrationFailure) in
            try checkedAddress(url, clientID: clientID, clientSecret: secret, server: server)
        }
        var new = old
        new.name = newName ?? old.name
        new.address = address ?? old.address
        new.clientID = clientID?.trimmingBlanks() ?? old.clientID
        let isAnother = new.address.canonical != old.address.canonical || new.clientID != old.clientID
        if isAnother {
            if configuration.options.editedServer == .announcedAnew { new.standing = .notAnnounced }
            new.version = nil
        }
        if new.name != old.name, state.withLock({ $0.servers[new.name] != nil }) {
            throw IntegrationFailure(
                .serverDuplicate, at: .office, cause: "There is a server called \(new.name) already.",
                rule: "client.server.duplicate", server: new.name)
        }
        if let clientSecret { configuration.secrets.note(clientSecret.reveal(), as: "\(new.name).client_secret") }
        state.withLock { $0.replace(old, by: new, secret: secret, keepsSessions: !isAnother) }
    }

    /// Removes a server: the log-ins of its users are revoked there as far as it can be reached, and forgotten here.
    ///
    /// Returns what the administrator should know. Throws an `IntegrationFailure`, or `CancellationError`.
    @discardableResult
    public func removeServer(as person: String, server: String) async throws -> [String] {
        try require(.organizationAdmin, of: person, server: server)
        let record = try record(server)
        let sessions = state.withLock { state in
            let keys = people.keys.sorted().map { SessionKey(person: $0, server: server) }
            let sessions = keys.compactMap { state.session(of: $0) }
            state.remove(record, of: keys)
            return sessions
        }
        var left = 0
        for session in sessions where !(try await revoke(session, at: record)) { left += 1 }
        guard left > 0 else { return [] }
        return [
            "\(server) is removed, but \(record.address.host) could not be told that \(left) log-ins have ended: they live on "
                + "there until they expire. Your firm's iManage administrator can revoke them in Control Center."
        ]
    }
}

extension OfficeState {
    /// Puts a server in the place of another; its secret and, if asked, its users' sessions move with it.
    mutating func replace(_ old: ServerRecord, by new: ServerRecord, secret: Secret, keepsSessions: Bool) {
        let keys = sessionKeys(of: old.name)
        let kept = keys.compactMap { key in keepsSessions ? session(of: key).map { (key, $0) } : nil }
        let begun = pending
        remove(old, of: keys)
        // A log-in that was begun at the same address may come back.
        if keepsSessions, new.name == old.name { pending = begun }
        servers[new.name] = new
        // Sealed with this key a moment ago; what cannot be sealed again is not kept in the clear.
        try? vault.seal(Data(secret.reveal().utf8), as: new.secretName)
        for (key, session) in kept { keep(session, of: SessionKey(person: key.person, server: new.name)) }
    }

    /// Forgets a server with its secret, its users' sessions and the log-ins under way.
    mutating func remove(_ record: ServerRecord, of keys: [SessionKey]) {
        servers[record.name] = nil
        vault.forget(record.secretName)
        for key in keys { vault.forget(key.vaultName) }
        pending = pending.filter { $0.value.server != record.name }
    }

    private func sessionKeys(of server: String) -> [SessionKey] {
        vault.names.compactMap { SessionKey(vaultName: $0) }.filter { $0.server == server }
    }
}
