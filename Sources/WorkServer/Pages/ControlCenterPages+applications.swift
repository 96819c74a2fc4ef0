import Foundation
import Markup
import Secrets
import WorkTime

/// The list of applications, and one of them.
extension ControlCenterPages {
    static func applications(_ visit: Visit) -> HTML {
        let all = visit.state.applications.values.sorted { ($0.name, $0.clientID) < ($1.name, $1.clientID) }
        let list: HTML =
            all.isEmpty
            ? """
            <div class="empty"><p><b>No application is registered.</b></p>
            <p>Add Office &amp; Dragons by hand with the values of its registration sheet, or upload its package.</p></div>
            """
            : """
            <div class="scroll" role="region" aria-label="Applications" tabindex="0"><table><thead><tr>\
            <th scope="col">Name, publisher, \(visit.state.fieldLabels.clientID)</th><th scope="col">Status</th><th scope="col">Access</th>\
            <th scope="col">Actions</th></tr></thead>\
            <tbody>\(all.map { row(visit, $0) })</tbody></table></div>
            """
        return frame(
            visit, "Applications", "Applications",
            """
            <p class="lead">Applications that may ask this server for documents, and by which rules.</p>
            <details class="adding"><summary class="button primary">+ Add Application</summary>
            <ul><li><a href="\(path: "/applications/import")">Upload Package</a></li>
            <li><a href="\(path: "/applications/add")">Configure Manually</a></li></ul></details>
            \(list)
            """)
    }

    /// One application, with what can be done to it.
    private static func row(_ visit: Visit, _ application: RegisteredApplication) -> HTML {
        let name = application.name
        let place = path(of: application.clientID)
        let links = [("View", place + "/view"), ("Edit", place), ("Security", place + "#access")].map {
            label, link -> HTML in
            "<a class=\"button small\" href=\"\(path: link)\" aria-label=\"\(label): \(name)\">\(label)</a>"
        }
        let enabling = application.isEnabled ? "disable" : "enable"
        return """
            <tr><th scope="row"><a href="\(path: place)">\(name)</a><small>\(application.publisher)</small><small>\(application.clientID)</small></th>
            <td>\(standing(application))</td><td>\(application.access.text)</td>
            <td><form method="post" action="\(path: place)" class="tools">\(token(visit))\(links)\
            <button type="submit" class="small" name="action" value="\(enabling)" aria-label="\(enabling.capitalized): \(name)">\(enabling.capitalized)</button>\
            <button type="submit" class="small danger" name="action" value="delete" aria-label="Delete: \(name)" \
            data-confirm="\(deletion(application))">Delete</button></form></td></tr>
            """
    }

    private static func deletion(_ application: RegisteredApplication) -> String {
        "Delete \(application.name)? Everybody who uses it is logged out."
    }

    /// A registration to read.
    static func view(_ visit: Visit, _ application: RegisteredApplication) -> HTML {
        frame(
            visit, "Applications", application.name, isInner: true,
            """
            <section class="panel"><h2>Registration</h2>\(packaged(application))
            <p class="actions"><a class="button" href="\(path: path(of: application.clientID))">Edit</a></p></section>
            """)
    }

    static func standing(_ application: RegisteredApplication) -> HTML {
        application.isEnabled ? .mark(.good, "Enabled") : .mark(.plain, "Disabled")
    }

    /// What a command did, in a sentence.
    static func done(_ command: ControlCenterCommand, _ reply: CommandReply, _ labels: FieldLabels) -> HTML {
        if let secret = reply.clientSecret { return shownOnce(secret.reveal(), labels) }
        let words =
            switch command {
            case .enable: "The application is enabled. Users can log in with it."
            case .disable: "The application is disabled. Nobody can log in with it."
            case .grantAccess: "Who may use the application is saved."
            case .revokeTokens: "\(reply.revokedTokens ?? 0) token(s) are revoked."
            default: "The registration is saved."
            }
        return .message(.good, "\(words)")
    }

    /// A secret, shown this once.
    static func shownOnce(_ secret: String, _ labels: FieldLabels) -> HTML {
        .message(
            .note,
            """
            <p><b>Copy and save the \(labels.clientSecret) now.</b> It is shown this once; Office &amp; Dragons needs it in a \
            later step.</p>
            <p class="secret"><code id="secret">\(secret)</code>
            <button type="button" data-copy="secret">Copy</button></p>
            """)
    }

    static func application(
        _ visit: Visit, _ application: RegisteredApplication, typed: RegistrationDraft? = nil,
        found: AccessSearch? = nil, message: HTML? = nil
    ) -> HTML {
        let draft = typed ?? RegistrationDraft(application)
        let labels = visit.state.fieldLabels
        let action: HTML = "<form method=\"post\" action=\"\(path: path(of: application.clientID))\""
        let enabling: HTML =
            application.isEnabled
            ? .button("Disable", name: "action", value: "disable")
            : .button("Enable", name: "action", value: "enable", look: "primary")
        return frame(
            visit, "Applications", application.name, isInner: true,
            """
            \(message)
            <section class="panel split"><div><h2>Enable application</h2>
            <p>\(standing(application)) \(application.isEnabled ? "Users can log in with it." : "Nobody can log in with it yet.")</p></div>
            \(action) class="inline">\(token(visit))\(enabling)</form></section>
            \(action) class="panel stack">\(token(visit))<h2>Configuration and authentication</h2>
            \(application.isFromPackage ? HTML.message(.note, "This application comes from a package: only its name and description can be edited.") : nil)
            \(HTML.field("Name", "name", draft["name"], isRequired: true))
            \(HTML.field("Description", "description", draft["description"]))
            \(HTML.field(labels.clientID, "client_id", application.clientID, hint: "It cannot be changed.", isReadOnly: true))
            \(application.isFromPackage ? packaged(application) : details(draft))
            <p class="actions">\(HTML.button("Save", name: "action", value: "edit", look: "primary"))</p></form>
            \(security(visit, application, action, labels))
            \(access(visit, draft, found, action))
            \(action) class="panel split">\(token(visit))<div><h2>Delete</h2>
            <p>The registration is removed and its tokens are revoked.</p></div>
            \(HTML.button("Delete", name: "action", value: "delete", look: "danger", confirm: deletion(application)))</form>
            """)
    }

    private static func packaged(_ application: RegisteredApplication) -> HTML {
        HTML.facts(application.fields.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") })
    }

    private static func details(_ draft: RegistrationDraft) -> HTML {
        """
        \(HTML.field("Publisher", "publisher", draft["publisher"]))
        \(HTML.field("Website", "website", draft["website"]))
        \(HTML.field("Contact email", "contact_email", draft["contact_email"]))
        \(authentication(draft))
        """
    }

    private static func security(
        _ visit: Visit, _ application: RegisteredApplication, _ action: HTML, _ labels: FieldLabels
    ) -> HTML {
        let label = application.hasSecret ? "Generate a new secret" : "Generate secret"
        let words =
            application.hasSecret
            ? "Secret number \(application.secretNumber) is in use. A new one takes its place at once."
            : "There is none yet: nobody can log in."
        let confirm =
            application.hasSecret
            ? "Generate a new secret? The old one is refused from now on, until the new one is entered in Office & Dragons."
            : nil
        return """
            <section class="panel"><h2>Security</h2><div class="split"><p><b>\(labels.clientSecret).</b> \(words)</p>
            \(action) class="inline">\(token(visit))\(HTML.button(label, name: "action", value: "secret", confirm: confirm))</form></div>
            <div class="split"><p><b>Tokens.</b> Revoke all that this application was given; users log in again.</p>
            \(action) class="inline">\(token(visit))\(HTML.button("Revoke tokens", name: "action", value: "revoke", confirm: "Revoke all tokens of \(application.name)?"))</form></div></section>
            """
    }

    private static func access(
        _ visit: Visit, _ draft: RegistrationDraft, _ found: AccessSearch?, _ action: HTML
    ) -> HTML {
        """
        \(action) class="panel stack" id="access">\(token(visit))<h2>Access</h2>
        \(accessFields(draft, found))
        <p class="actions">\(HTML.button("Save access", name: "action", value: "access"))</p></form>
        """
    }
}
