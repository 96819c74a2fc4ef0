import Markup
import Secrets

/// The pages of Control Center: they show what the state says, and hold no rule.
enum ControlCenterPages {
    typealias Visit = ControlCenterController.Visit

    /// The sections; Applications is below Settings, as the product has it.
    private static let sections: [(heading: String, pages: [(name: String, path: String)])] = [
        ("Settings", [("Applications", "/applications"), ("Server settings", "/settings"), ("Network", "/network")]),
        ("Management", [("Users", "/users")]), ("Help", [("About", "/about")]),
    ]

    /// A page within a session: head, sections, contents.
    static func frame(
        _ visit: Visit, _ section: String, _ title: String, isInner: Bool = false, _ content: HTML
    ) -> HTML {
        let up: HTML? = isInner ? "<p class=\"crumbs\"><a href=\"\(path: "/applications")\">Applications</a></p>" : nil
        let links = sections.map { heading, pages -> HTML in
            let items = pages.map { name, path -> HTML in
                let here: HTML = name == section ? " aria-current=\"page\"" : ""
                return "<li><a href=\"\(path: path)\"\(here)>\(name)</a></li>"
            }
            return "<li><span>\(heading)</span><ul>\(items)</ul></li>"
        }
        return Page(
            title: "\(title) - Control Center", look: .server, layout: "app",
            body: """
                <a class="skip" href="#main">Skip to the contents</a>
                <header class="bar"><p class="brand"><span class="logo" aria-hidden="true">W</span>Control Center\
                <small>\(visit.state.node.name)</small></p>
                <form method="post" action="\(path: "/sign-out")" class="who">\(token(visit))<span>\(visit.session.user)</span>\
                \(HTML.button("Sign out", look: "quiet"))</form></header>
                <div class="frame"><nav aria-label="Control Center"><ul>\(links)</ul></nav>
                <main id="main">\(up)<h1>\(title)</h1>\(content)</main></div>
                \(Pages.footer)
                """
        ).html
    }

    /// A page for somebody without a session.
    static func standalone(_ title: String, _ content: HTML) -> HTML {
        Page(
            title: "\(title) - Control Center", look: .server, layout: "narrow",
            body: "<main class=\"card\"><h1>\(title)</h1>\(content)</main>\(Pages.footer)"
        ).html
    }

    /// The page that refuses a request.
    static func refusal(status: Int, _ message: String) -> HTML {
        standalone(
            status == 404 ? "Page not found" : "This cannot be done",
            "\(HTML.message(.bad, "\(message)"))<p><a href=\"\(path: "")\">Open Control Center</a></p>")
    }

    /// The sign-in page.
    static func signIn(of state: WorkState, user: String, message: String?) -> HTML {
        standalone(
            "Control Center",
            """
            <p>Sign in to administer the work server <b>\(state.node.name)</b>. Members of NRTADMIN may\
            \(state.node.hosting == .cloud ? ", and who has App Management" : "").</p>
            \(message.map { .message(.bad, "\($0)") })
            <form method="post" action="\(path: "/sign-in")" class="stack">
            \(HTML.field("User ID or e-mail", "username", user, complete: "username"))
            \(HTML.field("Password", "password", type: "password", complete: "current-password"))
            <p class="actions">\(HTML.button("Sign in", look: "primary"))</p>
            </form>
            """)
    }

    /// What a form of a session carries.
    static func token(_ visit: Visit) -> HTML { .hidden("form", visit.formToken) }

    /// Where the registration of a client id is shown, below Control Center's own path.
    static func path(of clientID: String) -> String {
        "/applications/" + percentEncoded(clientID)
    }
}

extension HTML.StringInterpolation {
    /// A path within Control Center.
    mutating func appendInterpolation(path: String) {
        appendInterpolation(ControlCenterController.root + path)
    }
}
