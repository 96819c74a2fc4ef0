import Foundation

/// Takes the secrets out of a log, a HAR or any other text before it is mailed; its lines and its JSON stay as they were.
///
/// The same secret gets the same name wherever it stands, `<access token 1>`, so that a reader can still follow it.
public struct LogCleaner: Sendable {
    /// A cleaned text, and what was taken out of it.
    public struct Cleaned: Sendable, Equatable {
        /// The text.
        public let text: String
        /// How often each kind was replaced: `access token`.
        public let counts: [String: Int]
        /// How many different secrets of each kind there were.
        public let distinct: [String: Int]
    }

    private let isStrict: Bool

    /// A cleaner; a strict one takes any long run of mixed letters and digits for a secret.
    public init(strict: Bool = false) {
        isStrict = strict
    }

    /// Cleans a whole text; what is cleaned once stays as it is.
    ///
    /// - Parameter text: the text, of any form.
    /// - Returns: the text without its secrets, and their numbers.
    public func clean(_ text: String) -> Cleaned {
        let bytes = ByteText(text)
        let fields = FieldScanner.secrets(in: bytes)
        let found =
            (fields + ShapeScanner.secrets(in: bytes, outside: fields, strict: isStrict))
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
        var names = SecretNames()
        var (out, end) = ([UInt8](), 0)
        out.reserveCapacity(bytes.count)
        for item in found {
            out += bytes.bytes[end..<item.range.lowerBound]
            out += Array(names.name(of: bytes.bytes[item.range], item.kind).utf8)
            end = item.range.upperBound
        }
        out += bytes.bytes[end...]
        return names.replacingRest(of: out)
    }
}

/// The names that secrets get, in the order in which they come up.
private struct SecretNames {
    private var byValue: [String: String] = [:]
    private var counts: [String: Int] = [:]
    private var distinct: [String: Int] = [:]
    /// What is replaced outside of its field too.
    private var known = KnownSecrets()

    mutating func name(of bytes: ArraySlice<UInt8>, _ kind: SecretKind) -> String {
        let written = String(decoding: bytes, as: UTF8.self)
        let value = written.removingPercentEncoding ?? written
        counts[kind.name, default: 0] += 1
        if let name = byValue[value] { return "<\(name)>" }
        distinct[kind.name, default: 0] += 1
        let name = "\(kind.name) \(distinct[kind.name, default: 0])"
        byValue[value] = name
        // `state=confirmed` of a query is hidden there, and the word stays elsewhere.
        if kind.form != .weak || SecretShape.isTokenLike(bytes) {
            known.note(value, as: name, orShort: kind.name != SecretKind.cookie.name)
        }
        // The password inside goes under a name of its own where it stands in the open.
        if kind == .credentials, let password = BasicCredentials.password(in: bytes), byValue[password] == nil {
            let kind = SecretKind.password
            distinct[kind.name, default: 0] += 1
            let name = "\(kind.name) \(distinct[kind.name, default: 0])"
            byValue[password] = name
            known.note(password, as: name, orShort: true)
        }
        return "<\(name)>"
    }

    /// Replaces what is known by now wherever else it stands, raw or encoded.
    func replacingRest(of bytes: [UInt8]) -> LogCleaner.Cleaned {
        var counts = counts
        let cleaned = known.replaced(in: bytes) { name in
            // A name is its kind and a number.
            counts[name.split(separator: " ").dropLast().joined(separator: " "), default: 0] += 1
        }
        return LogCleaner.Cleaned(text: String(decoding: cleaned, as: UTF8.self), counts: counts, distinct: distinct)
    }
}
