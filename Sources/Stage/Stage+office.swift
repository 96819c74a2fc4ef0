import IntegrationClient
import Secrets
import Synchronization

/// What the organization's administrator and O&D's staff do.
extension Stage {
    static let officeHandlers: [String: Handler] = [
        "office.enable_imanage": { stage, arguments in
            try await stage.client(ClientAction(.enableIManage, as: try stage.organizationAdmin(arguments)))
        },
        "office.add_server": { try await $0.addServer($1) },
        "office.edit_server": { try await $0.editServer($1) },
        "office.remove_server": { stage, arguments in
            let administrator = try stage.organizationAdmin(arguments)
            return try await stage.client(
                ClientAction(.removeServer, as: administrator, server: try await stage.officeServer(arguments)))
        },
        "office.announce_server": { stage, arguments in
            let administrator = try stage.organizationAdmin(arguments)
            return try await stage.client(
                ClientAction(.announceServer, as: administrator, server: try await stage.officeServer(arguments)))
        },
        "office.review": { try await $0.staffAction(.review, $1) },
        "office.confirm": { try await $0.staffAction(.confirm, $1) },
        "office.reject": { try await $0.staffAction(.reject, $1) },
        "office.restart": { stage, _ in try await stage.client(ClientAction(.restart)) },
    ]

    private func staffAction(_ name: ClientAction.Name, _ arguments: Arguments) async throws -> Success {
        var action = ClientAction(name, as: try staff(arguments), server: try await officeServer(arguments))
        action.reason = try arguments.text("reason")
        return try await client(action)
    }

    private func addServer(_ arguments: Arguments) async throws -> Success {
        let name =
            try arguments.text("server") ?? state.withLock { $0.servers.count == 1 ? $0.servers.keys.first : nil }
        var action = ClientAction(.addServer, as: try organizationAdmin(arguments), server: name)
        action.url = try arguments.text("url") ?? server(try arguments.text("server")).url
        action.clientID = try arguments.text("client_id")
        action.clientSecret =
            try arguments.text("client_secret").map { Secret($0) }
            ?? name.flatMap { known in state.withLock { $0.clientSecrets[known] } }
        return try await client(action)
    }

    private func editServer(_ arguments: Arguments) async throws -> Success {
        var action = ClientAction(
            .editServer, as: try organizationAdmin(arguments), server: try await officeServer(arguments))
        action.newName = try arguments.text("name")
        action.url = try arguments.text("url")
        action.clientID = try arguments.text("client_id")
        action.clientSecret = try arguments.text("client_secret").map { Secret($0) }
        return try await client(action)
    }

    private func organizationAdmin(_ arguments: Arguments) throws(StageTrouble) -> String {
        try people.actor(
            try arguments.text("as"), fitting: { $0.office == .organizationAdmin },
            what: "an organization administrator of Office & Dragons")
    }

    private func staff(_ arguments: Arguments) throws(StageTrouble) -> String {
        try people.actor(try arguments.text("as"), fitting: { $0.office == .staff }, what: "O&D staff")
    }

    /// The name of a server as Office & Dragons knows it.
    func officeServer(_ arguments: Arguments) async throws -> String {
        if let named = try arguments.text("server") { return named }
        let known = (try await status().servers ?? [:]).keys.sorted()
        if known.count == 1, let only = known.first { return only }
        if known.isEmpty { return try server(nil).name }
        throw StageTrouble(
            "\(arguments.name): there are several servers (\(known.joined(separator: ", "))): say which with 'server:'")
    }
}
