import HTTPTypes
import Secrets

/// The pages that a browser shows.
enum Pages {
    /// The sign-in page.
    static func signIn(_ form: SignInForm, action: String) -> String {
        var hidden = input("hidden", "transaction", form.transaction.reveal())
        if let state = form.state { hidden += "\n" + input("hidden", "state", state) }
        let message = form.message.map { "<p class=\"message\" role=\"alert\">\(escaped($0))</p>" } ?? ""
        return page(
            title: "Sign in to iManage Work",
            body: """
                <h1>Sign in to iManage Work</h1>
                <p>\(escaped(form.application)) asks for access to your documents.</p>
                \(message)
                <form method="post" action="\(escaped(action))">
                \(hidden)
                <label>User ID or e-mail <input type="text" name="username" value="\(escaped(form.username))" \
                autocomplete="username" autofocus></label>
                <label>Password <input type="password" name="password" autocomplete="current-password"></label>
                <button type="submit" name="action" value="sign_in">Sign in</button>
                <button type="submit" name="action" value="cancel">Cancel</button>
                </form>
                """)
    }

    /// The page that refuses.
    static func refusal(_ refusal: PageRefusal) -> String {
        page(
            title: refusal.heading,
            body: """
                <h1>\(escaped(refusal.heading))</h1>
                <p class="message" role="alert">\(escaped(refusal.message))</p>
                """)
    }

    /// Headers that keep a page out of caches, frames and referrers.
    static func addHeaders(to answer: inout Answer) {
        answer = answer.uncached()
        answer.headers[.contentType] = Answer.MediaType.html.rawValue
        answer.headers[.frameOptions] = "DENY"
        answer.headers[.referrerPolicy] = "no-referrer"
        answer.headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    }

    private static func input(_ type: String, _ name: String, _ value: String) -> String {
        "<input type=\"\(type)\" name=\"\(name)\" value=\"\(escaped(value))\">"
    }

    private static func page(title: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 24rem; margin: 12vh auto; padding: 0 1rem; color: #1d2733; }
        h1 { font-size: 1.35rem; }
        label { display: block; margin: .75rem 0; }
        input { display: block; width: 100%; box-sizing: border-box; padding: .5rem; font: inherit; }
        button { padding: .5rem 1.25rem; margin-right: .5rem; font: inherit; }
        .message { border-left: .25rem solid #b3261e; padding-left: .75rem; }
        footer { margin-top: 2rem; font-size: .8rem; color: #5b6672; }
        </style>
        </head>
        <body>
        \(body)
        <footer>A simulated iManage Work Server. Not affiliated with iManage.</footer>
        </body>
        </html>

        """
    }

    /// The text with HTML's special characters as references.
    static func escaped(_ text: String) -> String {
        // Scalar by scalar: a quote with a combining mark behind it is one character, and still a quote to a browser.
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
