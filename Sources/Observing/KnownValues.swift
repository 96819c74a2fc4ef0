import Foundation
import Rules
import Secrets

/// What the observer can put into the calls of a probe, by name; nothing of it is ever shown.
struct KnownValues {
    private(set) var values: [String: String]
    /// Why a value is not there, where there is a better reason than that an option is missing.
    var reasons: [String: String] = [:]

    init(_ options: ObserverOptions, _ identifiers: any IdentifierSource) {
        let invented = "worksim-" + identifiers.uuid("what the server cannot know")
        values = [
            "invented": invented, "nonce": "probe" + String(identifiers.uuid("a word of this observation").prefix(8)),
        ]
        values["client_id"] = options.clientID
        values["client_secret"] = options.clientSecret?.reveal()
        values["redirect"] = options.redirectURL
        values["redirect_origin"] = options.redirectURL.flatMap(Self.origin)
        values["user"] = options.user
        values["password"] = options.password?.reveal()
        values["scratch"] = options.scratch
        values["denied_document"] = options.deniedDocument
        values["disabled_client"] = options.disabledClient
        if options.mayFailSignIn { values["wrong_password"] = invented }
        if let id = options.clientID, let secret = options.clientSecret?.reveal() {
            let pair = Self.encoded(id) + ":" + Self.encoded(secret)
            values["basic"] = Data(pair.utf8).base64EncodedString()
        }
    }

    subscript(name: String) -> String? {
        get { values[name] }
        // A server's text of any length is kept up to what an id or a token may be.
        set { values[name] = newValue.map { String($0.prefix(8_192)) } }
    }

    /// Why a name has no value, a clause.
    func reason(for name: String) -> String {
        if let reason = reasons[name] { return reason }
        return switch name {
        case "client_id": "it needs --client-id"
        case "redirect", "redirect_origin": "it needs --redirect"
        case "basic": "it needs a client secret"
        case "user", "password": "it needs --user and a password"
        case "scratch": "it needs --scratch FOLDER"
        case "denied_document": "it needs --denied DOCUMENT"
        case "disabled_client": "it needs --disabled-client ID"
        case "wrong_password": "it needs --may-fail-sign-in"
        case "name_without_address": "it needs --may-fail-sign-in, and a user who signs in by an e-mail address"
        case "library": "the user sees no library"
        case "workspace": "the user sees no workspace"
        case "document": "the user sees no document"
        case "access", "customer", "user_id": "nobody is signed in"
        default: "an answer before did not give what it needs"
        }
    }

    /// A text with its names filled in; nil where one has no value.
    ///
    /// `encode` writes a value as its place asks.
    func filled(_ template: String, encode: (String) -> String = { $0 }) -> String? {
        var (text, rest) = ("", Substring(template))
        while let match = rest.firstMatch(of: /<([a-z_]+)(\?|:url)?>/) {
            guard let value = values[String(match.output.1)] else { return nil }
            text += rest[..<match.range.lowerBound] + encode(value)
            rest = rest[match.range.upperBound...]
        }
        return text + rest
    }

    /// A text as a path, a query or a form has it.
    static func encoded(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static func origin(of url: String) -> String? {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme, let host = parts.host else {
            return nil
        }
        return "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "")
    }
}
