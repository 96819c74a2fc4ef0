import Foundation
import Markup
import Secrets

/// Adding an application: Configuration, Authentication, Access, Review, Finish.
extension ControlCenterPages {
    static func add(
        _ visit: Visit, _ draft: RegistrationDraft, at step: RegistrationDraft.Step, _ problem: String?,
        found: AccessSearch? = nil
    ) -> HTML {
        let carried = RegistrationDraft.names.filter { $0.key != step }.flatMap(\.value).sorted()
            .filter { !draft[$0].isEmpty }.map { HTML.hidden($0, draft[$0]) }
        let contents: HTML =
            switch step {
            case .configuration: configuration(draft, visit.state.fieldLabels)
            case .authentication: authentication(draft)
            case .access: accessFields(draft, found)
            case .review, .finish: review(draft, visit.state.fieldLabels)
            }
        let back = RegistrationDraft.Step.allCases.last { $0 < step }.map { previous -> HTML in
            """
            <button type="submit" formnovalidate name="go" value="\(previous.rawValue)">Back</button>
            """
        }
        return frame(
            visit, "Applications", "Add Application", isInner: true,
            """
            \(steps(step))
            \(problem.map { .message(.bad, "\($0)") })
            <form method="post" action="\(path: "/applications/add")" class="panel stack"><h2>\(step.title)</h2>
            \(token(visit))\(HTML.hidden("step", step.rawValue))\(carried)
            \(contents)
            <p class="actions">\(HTML.button(step == .review ? "Finish" : "Next", look: "primary"))\(back)
            <a class="button quiet" href="\(path: "/applications")">Cancel</a></p></form>
            """)
    }

    /// The steps, with the one under way.
    private static func steps(_ now: RegistrationDraft.Step) -> HTML {
        let items = RegistrationDraft.Step.allCases.map { step -> HTML in
            let mark: HTML = step == now ? " aria-current=\"step\"" : step < now ? " class=\"past\"" : ""
            return "<li\(mark)>\(step.title)</li>"
        }
        return "<ol class=\"steps\" aria-label=\"Steps\">\(items)</ol>"
    }

    private static func configuration(_ draft: RegistrationDraft, _ labels: FieldLabels) -> HTML {
        """
        <p class="lead">Enter what the vendor's registration sheet says.</p>
        \(HTML.field("Name", "name", draft["name"], isRequired: true))
        \(HTML.field("Description", "description", draft["description"]))
        \(HTML.field(labels.clientID, "client_id", draft["client_id"], hint: "The vendor gives it, the same on every server. It must be unique here.", isRequired: true))
        \(HTML.choice(labels.clientSecret, "secret", draft["secret"], [
            ("generate", "Auto-Generate: it is shown once at the end"), ("typed", "Enter one"),
        ]))
        \(HTML.field("\(labels.clientSecret), if you enter one", "client_secret", draft["client_secret"], type: "password", complete: "new-password"))
        \(HTML.field("Publisher", "publisher", draft["publisher"]))
        \(HTML.field("Website", "website", draft["website"]))
        \(HTML.field("Contact email", "contact_email", draft["contact_email"]))
        """
    }

    /// The fields of authentication, in an edit as in a new registration.
    static func authentication(_ draft: RegistrationDraft) -> HTML {
        let yesNo = [("yes", "Yes"), ("no", "No")]
        return """
            \(HTML.choice("iManage Work Authentication", "authentication", draft["authentication"], yesNo))
            \(HTML.choice("Application type", "type", draft["type"], [("web", "Web"), ("native", "Native")]))
            \(HTML.choice("Client type", "client_type", draft["client_type"], [("confidential", "Confidential"), ("public", "Public")]))
            \(HTML.area("Redirect URL", "redirect_urls", draft["redirect_urls"], rows: 2, hint: "Exactly as the vendor gave it. One in a line, if there are several."))
            \(HTML.field("Client Secret Expires", "secret_expires", draft["secret_expires"], hint: "never, or a date such as 2027-12-31"))
            \(HTML.choice("Allow Refresh Token", "allow_refresh_token", draft["allow_refresh_token"], yesNo))
            \(HTML.field("Refresh Token Expiry", "refresh_token_expiry", draft["refresh_token_expiry"], hint: "In days: 365, or 365 days"))
            \(HTML.field("Access Token Expiry", "access_token_expiry", draft["access_token_expiry"], hint: "In minutes without use: 30, or 30 minutes"))
            """
    }

    /// The fields of access; what a search found is there to be added.
    static func accessFields(_ draft: RegistrationDraft, _ found: AccessSearch?) -> HTML {
        """
        \(HTML.choice("Who may use it", "access", draft["access"], [("all", "All users"), ("custom", "Custom: chosen users and groups")]))
        <div class="field"><label for="find">Search users and groups</label>
        <p class="row"><input id="find" name="find" value="\(found?.text)" autocomplete="off" spellcheck="false">\
        <button type="submit" formnovalidate name="go" value="find">Search</button></p>
        \(found.map(results))</div>
        \(HTML.area("Chosen users and groups", "users", draft["users"], hint: "Their ids, one in a line."))
        """
    }

    private static func results(_ found: AccessSearch) -> HTML {
        let rows = found.rows.map { row -> HTML in
            """
            <li><span><b>\(row.id)</b> \(row.words)\(row.isGroup ? " (group)" : nil)</span>\
            <button type="submit" formnovalidate name="add" value="\(row.id)" aria-label="Add \(row.id)">Add</button></li>
            """
        }
        let words: HTML =
            rows.isEmpty
            ? "No user and no group contains '\(found.text)'."
            : found.others > 0 ? "\(found.others) more: type more of the name." : ""
        return "<ul class=\"matches\">\(rows)</ul><p class=\"hint\" role=\"status\">\(words)</p>"
    }

    private static func review(_ draft: RegistrationDraft, _ labels: FieldLabels) -> HTML {
        let secret = draft.generatesSecret ? "Generated at the end" : "Entered"
        let lines: [(String, String)] = [
            ("Name", draft["name"]), ("Description", draft["description"]), (labels.clientID, draft["client_id"]),
            ("Publisher", draft["publisher"]), ("Website", draft["website"]), ("Contact email", draft["contact_email"]),
            ("iManage Work Authentication", draft["authentication"].capitalized),
            ("Application type", draft["type"].capitalized), ("Client type", draft["client_type"].capitalized),
            ("Redirect URL", draft["redirect_urls"]), (labels.clientSecret, secret),
            ("Client Secret Expires", draft["secret_expires"]),
            ("Allow Refresh Token", draft["allow_refresh_token"].capitalized),
            ("Refresh Token Expiry", FormUnit.days.shown(draft["refresh_token_expiry"])),
            ("Access Token Expiry", FormUnit.minutes.shown(draft["access_token_expiry"])),
            ("Access", draft["access"] == "custom" ? draft["users"] : "All users"),
        ]
        return "\(HTML.facts(lines.map { ($0.0, $0.1.isEmpty ? "<i>empty</i>" : "\($0.1)") }))"
    }

    /// What stands at the end: the secret, and what is to be done next.
    static func finished(_ visit: Visit, _ draft: RegistrationDraft, clientID: String, secret: Secret?) -> HTML {
        frame(
            visit, "Applications", "Add Application", isInner: true,
            """
            \(steps(.finish))
            \(HTML.message(.good, "<b>\(draft["name"])</b> is registered."))
            \(secret.map { shownOnce($0.reveal(), visit.state.fieldLabels) })
            <section class="panel"><h2>Finish</h2><p>After completing the registration, make sure to enable it.</p>
            <form method="post" action="\(path: path(of: clientID))" class="actions">\(token(visit))
            \(HTML.button("Enable", name: "action", value: "enable", look: "primary"))
            <a class="button" href="\(path: path(of: clientID))">Open the registration</a></form></section>
            """)
    }

    static func importPackage(_ visit: Visit, manifest: String, _ problem: String?) -> HTML {
        frame(
            visit, "Applications", "Upload Package", isInner: true,
            """
            \(problem.map { .message(.bad, "\($0)") })
            <form method="post" action="\(path: "/applications/import")" class="panel stack">\(token(visit))
            <p class="lead">The configuration is filled from the package. Only name and description can be edited afterwards.</p>
            <div class="field"><label for="file">File</label>
            <input id="file" type="file" accept=".yaml,.yml" data-into="manifest"></div>
            \(HTML.area("Contents of manifest.yaml", "manifest", manifest, rows: 12, hint: "Keys: name, description, publisher, api_key, api_secret, redirect_url."))
            <p class="actions">\(HTML.button("Upload", look: "primary"))
            <a class="button quiet" href="\(path: "/applications")">Cancel</a></p></form>
            """)
    }
}
