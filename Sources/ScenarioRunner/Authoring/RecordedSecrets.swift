import Foundation

/// Where the secrets of a recording come from, so that a scenario can name them.
struct RecordedSecrets {
    /// What a request gives: the scenario's name and the answer's key.
    struct Returned {
        let name: String
        let key: String
    }

    /// One secret of an answer.
    ///
    /// A user's second token has the name of the first in a journal.
    private struct Minted {
        let request: Int
        let name: String
    }

    private var byRequest: [Int: [Returned]] = [:]
    private var minted: [String: [Minted]] = [:]

    /// Finds what the answers gave and later requests used.
    init(_ requests: [RecordedRequest]) {
        var counts: [String: Int] = [:]
        for (index, request) in requests.enumerated() {
            var seen: Set<String> = []
            for (secret, key) in Self.secrets(in: request) where seen.insert(secret + key).inserted {
                // Only what is used later is given a name.
                guard requests.dropFirst(index + 1).contains(where: { $0.asked.contains(secret) }) else { continue }
                let bare = key.split(separator: ".").last.map(String.init) ?? key
                counts[bare, default: 0] += 1
                let name = counts[bare] == 1 ? bare : "\(bare)_\(counts[bare, default: 0])"
                minted[secret, default: []].append(Minted(request: index, name: name))
                byRequest[index, default: []].append(Returned(name: name, key: key))
            }
        }
    }

    /// What a request gives to later ones.
    func returned(by index: Int) -> [Returned] { byRequest[index] ?? [] }

    /// The reference or the text that stands for a secret.
    ///
    /// - Parameters:
    ///   - secret: its name in angle quotes.
    ///   - index: the request that sends it.
    ///   - isRefused: whether that was refused for the token's sake, so that an earlier one of the name is meant.
    /// - Returns: the value as YAML takes it.
    func reference(_ secret: String, in index: Int, isRefused: Bool = false) -> String {
        let known = (minted[secret] ?? []).filter { $0.request < index }
        if let last = known.last { return "$\((isRefused ? known.dropLast().last ?? last : last).name)" }
        if secret.hasPrefix("‹client secret of") { return "$main.client_secret" }
        if let match = secret.wholeMatch(of: /‹password of ([A-Za-z0-9_]+) on [^›]*›/) {
            return "$main.\(match.output.1.lowercased()).password"
        }
        // It was wrong then, and is wrong again.
        return "not-the-\(secret.dropFirst().dropLast().split(separator: " ").joined(separator: "-"))"
    }

    /// The secrets that an answer holds, each with the key by which a step returns it.
    private static func secrets(in request: RecordedRequest) -> [(String, String)] {
        var found = request.answered
            .matches(of: /"?(code|state|access_token|refresh_token|transaction)"?\s*[=:]\s*"?(‹[^›]*›)/)
            .map { (String($0.output.2), String($0.output.1)) }
        for (name, value) in request.answerHeaders where name.lowercased() == "set-cookie" {
            if let match = value.prefixMatch(of: /[^=]+=(‹[^›]*›)/) {
                found.append((cookie(value, String(match.output.1)), "cookie"))
            }
        }
        // The page's hidden field is not in the journal; its name is, once the form comes back.
        if let signIn = request.signIn { found.append((signIn, "transaction")) }
        return found
    }

    /// A cookie with its name: all of it comes back.
    private static func cookie(_ value: String, _ secret: String) -> String {
        String(value.prefix { $0 != "=" }) + "=" + secret
    }
}
