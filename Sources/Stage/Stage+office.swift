import IntegrationClient
import Secrets
import Synchronization

/// What the organization's administrator and O&D's staff do.
extension Stage {
    static let officeHandlers: [String: Handler] = [
        "office.enable_imanage": { stage, arguments in
            try stage.integration.enableIManage(as: try stage.organizationAdmin(arguments))
            return Success()
        },
        "office.add_server": { try $0.addServer($1) },
        "office.announce_server": { stage, arguments in
            try stage.integration.announceServer(
                as: try stage.organizationAdmin(arguments), server: try stage.officeServer(arguments))
            return Success()
        },
        "office.review": { stage, arguments in
            let checklist = try await stage.integration.review(
                as: try stage.staff(arguments), server: try stage.officeServer(arguments))
            var success = Success(shows: ["checklist": json(of: checklist)], notices: checklist.notices)
            if let release = checklist.release { success.shows["release"] = .text(release) }
            return success
        },
        "office.confirm": { stage, arguments in
            try stage.integration.confirm(as: try stage.staff(arguments), server: try stage.officeServer(arguments))
            return Success()
        },
        "office.reject": { stage, arguments in
            try stage.integration.reject(
                as: try stage.staff(arguments), server: try stage.officeServer(arguments),
                reason: try arguments.text("reason") ?? "no reason given")
            return Success()
        },
        "office.restart": { stage, _ in
            stage.integration.restart()
            return Success()
        },
    ]

    private func addServer(_ arguments: Arguments) throws -> Success {
        let administrator = try organizationAdmin(arguments)
        let url = try arguments.text("url") ?? server(try arguments.text("server")).url
        let name =
            try arguments.text("server") ?? state.withLock { $0.servers.count == 1 ? $0.servers.keys.first : nil }
        let secret =
            try arguments.text("client_secret").map { Secret($0) }
            ?? name.flatMap { known in state.withLock { $0.clientSecrets[known] } }
        let added = try integration.addServer(
            as: administrator, name: name, url: url, clientID: try arguments.text("client_id"),
            clientSecret: secret ?? Secret(""))
        return Success(notices: try integration.notices(server: added))
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
    func officeServer(_ arguments: Arguments) throws(StageTrouble) -> String {
        if let named = try arguments.text("server") { return named }
        let known = integration.status().servers.keys.sorted()
        if known.count == 1, let only = known.first { return only }
        if known.isEmpty { return try server(nil).name }
        throw StageTrouble(
            "\(arguments.name): there are several servers (\(known.joined(separator: ", "))): say which with 'server:'")
    }
}
