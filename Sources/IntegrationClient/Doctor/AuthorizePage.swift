import Foundation

/// What the authorize end point gave, as far as it says something of the registration; nobody knows iManage's own words,
/// so words are a hint only, and the lines behind them say which were found.
struct AuthorizePage: Equatable {
    enum Verdict: Equatable {
        /// A sign-in begins; `how` says it in words.
        case opens(String)
        case clientUnknown, clientDisabled, redirectRefused
        /// An error page that does not say why.
        case refused
        /// There is no such end point.
        case absent
    }

    let verdict: Verdict
    /// What an error page says, in one line, secrets and all; nil where there is none.
    let text: String?

    init(_ response: WireResponse, redirectURL: String) {
        let page = Self.words(in: response.text)
        switch response.status {
        case 404, 405, 410, 501: (verdict, text) = (.absent, page)
        case 200...299: (verdict, text) = (.opens("it shows a sign-in page"), nil)
        case 300...399:
            let location = response.header("Location") ?? ""
            guard location.hasPrefix(redirectURL), let error = Callback(location).error else {
                (verdict, text) = (.opens("it leads on to a sign-in elsewhere"), nil)
                return
            }
            text = [error.code, error.words].compactMap { $0 }.joined(separator: ": ")
            verdict = Self.verdict(code: error.key, words: (error.words ?? "").lowercased())
        default:
            let body = ErrorBody(response)
            text = body.isJSON ? [body.code, body.words].compactMap { $0 }.joined(separator: ": ") : page
            let words = (body.words ?? page.map { String($0.prefix(200)) } ?? "").lowercased()
            // A release without OAuth may refuse the page instead of lacking it.
            let isAbsent = words.contains("oauth") && (words.contains("not offered") || words.contains("not available"))
            verdict = isAbsent ? .absent : Self.verdict(code: body.key, words: words)
        }
    }

    private static func verdict(code: String, words: String) -> Verdict {
        func says(_ parts: String...) -> Bool { parts.contains { words.contains($0) } }
        switch code {
        case "unauthorized_client": return .clientDisabled
        case "redirect_uri_mismatch": return .redirectRefused
        case "unsupported_response_type": return .absent
        default: break
        }
        if says("redirect") { return .redirectRefused }
        if says("not enabled", "disabled", "authentication is off") { return .clientDisabled }
        if code == "invalid_client" || says("unknown", "not registered", "no application", "not known", "client id") {
            return .clientUnknown
        }
        return .refused
    }

    /// The first words of a page's body, without its marks.
    static func words(in page: String) -> String? {
        let start = page.range(of: "<body", options: .caseInsensitive)?.lowerBound ?? page.startIndex
        var (text, isInside) = ("", false)
        for character in page[start...].prefix(20_000) {
            switch character {
            case "<": (isInside, text) = (true, text + " ")
            case ">": isInside = false
            default: if !isInside { text.append(character) }
            }
        }
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isEmpty ? nil : String(line.prefix(2_000))
    }
}
