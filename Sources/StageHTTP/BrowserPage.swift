import Foundation
package import Rules

/// A page that leads nowhere, as the person before it sees it: the address bar, the status, and the words.
package struct BrowserPage: Sendable {
    /// The address that it came from.
    let url: String
    /// The HTTP status.
    package let status: Int
    /// What the browser was about to do: `authorize` or `sign_in`.
    package let kind: String
    /// What it says to the person in so many words; nil where it has no such place.
    package let says: String?
    /// All words of it, headings too.
    let words: String

    package init(url: String, status: Int, kind: String, body: String) {
        self.url = url
        self.status = status
        self.kind = kind
        says = HTMLForm.message(of: body) ?? Self.message(ofEnvelope: body)
        words = HTMLForm.words(of: body)
    }

    /// The message of an error in JSON, which a browser shows as it is.
    private static func message(ofEnvelope body: String) -> String? {
        struct Envelope: Decodable {
            struct Detail: Decodable { let message: String }
            let error: Detail
        }
        return (try? JSONDecoder().decode(Envelope.self, from: Data(body.utf8)))?.error.message
    }

    /// The failure that the page means to the person; the server's own rule is not known to them.
    package var failure: FailureID {
        if status == 429 { return .throttled }
        let text = words.lowercased()
        if status >= 500 || text.hasPrefix("gateway") { return .serverUnavailable }
        let path = URLComponents(string: url)?.path ?? ""
        if path.contains("//") { return .urlTrailingSlash }
        if !path.hasPrefix("/auth/oauth2/"), status == 404 { return .urlHasPath }
        // An answer for programs in place of a page: there is no such page.
        if text.hasPrefix("{"), path.hasPrefix("/auth/oauth2/"), [403, 404].contains(status) {
            return .oauthNotOffered
        }
        if let found = Self.phrases.first(where: { $0.words.contains { text.contains($0) } }) { return found.failure }
        return status < 400 && kind == "authorize" ? .notAWorkServer : .signInRefused
    }

    /// Words of pages, and what they mean; the first that fits holds.
    private static let phrases: [(words: [String], failure: FailureID)] = [
        (["identity provider", "single sign-on failed"], .singleSignOnFailed),
        (["redirect url"], .redirectMismatch),
        (["address is not trusted"], .addressNotTrusted),
        (["may not log on"], .userLocked),
        (["is not enabled", "authentication is off"], .applicationDisabled),
        (["not granted access"], .userNotGranted),
        (["no application", "not registered", "no longer registered", "unknown application"], .applicationUnknown),
        (["cancelled"], .signInCancelled),
    ]
}
