import Foundation
import Rules
public import Secrets
import Synchronization

/// Settings > Organization > iManage, and what O&D's staff do with the servers there.
extension Integration {
    /// Presses "Add iManage for organization"; pressing it again changes nothing.
    public func enableIManage(as person: String) throws(IntegrationFailure) {
        try require(.organizationAdmin, of: person)
        state.withLock { $0.enabled = true }
    }

    /// Adds a work server with "Add New Server".
    ///
    /// - Parameters:
    ///   - person: who adds it; only an organization administrator may.
    ///   - name: what the server is to be called; nil takes the host of its URL.
    ///   - url: the work server URL, by the article's rules.
    ///   - clientID: API Key / Client ID; nil takes O&D's own.
    ///   - clientSecret: API Secret / Client Secret from Control Center.
    /// - Returns: the server's name.
    /// - Throws: the first thing that is wrong with the person, the values or the URL.
    @discardableResult
    public func addServer(
        as person: String, name: String? = nil, url: String, clientID: String? = nil, clientSecret: Secret
    ) throws(IntegrationFailure) -> String {
        try require(.organizationAdmin, of: person, server: name)
        try requireEnabled(server: name)
        let address = try checkedAddress(url, clientID: clientID, clientSecret: clientSecret, server: name)
        let name = name ?? address.host
        let record = ServerRecord(
            name: name, address: address, clientID: clientID?.trimmingBlanks() ?? Deployment.clientID)
        configuration.secrets.note(clientSecret.reveal(), as: "\(name).client_secret")
        let sealed = try insert(record, secret: clientSecret)
        guard sealed else {
            throw IntegrationFailure(.valueMissing, at: .office, rule: "client.value.missing", server: name)
        }
        return name
    }

    /// What the organization should know of a server beside its standing: cloud hosts, an unusual client id, its version.
    public func notices(server: String) throws(IntegrationFailure) -> [String] {
        let record = try record(server)
        var notices: [String] = []
        if record.address.isCloud {
            notices.append(
                "\(record.address.host) is on cloudimanage.com, where applications are not registered by hand: there is a "
                    + "simpler way to enable your integration. Contact Office & Dragons to guide you through it.")
        }
        if record.clientID.lowercased() != Deployment.clientID {
            notices.append(
                "The API Key / Client ID that was entered is not the one of Office & Dragons: it is \(Deployment.clientID) "
                    + "on every server. It is not generated in Control Center; only the secret is.")
        }
        return notices
    }

    /// Tells O&D that the server was added.
    public func announceServer(as person: String, server: String) throws(IntegrationFailure) {
        try require(.organizationAdmin, of: person, server: server)
        try requireEnabled(server: server)
        _ = try record(server)
        change(server) { record in
            guard record.standing != .validated else { return }
            record.standing = .pending
            record.reason = nil
        }
    }

    /// Confirms a server after its review, so that users can log in.
    public func confirm(as person: String, server: String) throws(IntegrationFailure) {
        try require(.staff, of: person, server: server)
        guard try record(server).standing != .notAnnounced else {
            throw IntegrationFailure(
                .serverNotAnnounced, at: .office, rule: "client.server.not-validated", server: server)
        }
        change(server) { record in
            record.standing = .validated
            record.reason = nil
        }
    }

    /// Refuses a server after its review; the reason is shown to whoever tries to log in.
    public func reject(as person: String, server: String, reason: String) throws(IntegrationFailure) {
        try require(.staff, of: person, server: server)
        _ = try record(server)
        change(server) { record in
            record.standing = .rejected
            record.reason = reason
        }
    }

    /// Refuses a step that needs a confirmed server.
    func requireValidated(_ record: ServerRecord) throws(IntegrationFailure) {
        let (id, cause): (FailureID, String?)
        switch record.standing {
        case .validated: return
        case .notAnnounced: (id, cause) = (.serverNotAnnounced, nil)
        case .pending: (id, cause) = (.serverNotValidated, nil)
        case .rejected:
            let reason = record.reason ?? ""
            let words = "Office & Dragons reviewed the server \(record.name) and did not confirm it"
            (id, cause) = (.serverRejected, reason.isEmpty ? nil : "\(words): \(reason)")
        }
        throw IntegrationFailure(
            id, at: .office, cause: cause, rule: "client.server.not-validated", server: record.name)
    }

    func change(_ server: String, _ change: (inout ServerRecord) -> Void) {
        state.withLock { state in
            guard var record = state.servers[server] else { return }
            change(&record)
            state.servers[server] = record
        }
    }
}

// MARK: Adding

extension Integration {
    func checkedAddress(
        _ url: String, clientID: String?, clientSecret: Secret, server: String?
    ) throws(IntegrationFailure) -> ServerAddress {
        let missing = [
            url.trimmingBlanks().isEmpty || url.trimmingBlanks().lowercased() == "https://"
                ? "the work server URL" : nil,
            clientID?.trimmingBlanks().isEmpty == true ? "the API Key / Client ID" : nil,
            clientSecret.reveal().trimmingBlanks().isEmpty ? "the API Secret / Client Secret" : nil,
        ].compactMap { $0 }
        guard missing.isEmpty else {
            throw IntegrationFailure(
                .valueMissing, at: .office, cause: "Missing: \(missing.joined(separator: ", ")).",
                rule: "client.value.missing", server: server)
        }
        guard configuration.options.urlCheck == .strict else { return ServerAddress(unchecked: url) }
        do throws(ServerAddress.Refusal) {
            return try ServerAddress(url)
        } catch {
            throw IntegrationFailure(error.failure, at: .office, cause: error.cause, rule: error.rule, server: server)
        }
    }

    /// Enters the server and seals its secret; false where it could not be sealed.
    private func insert(_ record: ServerRecord, secret: Secret) throws(IntegrationFailure) -> Bool {
        enum Outcome { case added, unsealed, duplicate(String) }
        let strict = configuration.options.urlCheck == .strict
        let outcome = state.withLock { state -> Outcome in
            if state.servers[record.name] != nil { return .duplicate(record.name) }
            let same = state.servers.values.filter { strict && $0.address.canonical == record.address.canonical }
            if let other = same.map(\.name).min() { return .duplicate(other) }
            guard (try? state.vault.seal(Data(secret.reveal().utf8), as: record.secretName)) != nil else {
                return .unsealed
            }
            state.servers[record.name] = record
            return .added
        }
        guard case .duplicate(let other) = outcome else {
            if case .added = outcome { return true }
            return false
        }
        throw IntegrationFailure(
            .serverDuplicate, at: .office,
            cause: "This work server is listed already, as \(other), in Settings > Organization > iManage.",
            rule: "client.server.duplicate", server: record.name)
    }
}
