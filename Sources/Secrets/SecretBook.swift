import Foundation
import Synchronization

/// Every secret that was minted or entered, with a name to print in its place.
///
/// What is captured passes `redact`; what is published is searched with `leaks`, raw and in the encodings of the wire.
public final class SecretBook: Sendable {
    private struct Entry {
        let name: String
        let spellings: [String]
    }

    private let entries = Mutex<[Entry]>([])
    private let latest = Mutex<[String: Secret]>([:])

    /// Opens an empty book.
    public init() {}

    /// Enters a secret under a readable name; texts shorter than four characters are passed over, as they occur anywhere.
    public func note(_ secret: String, as name: String) {
        guard secret.count >= 4 else { return }
        latest.withLock { $0[name] = Secret(secret) }
        let spellings = Self.spellings(of: secret)
        entries.withLock { entries in
            guard !entries.contains(where: { $0.spellings[0] == secret }) else { return }
            entries.append(Entry(name: name, spellings: spellings))
            // A longer secret may hold a shorter one: replace the longest first.
            entries.sort { ($1.spellings[0].count, $0.name) < ($0.spellings[0].count, $1.name) }
        }
    }

    /// The secret that was entered last under a name; nil if there is none.
    public func secret(named name: String) -> Secret? {
        latest.withLock { $0[name] }
    }

    /// The text with each known secret replaced by its name in angle quotes.
    public func redact(_ text: String) -> String {
        entries.withLock { $0 }.reduce(text) { text, entry in
            entry.spellings.reduce(text) { text, spelling in
                text.contains(spelling) ? text.replacing(spelling, with: "‹\(entry.name)›") : text
            }
        }
    }

    /// The names of the secrets that stand in `text`, raw or encoded.
    public func leaks(in text: String) -> [String] {
        entries.withLock { $0 }.filter { entry in entry.spellings.contains { text.contains($0) } }.map(\.name)
    }

    private static func spellings(of secret: String) -> [String] {
        let bytes = Data(secret.utf8)
        let base64 = bytes.base64EncodedString()
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        let percent = secret.addingPercentEncoding(withAllowedCharacters: unreserved) ?? secret
        let json = secret.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let forms = [
            secret, percent, percent.replacing("%20", with: "+"), json, json.replacing("/", with: "\\/"), base64,
            base64.replacing("=", with: ""),
            base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""),
        ]
        var seen: Set<String> = []
        return forms.filter { seen.insert($0).inserted }
    }
}
