/// A whole page: the same head, stylesheet and script everywhere, no inline style, no inline script.
public struct Page: Sendable {
    /// Whose page it is, which decides its colours.
    public enum Look: String, Sendable {
        /// The work server's.
        case server
        /// The product's.
        case office
        /// The demo's own.
        case demo
    }

    /// The title of the window.
    public var title: String
    /// Whose page it is.
    public var look: Look
    /// The class of `body` beside the look, for pages with a layout of their own.
    public var layout: String
    /// What stands in `body`.
    public var body: HTML
    /// Stylesheets beside the common one, by path.
    public var styles: [String] = []
    /// Scripts beside the common one, by path.
    public var scripts: [String] = []

    /// Makes a page.
    public init(title: String, look: Look, layout: String, body: HTML) {
        self.title = title
        self.look = look
        self.layout = layout
        self.body = body
    }

    /// The page as text.
    public var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title)</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/assets/pages.css">
        \(styles.map { "<link rel=\"stylesheet\" href=\"\($0)\">" as HTML })
        <script src="/assets/pages.js" defer></script>
        \(scripts.map { "<script src=\"\($0)\" defer></script>" as HTML })
        </head>
        <body class="\(look.rawValue) \(layout)">
        \(body)
        </body>
        </html>

        """
    }

    /// What a browser may load and do on such a page; `frames` says who may show it inside of theirs: `'none'`, `'self'`.
    public static func policy(frames: String, formsStayHere: Bool = true) -> String {
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
            + "frame-src 'self'; base-uri 'none'; frame-ancestors \(frames)"
            + (formsStayHere ? "; form-action 'self'" : "")
    }
}
