import Foundation
import Synchronization

/// Every secret that was minted or entered, with a name to print in its place.
///
/// What is captured passes `redact`; what is published is searched with `leaks`, raw and in the encodings of the wire.
public final class SecretBook: Sendable {
    private struct Entry {
        let name: String
        let spellings: [[UInt8]]
        /// What is printed in its place.
        let shown: [UInt8]
        /// Its length as it is.
        var length: Int { spellings.first?.count ?? 0 }
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
            guard !entries.contains(where: { $0.spellings.first == spellings.first }) else { return }
            entries.append(Entry(name: name, spellings: spellings, shown: Array("‹\(name)›".utf8)))
            // A longer secret may hold a shorter one: replace the longest first.
            entries.sort { ($1.length, $0.name) < ($0.length, $1.name) }
        }
    }

    /// The secret that was entered last under a name; nil if there is none.
    public func secret(named name: String) -> Secret? {
        latest.withLock { $0[name] }
    }

    /// The text with each known secret replaced by its name in angle quotes.
    public func redact(_ text: String) -> String {
        var bytes = Array(text.utf8)
        let index = WindowIndex(of: bytes)
        var isChanged = false
        for entry in entries.withLock({ $0 }) {
            for spelling in entry.spellings where index.mayHold(spelling) {
                var start = 0
                while let found = Self.position(of: spelling, in: bytes, from: start) {
                    bytes.replaceSubrange(found..<(found + spelling.count), with: entry.shown)
                    start = found + entry.shown.count
                    isChanged = true
                }
            }
        }
        return isChanged ? String(decoding: bytes, as: UTF8.self) : text
    }

    /// The names of the secrets that stand in `text`, raw or encoded.
    public func leaks(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        let index = WindowIndex(of: bytes)
        return entries.withLock { $0 }.filter { entry in
            entry.spellings.contains { index.mayHold($0) && Self.position(of: $0, in: bytes, from: 0) != nil }
        }
        .map(\.name)
    }

    /// Where bytes stand in others: byte by byte, since a combining mark behind a secret makes another character of its end.
    private static func position(of part: [UInt8], in whole: [UInt8], from start: Int) -> Int? {
        guard let first = part.first, start + part.count <= whole.count else { return nil }
        return whole.withUnsafeBytes { whole in
            guard let base = whole.baseAddress else { return nil }
            var offset = start
            while offset + part.count <= whole.count,
                let found = memchr(base + offset, Int32(first), whole.count - part.count - offset + 1)
            {
                let position = UnsafeRawPointer(found) - base
                if memcmp(base + position, part, part.count) == 0 { return position }
                offset = position + 1
            }
            return nil
        }
    }

    private static func spellings(of secret: String) -> [[UInt8]] {
        let bytes = Data(secret.utf8)
        let base64 = bytes.base64EncodedString()
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        let percent = secret.addingPercentEncoding(withAllowedCharacters: unreserved) ?? secret
        let json = secret.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let digits = hexadecimal(bytes)
        let lowerPercent = percent.replacing(/%[0-9A-F]{2}/) { $0.output.lowercased() }
        let forms = [
            secret, percent, lowerPercent, digits, digits.uppercased(), percent.replacing("%20", with: "+"),
            json, json.replacing("/", with: "\\/"), base64,
            base64.replacing("=", with: ""),
            base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""),
        ]
        var seen: Set<String> = []
        return forms.filter { seen.insert($0).inserted }.map { Array($0.utf8) }
    }
}
