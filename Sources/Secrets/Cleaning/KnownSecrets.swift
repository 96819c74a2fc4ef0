import Foundation

/// Finds many known secrets in one pass, raw or as URLs, JSON and Base64 write them.
///
/// `SecretBook` searches for one secret after the other, which is right for the few of a run; a recording holds thousands.
struct KnownSecrets {
    /// Shorter ones may be ordinary words.
    static let shortest = 8

    private struct Spelling {
        let bytes: [UInt8]
        let name: String
    }

    /// Spellings by their first eight bytes, the longest first.
    private var byStart: [UInt64: [Spelling]] = [:]
    /// One bit for each sixteen bits of such a start, so that most places cost no look-up.
    private var starts = [Bool](repeating: false, count: 1 << 16)

    /// Spellings that are shorter, which are replaced as whole words only, by their first byte.
    private var short: [UInt8: [Spelling]] = [:]

    /// Enters a secret; one that is too short is passed over.
    ///
    /// - Parameters:
    ///   - value: the secret.
    ///   - name: what stands in its place.
    ///   - orShort: whether one of four to seven bytes is replaced too, where it is a whole word.
    mutating func note(_ value: String, as name: String, orShort: Bool = false) {
        guard value.utf8.count >= (orShort ? 4 : Self.shortest), SecretKind(field: Array(value.utf8)[...]) == nil,
            !Self.words.contains(value.lowercased())
        else { return }
        for form in Set(Self.forms(of: value)) {
            let bytes = Array(form.utf8)
            guard bytes.count >= Self.shortest else {
                short[bytes[0], default: []].append(Spelling(bytes: bytes, name: name))
                continue
            }
            let start = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            byStart[start, default: []].append(Spelling(bytes: bytes, name: name))
            byStart[start]?.sort { ($1.bytes.count, $0.name) < ($0.bytes.count, $1.name) }
            starts[Self.slot(start)] = true
        }
    }

    /// Words of the names themselves, which must stay readable.
    private static let words: Set<String> = [
        "access", "client", "cookie", "credentials", "refresh", "session", "private", "verifier", "transaction", "long",
        "saml", "response", "code",
    ]

    /// The text with `<name>` in the place of each secret; `met` is told of every name that is put in.
    func replaced(in bytes: [UInt8], met: (String) -> Void) -> [UInt8] {
        let bytes = withoutShort(bytes, met: met)
        guard !byStart.isEmpty, bytes.count >= Self.shortest else { return bytes }
        var (out, copied, place) = ([UInt8](), 0, 0)
        out.reserveCapacity(bytes.count)
        var window = bytes.prefix(7).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        while place + 7 < bytes.count {
            window = window << 8 | UInt64(bytes[place + 7])
            guard starts[Self.slot(window)], let spelling = match(window, at: place, in: bytes) else {
                place += 1
                continue
            }
            out += bytes[copied..<place]
            out += Array("<\(spelling.name)>".utf8)
            met(spelling.name)
            place += spelling.bytes.count
            copied = place
            window = bytes[place..<min(place + 7, bytes.count)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        return out + bytes[copied...]
    }

    private func withoutShort(_ bytes: [UInt8], met: (String) -> Void) -> [UInt8] {
        guard !short.isEmpty else { return bytes }
        var (out, place) = ([UInt8](), 0)
        out.reserveCapacity(bytes.count)
        while place < bytes.count {
            let spelling = short[bytes[place]]?.first { spelling in
                let end = place + spelling.bytes.count
                return end <= bytes.count && bytes[place..<end].elementsEqual(spelling.bytes)
                    && Self.isEdge(before: place, in: bytes) && (end == bytes.count || !Self.isWord(bytes[end]))
            }
            if let spelling {
                out += Array("<\(spelling.name)>".utf8)
                met(spelling.name)
                place += spelling.bytes.count
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return out
    }

    /// Whether a word may begin here; `%3D` and `\n` end with a letter or a digit and are none.
    private static func isEdge(before place: Int, in bytes: [UInt8]) -> Bool {
        guard place > 0, isWord(bytes[place - 1]) else { return true }
        return (place >= 3 && bytes[place - 3] == 0x25) || (place >= 2 && bytes[place - 2] == 0x5C)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        SecretShape.isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }

    private func match(_ window: UInt64, at place: Int, in bytes: [UInt8]) -> Spelling? {
        byStart[window]?.first { spelling in
            place + spelling.bytes.count <= bytes.count
                && bytes[place..<(place + spelling.bytes.count)].elementsEqual(spelling.bytes)
        }
    }

    /// The third, fourth and sixth byte: beginnings are often alike.
    private static func slot(_ start: UInt64) -> Int {
        let (third, fourth, sixth) = (start >> 40 & 0xFF, start >> 32 & 0xFF, start >> 16 & 0xFF)
        return Int(third << 8 ^ fourth << 4 ^ sixth)
    }

    private static func forms(of value: String) -> [String] {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        let percent = value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? value
        let json = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let base64 = Data(value.utf8).base64EncodedString()
        let unpadded = base64.replacing("=", with: "")
        return [
            value, percent, percent.replacing("%20", with: "+"), json, json.replacing("/", with: "\\/"), base64,
            unpadded,
            unpadded.replacing("+", with: "-").replacing("/", with: "_"),
        ]
    }
}
