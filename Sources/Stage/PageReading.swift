import Foundation
import IntegrationClient

/// A page that leads nowhere, as the person before it sees it: the address bar, the status, and the words.
struct BrowserPage: Sendable {
    /// The address that it came from.
    let url: String
    /// The HTTP status.
    let status: Int
    /// What the browser was about to do: `authorize` or `sign_in`.
    let kind: String
    /// What it says to the person in so many words; nil where it has no such place.
    let says: String?
    /// All words of it, headings too.
    let words: String

    init(url: String, status: Int, kind: String, body: String) {
        self.url = url
        self.status = status
        self.kind = kind
        says = HTMLForm.message(of: body) ?? Self.message(ofEnvelope: body)
        words = HTMLForm.words(of: body)
    }

    /// The message of an error in JSON, which a browser shows as it is.
    private static func message(ofEnvelope body: String) -> String? {
        guard case .map(let map) = try? JSONDecoder().decode(JSON.self, from: Data(body.utf8)),
            case .map(let error) = map["error"], case .text(let message) = error["message"]
        else { return nil }
        return message
    }

    /// The failure that the page means to the person; the server's own rule is not known to them.
    var failure: String {
        if status == 429 { return "throttled" }
        let text = words.lowercased()
        if status >= 500 || text.hasPrefix("gateway") { return "server-unavailable" }
        let path = URLComponents(string: url)?.path ?? ""
        if path.contains("//") { return "url-trailing-slash" }
        if !path.hasPrefix("/auth/oauth2/"), status == 404 { return "url-has-path" }
        // An answer for programs in place of a page: there is no such page.
        if text.hasPrefix("{"), path.hasPrefix("/auth/oauth2/"), [403, 404].contains(status) {
            return "oauth-not-offered"
        }
        if let found = Self.phrases.first(where: { $0.words.contains { text.contains($0) } }) { return found.failure }
        return status < 400 && kind == "authorize" ? "not-a-work-server" : "sign-in-refused"
    }

    /// Words of pages, and what they mean; the first that fits holds.
    private static let phrases: [(words: [String], failure: String)] = [
        (["identity provider", "single sign-on failed"], "single-sign-on-failed"),
        (["redirect url"], "redirect-mismatch"),
        (["address is not trusted"], "address-not-trusted"),
        (["may not log on"], "user-locked"),
        (["is not enabled", "authentication is off"], "application-disabled"),
        (["not granted access"], "user-not-granted"),
        (["no application", "not registered", "no longer registered", "unknown application"], "application-unknown"),
        (["cancelled"], "sign-in-cancelled"),
    ]

    /// The message to the person: the page's words, and what ends it.
    var told: Outcome.Failure {
        if let own = PageFailure.all.first(where: { $0.id == failure }) {
            return own.told(says, kind: kind, status: status)
        }
        let words = says.map { "The work server's page says: \($0)" }
        let known = IntegrationFailure(failure, at: .authorize, cause: words)
        return Outcome.Failure(
            id: known.id, message: known.message, remedy: known.remedy?.step, remedyText: known.remedy?.text,
            ask: known.remedy?.ask.sentence, at: kind, status: status)
    }
}
