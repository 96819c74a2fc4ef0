import Foundation
import Rules

/// The rules of a work server URL: https, a host, nothing else.
struct ServerAddress: Equatable {
    /// Why a URL was refused, and what to enter instead.
    struct Refusal: Error, Equatable {
        let failure: FailureID
        let rule: String
        let cause: String
        /// The URL with all its mistakes repaired; nil where no host can be read.
        let corrected: String?
    }

    /// The URL as entered, without surrounding blanks.
    let url: String
    /// Scheme, host and port in one spelling, to tell whether two URLs are one server.
    let canonical: String
    /// The host in lower case.
    let host: String

    /// Checks a URL that is not empty; the first broken rule is told, the correction repairs all.
    init(_ text: String) throws(Refusal) {
        let entered = Parts(text)
        let shown = entered.shown
        guard let scheme = entered.scheme else {
            throw entered.refusal(
                .urlSchemeMissing, "scheme-missing", "The work server URL \(shown) does not start with https://.")
        }
        guard scheme == "https" else {
            throw entered.refusal(
                .urlNotHTTPS, "not-https",
                "The work server URL \(shown) starts with \(scheme):// instead of https://.")
        }
        guard let (host, port) = entered.host else {
            throw entered.refusal(
                .urlHasPath, "malformed", "The work server URL \(shown) holds no server name that can be read.")
        }
        if let extra = entered.extra {
            throw entered.refusal(
                .urlHasPath, "has-path", "The work server URL \(shown) is not a base URL: \(extra).")
        }
        guard entered.tail.isEmpty else {
            throw entered.refusal(.urlTrailingSlash, "trailing-slash", "The work server URL \(shown) ends with a /.")
        }
        self.host = host
        url = entered.text
        canonical = Self.canonical(host: host, port: port)
    }

    /// Takes a URL without checking it.
    init(unchecked text: String) {
        let entered = Parts(text)
        url = entered.text
        host = entered.host?.host ?? entered.text.lowercased()
        canonical = entered.host.map { Self.canonical(host: $0.host, port: $0.port) } ?? entered.text.lowercased()
    }

    /// What may be shown of a URL that somebody typed: no user name with its password, no query.
    static func shown(_ text: String) -> String { Parts(text).shown }

    /// Whether iManage itself runs the server: such servers are set up in another way.
    var isCloud: Bool {
        host == "cloudimanage.com" || host.hasSuffix(".cloudimanage.com")
    }

    private static func canonical(host: String, port: Int?) -> String {
        let port = port ?? 443
        return port == 443 ? "https://\(host)" : "https://\(host):\(port)"
    }
}

/// A URL as a person typed it, cut into what is there.
private struct Parts {
    let text: String
    let scheme: String?
    let userInfo: Substring?
    let authority: Substring
    /// Path, query and fragment.
    let tail: Substring

    init(_ typed: String) {
        text = typed.trimmingBlanks()
        var rest = Substring(text)
        if let mark = text.range(of: "://"), text[..<mark.lowerBound].allSatisfy({ $0.isLetter || $0.isNumber }),
            mark.lowerBound > text.startIndex
        {
            scheme = text[..<mark.lowerBound].lowercased()
            rest = text[mark.upperBound...]
        } else {
            scheme = nil
            rest = rest.drop { "/:".contains($0) }
        }
        let whole = rest.prefix { !"/?#\\".contains($0) }
        tail = rest.dropFirst(whole.count)
        if let at = whole.lastIndex(of: "@") {
            userInfo = whole[..<at]
            authority = whole[whole.index(after: at)...]
        } else {
            userInfo = nil
            authority = whole
        }
    }

    var host: (host: String, port: Int?)? { HostAndPort.read(authority) }

    /// What is there beside scheme, host, port and trailing slashes; nil for nothing.
    var extra: String? {
        if userInfo != nil { return "it has a user name before the server's name" }
        if tail.allSatisfy({ $0 == "/" }) { return nil }
        let path = tail.prefix { !"?#".contains($0) }
        if path.lowercased().hasPrefix("/login") {
            return "\(path) is the log-in page's path, which is the usual mistake"
        }
        if path.contains(where: { $0 != "/" }) { return "it has the path \(path)" }
        return tail.contains("?") ? "it has a query" : "it has a fragment"
    }

    var corrected: String? {
        guard let (host, port) = host else { return nil }
        // The port of http is no use to https.
        guard let port, port != 443, !(port == 80 && scheme != "https") else { return "https://\(host)" }
        return "https://\(host):\(port)"
    }

    /// What may be shown of it: a user name with its password and the values of a query stay out.
    var shown: String {
        var shown = text
        if let userInfo, !userInfo.isEmpty { shown = shown.replacing(userInfo, with: "…") }
        return shown.contains("?") ? shown.prefix { $0 != "?" } + "?…" : shown
    }

    func refusal(_ failure: FailureID, _ rule: String, _ cause: String) -> ServerAddress.Refusal {
        let corrected = corrected
        return ServerAddress.Refusal(
            failure: failure, rule: "client.url.\(rule)",
            cause: corrected.map { "\(cause) Enter \($0) instead." } ?? cause, corrected: corrected)
    }
}

extension String {
    /// The text without blanks and line breaks at its ends.
    func trimmingBlanks() -> String {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
