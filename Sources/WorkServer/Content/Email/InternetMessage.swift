import Foundation
import WorkTime

/// The head of an e-mail as RFC 5322 writes it, with the encoded words of RFC 2047.
///
/// Files of Outlook (.msg) are not of this form: of them the upload says what they hold.
struct InternetMessage: Sendable {
    /// How much of a file is looked at, in bytes.
    static let headLimit = 64 << 10

    /// The fields in their order, names in small letters, folded lines joined.
    private let fields: [(name: String, text: String)]
    private let hasAttachment: Bool

    /// Reads the beginning of a file; nil where it does not begin with a header field.
    init?(_ beginning: some Collection<UInt8>) {
        let text = String(decoding: beginning.prefix(Self.headLimit), as: UTF8.self)
            .replacing("\r\n", with: "\n")
        let head = text.firstRange(of: "\n\n").map { text[..<$0.lowerBound] } ?? text[...]
        var fields: [(name: String, text: String)] = []
        for line in head.split(separator: "\n", omittingEmptySubsequences: true) {
            if line.first == " " || line.first == "\t" {
                guard let last = fields.indices.last else { return nil }
                fields[last].text += " " + Self.trimmed(line)
                continue
            }
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
                line[..<colon].utf8.allSatisfy({ (33...126).contains($0) })
            else { return nil }
            fields.append((line[..<colon].lowercased(), Self.trimmed(line[line.index(after: colon)...])))
        }
        guard !fields.isEmpty else { return nil }
        self.fields = fields
        let isMixed = fields.contains { $0.name == "content-type" && $0.text.lowercased().hasPrefix("multipart/mixed") }
        hasAttachment = isMixed && text.lowercased().contains("content-disposition: attachment")
    }

    /// What a profile says of it.
    var headers: EmailHeaders {
        var headers = EmailHeaders()
        headers.from = text(of: "from")
        headers.to = text(of: "to")
        headers.cc = text(of: "cc")
        headers.bcc = text(of: "bcc")
        headers.subject = text(of: "subject")
        headers.sent = raw("date").flatMap(Self.date)
        // The topmost trace field is that of the last server, and its date stands behind the last semicolon.
        headers.received =
            raw("received").flatMap { $0.split(separator: ";").last }.flatMap { Self.date(String($0)) } ?? headers.sent
        headers.conversation = (raw("references") ?? raw("in-reply-to") ?? raw("message-id"))
            .flatMap { $0.split(separator: " ").first }.map(String.init)
        headers.hasAttachment = hasAttachment
        return headers
    }

    private func raw(_ name: String) -> String? { fields.first { $0.name == name }?.text }

    private func text(of name: String) -> String? { raw(name).map(Self.decoded).flatMap { $0.isEmpty ? nil : $0 } }

    private static func trimmed(_ text: Substring) -> String { text.trimmingCharacters(in: .whitespaces) }

    /// Resolves encoded words; blanks between two of them are not part of the text.
    static func decoded(_ text: String) -> String {
        let word = #/=\?([A-Za-z0-9._-]+)(?:\*[A-Za-z-]*)?\?([BbQq])\?([^? ]*)\?=/#
        var decoded = ""
        var rest = text[...]
        var followsWord = false
        while let match = rest.firstMatch(of: word) {
            let between = rest[..<match.range.lowerBound]
            rest = rest[match.range.upperBound...]
            if !(followsWord && between.allSatisfy(\.isWhitespace)) { decoded += between }
            let (_, charset, encoding, content) = match.output
            if let plain = Self.text(content, encoding: encoding.lowercased(), charset: charset.lowercased()) {
                decoded += plain
            } else {
                // A character set that is not known: the word stays as it is.
                decoded += match.output.0
            }
            followsWord = true
        }
        return decoded + rest
    }

    private static func text(_ content: Substring, encoding: String, charset: String) -> String? {
        let bytes: [UInt8]?
        if encoding == "b" {
            bytes = Data(base64Encoded: String(content)).map { Array($0) }
        } else {
            bytes = quoted(content)
        }
        guard let bytes else { return nil }
        switch charset {
        case "utf-8", "us-ascii": return String(validating: bytes, as: UTF8.self)
        case "iso-8859-1": return String(data: Data(bytes), encoding: .isoLatin1)
        case "windows-1252": return String(data: Data(bytes), encoding: .windowsCP1252)
        default: return nil
        }
    }

    /// The bytes of the Q encoding; nil where an escape is broken.
    private static func quoted(_ content: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = content.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "_"): bytes.append(0x20)
            case UInt8(ascii: "="):
                guard let high = rest.next(), let low = rest.next(),
                    let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(value)
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Reads `Mon, 2 Mar 2026 09:00:00 +0100`; nil for anything else.
    static func date(_ text: String) -> WorkDate? {
        let pattern =
            #/\s*(?:[A-Za-z]{3},)?\s*(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s+(\S+).*/#
        guard let parts = text.wholeMatch(of: pattern)?.output,
            let month = months.firstIndex(of: parts.2.lowercased()), let day = Int(parts.1)
        else { return nil }
        let zone: String
        if let offset = parts.7.wholeMatch(of: /[+-]\d{4}/)?.output {
            zone = "\(offset.prefix(3)):\(offset.suffix(2))"
        } else if ["GMT", "UT", "UTC", "Z"].contains(parts.7.uppercased()) {
            zone = "Z"
        } else {
            return nil
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return WorkDate(
            apiText: "\(parts.3)-\(two(month + 1))-\(two(day))T\(parts.4):\(parts.5):\(parts.6 ?? "00")\(zone)")
    }
}
