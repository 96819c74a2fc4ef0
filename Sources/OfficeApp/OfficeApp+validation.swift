import IntegrationClient
import Markup

/// What O&D's staff do with the servers that were announced.
extension OfficeApp {
    func validation(
        _ person: Person, message: HTML? = nil, about server: String? = nil, checklist: ReviewChecklist? = nil
    ) -> HTML {
        let queue = integration.servers.filter { $0.standing != .notAnnounced }
        let panels = queue.map { overview -> HTML in
            let action: HTML = "<form method=\"post\" action=\"\(Place.validation.rawValue)\""
            let identity: HTML = "\(token(person))\(HTML.hidden("server", overview.name))"
            return """
                <section class="panel"><div class="split"><div><h2>\(overview.name)</h2><p><code>\(overview.url)</code></p></div>
                \(Self.mark(overview.standing))</div>
                \(overview.name == server ? checklist.map { Self.list($0) } : nil)
                <div class="actions">
                \(action) class="inline">\(identity)\(HTML.button("Review", name: "action", value: "review", look: overview.standing == .pending && checklist == nil ? "primary" : ""))</form>
                \(action) class="inline">\(identity)\(HTML.button("Confirm", name: "action", value: "confirm", look: checklist != nil ? "primary" : ""))</form></div>
                <details><summary>Reject</summary>\(action) class="stack">\(identity)
                <div class="field"><label for="reason-\(overview.name)">Reason, shown to the organization</label>
                <input id="reason-\(overview.name)" name="reason" required autocomplete="off"></div>
                <p class="actions">\(HTML.button("Reject", name: "action", value: "reject", look: "danger"))</p></form></details></section>
                """
        }
        let empty: HTML? =
            queue.isEmpty
            ? "<section class=\"panel empty\"><p><b>No server waits for validation.</b></p><p>Organizations announce theirs in their settings.</p></section>"
            : nil
        return frame(person, .validation, "Servers to validate", "\(message)\(empty)\(panels)")
    }

    private static func list(_ checklist: ReviewChecklist) -> HTML {
        let words = [
            "address": "The address leads to it from our service",
            "tls": "TLS, with a certificate that is trusted and for this name",
            "discovery": "It answers as a work server",
            "version": "Version 10.2 or newer", "oauth": "It offers log-in for other applications",
        ]
        let items = checklist.lines.map { line -> HTML in
            let tone: HTML.Tone =
                switch line.verdict {
                case .passed: .good
                case .failed: .bad
                default: .plain
                }
            return
                "<li>\(HTML.mark(tone, line.verdict.rawValue.replacing("_", with: " "))) \(words[line.name] ?? line.name)</li>"
        }
        return """
            <ul class="checklist">\(items)</ul>
            \(checklist.release.map { "<p>Version told: <b>\($0)</b></p>" as HTML })
            \(checklist.notices.map { HTML.message(.note, "\($0)") })
            """
    }

    func judge(_ request: OfficeRequest) async -> OfficeReply {
        let (person, form) = (request.person, request.form)
        let server = form["server"] ?? ""
        var deed = OfficeDeed("", ["as": person.name, "server": server])
        let result = await attempt { () -> (String, ReviewChecklist?) in
            switch form["action"] {
            case "confirm":
                deed.step = "office.confirm"
                try integration.confirm(as: person.name, server: server)
                return ("\(server) is confirmed: its users can log in.", nil)
            case "reject":
                deed.step = "office.reject"
                deed.arguments["reason"] = form["reason"]
                try integration.reject(as: person.name, server: server, reason: form["reason"] ?? "")
                return ("\(server) is rejected.", nil)
            default:
                deed.step = "office.review"
                return (
                    "\(server) was reviewed from our service.",
                    try await integration.review(as: person.name, server: server)
                )
            }
        }
        switch result {
        case .success(let (words, checklist)):
            return OfficeReply(
                .page(validation(person, message: .message(.good, "\(words)"), about: server, checklist: checklist)),
                deed: deed)
        case .failure(let failure):
            deed.failure = failure
            return OfficeReply(
                .page(
                    validation(person, message: trouble(failure, person), about: server, checklist: failure.checklist)),
                status: 422, deed: deed)
        }
    }
}
