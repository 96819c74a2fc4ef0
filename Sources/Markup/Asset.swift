/// A file that all pages share, built into the program so that pages need nothing from elsewhere.
public enum Asset: String, Sendable, CaseIterable {
    /// The one stylesheet.
    case stylesheet = "pages.css"
    /// The one script.
    case script = "pages.js"

    /// Where pages load it from.
    public var path: String { "/assets/" + rawValue }

    /// The media type.
    public var mediaType: String {
        self == .stylesheet ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8"
    }

    /// The file.
    public var bytes: [UInt8] {
        switch self {
        case .stylesheet: PackageResources.pages_css
        case .script: PackageResources.pages_js
        }
    }
}
