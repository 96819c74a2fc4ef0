import Foundation
import Markup
import Rules
import WorkTime

/// Settings, network, users and the server itself.
extension ControlCenterPages {
    /// How a setting is called on the screen.
    static func settingWords(_ name: String) -> (label: String, setting: ServerSetting)? {
        ServerSetting(rawValue: name).map { setting in
            let label = name.split(separator: "_").map(\.capitalized).joined(separator: " ")
            return (label, setting)
        }
    }

    static func settings(
        _ visit: Visit, _ settings: ServerSettings, about changed: String = "", typed: String? = nil,
        _ message: HTML? = nil
    ) -> HTML {
        let panels = ServerSetting.allCases.map { setting -> HTML in
            let name = setting.rawValue
            let label = settingWords(name)?.label ?? name
            let value = changed == name ? typed ?? settings[setting] : settings[setting]
            let input: HTML =
                setting.choices.map { choices in
                    "\(HTML.choice(label, "value", value, choices.map { ($0.value, "\($0.words)") }))<p>\(HTML.button("Save", look: "primary"))</p>"
                } ?? """
                    <label for="\(name)">\(label)\(setting.unit.map { " (\($0.rawValue))" })</label>
                    <p class="row"><input id="\(name)" name="value" value="\(value)" autocomplete="off" spellcheck="false" \
                    aria-describedby="\(name)-hint">\(HTML.button("Save", look: "primary"))</p>
                    """
            return """
                <form method="post" action="\(path: "/settings")" class="panel" id="\(name)-setting">\(token(visit))
                \(HTML.hidden("setting", name))
                \(changed == name ? message : nil)
                <div class="field">\(input)
                <p class="hint" id="\(name)-hint">\(setting.meaning) It takes \(setting.takes).\(counting(setting))</p>
                <p class="hint">\(HTML.mark(setting.evidence == .assumed ? .note : .plain, setting.evidence.rawValue)) \(setting.source).</p>
                \(advice(setting))</div></form>
                """
        }
        let isKnown = settingWords(changed) != nil
        return frame(
            visit, "Server settings", "Server settings",
            "<p class=\"lead\">Settings of the work server. A change holds at once.</p>\(isKnown ? nil : message)\(panels)"
        )
    }

    /// What a duration without a unit means.
    private static func counting(_ setting: ServerSetting) -> String? {
        setting.unit.map { " A number alone counts \($0.rawValue); 30 seconds, 5 min and 1 hour are understood, too." }
    }

    private static func advice(_ setting: ServerSetting) -> HTML? {
        guard setting == .workTokenGrantExpiry else { return nil }
        return
            "<p class=\"hint\">Office &amp; Dragons asks for at least 30 seconds; a shorter time ends log-ins with a 403.</p>"
    }

    static func network(_ visit: Visit, _ draft: FirewallDraft, _ message: HTML? = nil) -> HTML {
        let node = visit.state.node
        return frame(
            visit, "Network", "Network",
            """
            <p class="lead">The firm's firewall in front of this server. Rules are tried from the top; the first that matches \
            decides.</p>
            <p>\(HTML.mark(.note, "assumed")) iManage's Control Center has no such page: a firm sets its firewall elsewhere.</p>
            \(message)
            <form method="post" action="\(path: "/network")" class="panel stack">\(token(visit))
            \(HTML.area("Rules", "rules", draft.rules, rows: 5, hint: "One in a line: allow 203.0.113.10/32, or deny 192.0.2.0/24."))
            \(HTML.choice("Where no rule matches", "default", draft.default, [
                ("allow", "Let in"), ("reject", "Refuse (reset)"), ("drop", "Ignore (silence)"),
            ]))
            <p class="actions">\(HTML.button("Save", look: "primary"))</p></form>
            <section class="panel"><h2>Address and certificate</h2>\(HTML.facts([
                ("Public URL", "\(node.publicURL ?? "not set")"),
                ("Certificate for", "\(node.hostNames.joined(separator: ", "))"),
                ("Valid from", "\(node.certificateIssued.iso8601)"),
                ("Valid until", "\((node.certificateIssued + node.certificateValidFor).iso8601)"),
            ]))</section>
            """)
    }

    static func users(_ visit: Visit, _ state: WorkState, _ message: HTML? = nil) -> HTML {
        let rows = state.users.values.sorted { $0.id < $1.id }.map { user -> HTML in
            let facts = ([user.fullName, user.email] + user.roles + user.groups).filter { !$0.isEmpty }
            let (action, label) = user.isLocked ? ("unlock", "Unlock") : ("lock", "Lock")
            return """
                <tr><th scope="row">\(user.id)<small>\(facts.joined(separator: ", "))</small></th>
                <td>\(user.isLocked ? HTML.mark(.bad, "Locked") : HTML.mark(.good, "May log on"))</td>
                <td><form method="post" action="\(path: "/users")">\(token(visit))\(HTML.hidden("user", user.id))\
                <button type="submit" class="small" name="action" value="\(action)" aria-label="\(label): \(user.id)">\(label)</button></form></td></tr>
                """
        }
        return frame(
            visit, "Users", "Users",
            """
            \(message)
            <div class="scroll" role="region" aria-label="Users" tabindex="0"><table><thead><tr><th scope="col">User: name, e-mail, roles, groups</th>\
            <th scope="col">Log-on</th><th scope="col">Actions</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """)
    }

    static func about(_ visit: Visit, release: String) -> HTML {
        let node = visit.state.node
        let offers = visit.state.offersOAuth
        return frame(
            visit, "About", "About this server",
            """
            <section class="panel">\(HTML.facts([
                ("Server version", "<b>\(release)</b>"), ("Hosting", "\(node.hosting.rawValue)"),
                ("Log-in for other applications", offers ? HTML.mark(.good, "Offered") : HTML.mark(.bad, "Not offered")),
                ("Libraries", "\(visit.state.libraries.map(\.id).joined(separator: ", "))"),
            ]))
            <p class="hint">Office &amp; Dragons works with version 10.2 or newer.</p></section>
            """)
    }
}
