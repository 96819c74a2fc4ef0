import Foundation
import IntegrationClient
import Markup
import Secrets

/// Settings > Organization > iManage.
extension OfficeApp {
    func organization(
        _ person: Person, message: HTML? = nil, typed: [String: String] = [:], editing: String? = nil
    ) -> HTML {
        let status = integration.status()
        guard status.enabled else {
            return frame(
                person, .organization, "iManage",
                """
                \(message)
                <section class="panel empty"><p><b>iManage is not enabled for your organization.</b></p>
                <p>Once it is, you add your work servers, and users log in to them.</p>
                <form method="post" action="\(Place.organization.rawValue)">\(token(person))
                \(HTML.button("Add iManage for organization", name: "action", value: "enable", look: "primary"))</form></section>
                """)
        }
        let servers = integration.servers
        return frame(
            person, .organization, "iManage",
            """
            \(message)
            \(servers.isEmpty ? HTML.message(.note, "iManage is enabled. Add your work server next.") : nil)
            \(servers.map { server(person, $0, isOpen: editing == $0.name, typed: typed) })
            \(adding(person, isOpen: servers.isEmpty || (editing == nil && !typed.isEmpty), typed: editing == nil ? typed : [:]))
            """)
    }

    private func adding(_ person: Person, isOpen: Bool, typed: [String: String]) -> HTML {
        """
        <details class="panel"\(flag: "open", isOpen)><summary class="button">Add New Server</summary>
        <form method="post" action="\(Place.organization.rawValue)" class="stack">\(token(person))
        \(url(typed["url"] ?? "", id: "url"))
        \(HTML.field("API Key / Client ID", "client_id", typed["client_id"] ?? Deployment.clientID))
        \(HTML.field("API Secret / Client Secret", "client_secret", type: "password", hint: "The one that Control Center showed once.", complete: "new-password"))
        \(HTML.field("Name in these settings", "name", typed["name"], hint: "If you have several servers."))
        <p class="actions">\(HTML.button("Add server", name: "action", value: "add", look: "primary"))</p></form></details>
        """
    }

    /// The work server URL, checked while it is typed.
    private func url(_ value: String, id: String) -> HTML {
        """
        <div class="field"><label for="\(id)">Work server URL</label>
        <input id="\(id)" name="url" type="text" inputmode="url" value="\(value)" placeholder="https://work.example.com" \
        autocomplete="off" spellcheck="false" data-check="\(Place.check.rawValue)" aria-describedby="\(id)-check">
        <p class="check" id="\(id)-check" role="status">Begin with https:// and do not end with a slash.</p></div>
        """
    }

    private func server(_ person: Person, _ server: ServerOverview, isOpen: Bool, typed: [String: String]) -> HTML {
        let notices = (try? integration.notices(server: server.name)) ?? []
        let action: HTML = "<form method=\"post\" action=\"\(Place.organization.rawValue)\""
        let identity: HTML = "\(token(person))\(HTML.hidden("server", server.name))"
        let isEdited = isOpen && !typed.isEmpty
        return """
            <section class="panel"><div class="split"><div><h2>\(server.name)</h2><p><code>\(server.url)</code></p></div>
            \(Self.mark(server.standing))</div>
            <p>\(Self.words(server))</p>
            \(notices.map { HTML.message(.note, "\($0)") })
            <div class="actions">
            \(server.standing == .notAnnounced || server.standing == .rejected ? "\(action) class=\"inline\">\(identity)\(HTML.button("Tell Office & Dragons", name: "action", value: "announce", look: "primary"))</form>" as HTML : nil)
            \(action) class="inline">\(identity)\(HTML.button("Remove", name: "action", value: "remove", look: "danger", confirm: "Remove \(server.name)? Its users are logged out."))</form></div>
            <details\(flag: "open", isOpen)><summary>Edit</summary>
            \(action) class="stack">\(identity)
            \(url(isEdited ? typed["url"] ?? "" : server.url, id: "url-\(server.name)"))
            <div class="field"><label for="id-\(server.name)">API Key / Client ID</label>
            <input id="id-\(server.name)" name="client_id" value="\(isEdited ? typed["client_id"] : server.clientID)" autocomplete="off"></div>
            <div class="field"><label for="secret-\(server.name)">API Secret / Client Secret</label>
            <input id="secret-\(server.name)" name="client_secret" type="password" autocomplete="new-password">
            <p class="hint">Leave it empty to keep the one that is there.</p></div>
            <p class="actions">\(HTML.button("Save", name: "action", value: "edit", look: "primary"))</p></form></details></section>
            """
    }

    static func mark(_ standing: ServerStanding) -> HTML {
        switch standing {
        case .notAnnounced: .mark(.note, "Not announced")
        case .pending: .mark(.note, "Being validated")
        case .validated: .mark(.good, "Validated")
        case .rejected: .mark(.bad, "Rejected")
        }
    }

    private static func words(_ server: ServerOverview) -> String {
        switch server.standing {
        case .notAnnounced:
            "Office & Dragons has not been told of this server yet. Tell them, so that they can validate it."
        case .pending: "Office & Dragons reviews this server. You can log in once they have confirmed it."
        case .validated: "Users can log in under Settings > Profile."
        case .rejected: "Office & Dragons did not confirm this server: \(server.reason ?? "no reason was given")."
        }
    }

    func check(_ request: OfficeRequest) -> OfficeReply {
        let value = request.query["value"] ?? ""
        let (tone, words): (HTML.Tone, String) =
            if value.isEmpty {
                (.plain, "Begin with https:// and do not end with a slash.")
            } else if let failure = integration.complaint(aboutURL: value) {
                (.bad, failure.message)
            } else {
                (.good, "This URL is well-formed.")
            }
        let data = try? JSONSerialization.data(
            withJSONObject: ["tone": tone.rawValue, "words": words], options: [.sortedKeys])
        return OfficeReply(.json(data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"))
    }

    func changeOrganization(_ request: OfficeRequest) async -> OfficeReply {
        let (person, form) = (request.person, request.form)
        let server = form["server"] ?? ""
        let url = form["url"] ?? ""
        let typedName = form["name"].flatMap { $0.isEmpty ? nil : $0 }
        let secret = Secret(form["client_secret"] ?? "")
        var deed = OfficeDeed("", ["as": person.name, "server": server.isEmpty ? nil : server])
        let result = await attempt { () -> String in
            switch form["action"] {
            case "enable":
                deed.step = "office.enable_imanage"
                try integration.enableIManage(as: person.name)
                return "iManage is enabled for your organization."
            case "announce":
                deed.step = "office.announce_server"
                try integration.announceServer(as: person.name, server: server)
                return "Office & Dragons knows of \(server) now and will validate it."
            case "remove":
                deed.step = "office.remove_server"
                let notices = try await integration.removeServer(as: person.name, server: server)
                return (["\(server) is removed."] + notices).joined(separator: " ")
            case "edit":
                deed.step = "office.edit_server"
                return try edit(form, server: server, url: url, secret: secret, person, &deed)
            default:
                let name = typedName ?? self.name(url)
                deed = OfficeDeed(
                    "office.add_server",
                    ["as": person.name, "server": name, "url": url, "client_id": Self.other(form["client_id"])],
                    secret: secret)
                let added = try integration.addServer(
                    as: person.name, name: name, url: url, clientID: form["client_id"] ?? "", clientSecret: secret)
                return "\(added) is added."
            }
        }
        switch result {
        case .success(let words):
            return OfficeReply(.page(organization(person, message: .message(.good, "\(words)"))), deed: deed)
        case .failure(let failure):
            deed.failure = failure
            let isForm = ["add", "edit"].contains(form["action"])
            return OfficeReply(
                .page(
                    organization(
                        person, message: trouble(failure, person), typed: isForm ? form : [:],
                        editing: form["action"] == "edit" ? server : nil)),
                status: 422, deed: deed)
        }
    }

    private func edit(
        _ form: [String: String], server: String, url: String, secret: Secret, _ person: Person,
        _ deed: inout OfficeDeed
    ) throws -> String {
        let old = integration.servers.first { $0.name == server }
        let newURL = url == old?.url ? nil : url
        let newID = form["client_id"] == old?.clientID ? nil : form["client_id"]
        let newSecret = secret.reveal().isEmpty ? nil : secret
        deed.arguments.merge(["url": newURL, "client_id": newID].compactMapValues { $0 }) { $1 }
        deed.secret = newSecret
        try integration.editServer(
            as: person.name, server: server, url: newURL, clientID: newID, clientSecret: newSecret)
        return "\(server) is saved."
    }

    /// A client id that is not O&D's own.
    private static func other(_ clientID: String?) -> String? { clientID == Deployment.clientID ? nil : clientID }
}
