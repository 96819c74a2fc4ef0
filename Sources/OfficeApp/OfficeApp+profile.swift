import IntegrationClient
import Markup
import Rules

/// Settings > Profile > iManage: logging in and out.
extension OfficeApp {
    func profile(_ person: Person, message: HTML? = nil) -> HTML {
        let status = integration.status()
        let servers = integration.servers
        let panels = servers.map { server -> HTML in
            let isIn = status.sessions[person.name]?[server.name] == .loggedIn
            let action: HTML = "<form method=\"post\" action=\"\(Place.profile.rawValue)\" class=\"inline\">"
            let identity: HTML = "\(token(person))\(HTML.hidden("server", server.name))"
            let buttons: HTML =
                isIn
                ? """
                <a class="button primary" href="\(Self.address(.documents, [("server", server.name)]))">Documents</a>
                \(action)\(identity)\(HTML.button("Log out", name: "action", value: "log_out"))</form>
                """
                : "\(action)\(identity)\(HTML.button("Log in to iManage", name: "action", value: "log_in", look: "primary"))</form>"
            let last = isIn || message != nil ? nil : integration.lastIncident(of: person.name, at: server.name)
            return """
                <section class="panel"><div class="split"><div><h2>\(server.name)</h2><p><code>\(server.url)</code></p></div>
                \(isIn ? HTML.mark(.good, "Logged in") : HTML.mark(.plain, "Logged out"))</div>
                \(last.map { incident in HTML.message(.bad, "<p>\(incident.message)</p><p class=\"code\">\(incident.failure.rawValue), at \(incident.at), \(incident.date)</p>") })
                <div class="actions">\(buttons)</div>
                \(report(person, server.name, id: "report-\(server.name)"))</section>
                """
        }
        let empty: HTML? =
            servers.isEmpty
            ? "<section class=\"panel empty\"><p><b>There is no work server yet.</b></p><p>Your organization administrator adds it under Settings &gt; Organization &gt; iManage.</p></section>"
            : nil
        return frame(person, .profile, "iManage", "\(message)\(empty)\(panels)")
    }

    func changeProfile(_ request: OfficeRequest) async -> OfficeReply {
        let (person, form) = (request.person, request.form)
        let server = form["server"] ?? ""
        guard form["action"] == "log_out" else {
            switch await attempt({ try await integration.beginLogIn(as: person.name, server: server) }) {
            case .success(let url): return OfficeReply(.redirect(url), status: 303)
            case .failure(let failure): return refused(failure, person, "user.log_in", server)
            }
        }
        switch await attempt({ try await integration.logOut(as: person.name, server: server) }) {
        case .success(let notices):
            let words = notices.isEmpty ? "You are logged out of \(server)." : notices.joined(separator: " ")
            return OfficeReply(
                .page(profile(person, message: .message(notices.isEmpty ? .good : .note, "\(words)"))),
                deed: OfficeDeed("user.log_out", ["as": person.name, "server": server]))
        case .failure(let failure): return refused(failure, person, "user.log_out", server)
        }
    }

    /// The browser comes back from the work server.
    func finishLogIn(_ request: OfficeRequest) async -> OfficeReply {
        let person = request.person
        switch await attempt({ try await integration.finishLogIn(as: person.name, callback: request.url) }) {
        case .success(let result):
            var deed = OfficeDeed("user.log_in", ["as": person.name, "server": result.server])
            deed.failure = nil
            let words: HTML = "You are logged in to \(result.server)."
            let notices = result.notices.map { HTML.message(.note, "\($0)") }
            return OfficeReply(
                .page(profile(person, message: "\(HTML.message(.good, words))\(notices)")), deed: deed)
        case .failure(let failure):
            return refused(failure, person, "user.log_in", failure.server ?? "")
        }
    }

    private func refused(
        _ failure: IntegrationFailure, _ person: Person, _ step: String, _ server: String
    ) -> OfficeReply {
        var deed = OfficeDeed(step, ["as": person.name, "server": server.isEmpty ? nil : server])
        deed.failure = failure
        return OfficeReply(.page(profile(person, message: trouble(failure, person))), status: 422, deed: deed)
    }
}
