import Markup
import Secrets
import WorkTime

/// The list of applications, and one of them.
extension ControlCenterPages {
    static func applications(_ visit: Visit) -> HTML {
        let all = visit.state.applications.values.sorted { ($0.name, $0.clientID) < ($1.name, $1.clientID) }
        let rows = all.map { application -> HTML in
            """
            <tr><th scope="row"><a href="\(path: path(of: application.clientID))">\(application.name)</a>\
            <small>\(application.publisher)</small></th>
            <td>\(standing(application))</td><td>\(application.access.text)</td>
            <td><code>\(application.clientID)</code></td></tr>
            """
        }
        let list: HTML =
            all.isEmpty
            ? """
            <div class="empty"><p><b>No application is registered.</b></p>
            <p>Add Office &amp; Dragons by hand with the values of its registration sheet, or import its package.</p></div>
            """
            : """
            <div class="scroll" role="region" aria-label="Applications" tabindex="0"><table><thead><tr>\
            <th scope="col">Name</th><th scope="col">Status</th><th scope="col">Access</th>\
            <th scope="col">\(visit.state.fieldLabels.clientID)</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
        return frame(
            visit, "Applications", "Applications",
            """
            <p class="lead">Applications that may ask this server for documents, and by which rules.</p>
            <p class="actions"><a class="button primary" href="\(path: "/applications/add")">Add Application</a>
            <a class="button" href="\(path: "/applications/import")">Import package</a></p>
            \(list)
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
        _ visit: Visit, _ application: RegisteredApplication, message: HTML? = nil
    ) -> HTML {
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
            \(HTML.field("Name", "name", application.name, isRequired: true))
            \(HTML.field("Description", "description", application.description))
            \(HTML.field(labels.clientID, "client_id", application.clientID, hint: "It cannot be changed.", isReadOnly: true))
            \(application.isFromPackage ? packaged(application) : details(application))
            <p class="actions">\(HTML.button("Save", name: "action", value: "edit", look: "primary"))</p></form>
            \(security(visit, application, action, labels))
            \(access(visit, application, action))
            \(action) class="panel split">\(token(visit))<div><h2>Delete</h2>
            <p>The registration is removed and its tokens are revoked.</p></div>
            \(HTML.button("Delete", name: "action", value: "delete", look: "danger", confirm: "Delete \(application.name)? Everybody who uses it is logged out."))</form>
            """)
    }

    private static func packaged(_ application: RegisteredApplication) -> HTML {
        HTML.facts(application.fields.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") })
    }

    private static func details(_ application: RegisteredApplication) -> HTML {
        """
        \(HTML.field("Publisher", "publisher", application.publisher))
        \(HTML.field("Website", "website", application.website))
        \(HTML.field("Contact email", "contact_email", application.contactEmail))
        \(authentication([
            "authentication": application.authentication ? "yes" : "no", "type": application.type.rawValue,
            "client_type": application.clientType.rawValue,
            "redirect_urls": application.redirectURLs.joined(separator: "\n"),
            "secret_expires": application.secretExpires?.iso8601 ?? "never",
            "allow_refresh_token": application.allowRefreshToken ? "yes" : "no",
            "refresh_token_expiry": String(application.refreshTokenExpiry),
            "access_token_expiry": String(application.accessTokenExpiry),
        ]))
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

    private static func access(_ visit: Visit, _ application: RegisteredApplication, _ action: HTML) -> HTML {
        var draft = (access: "all", users: "")
        if case .custom(let ids) = application.access { draft = ("custom", ids.joined(separator: "\n")) }
        return """
            \(action) class="panel stack">\(token(visit))<h2>Access</h2>
            \(accessFields(draft.access, draft.users))
            <p class="actions">\(HTML.button("Save access", name: "action", value: "access"))</p></form>
            """
    }
}
