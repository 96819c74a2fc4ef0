import Foundation

/// The URL that a work server is known by: https and a host, with or without a port.
package struct ServerURL: ScalarValue, Hashable {
    /// The URL as it is written.
    package let text: String

    package static var words: String { "a URL such as https://work.example.com" }
    package static var schema: Value {
        Scalar.pattern(
            "^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?$"
        )
    }

    package init(scalar: ScalarText) throws(KeyIssue) {
        let text = scalar.text
        guard !Self.isPlain(text) else {
            self.text = text
            return
        }
        guard
            let match = text.wholeMatch(
                of: /(https?):\/\/([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::([0-9]+))?(.*)/)
        else {
            throw KeyIssue("'\(text)' is not a URL of a server", suggestion: "write https://work.example.com")
        }
        let (_, scheme, host, port, rest) = match.output
        guard scheme == "https" else {
            throw KeyIssue("'\(text)': a work server is known by https", suggestion: "write https://\(host)")
        }
        guard rest.isEmpty else {
            throw KeyIssue(
                "'\(text)' has a path, and a server is known by its host alone", suggestion: "write https://\(host)")
        }
        if let port, port.hasPrefix("0") || !(Int(port).map { (1...65_535).contains($0) } ?? false) {
            throw KeyIssue("'\(port)' is not a port", suggestion: "write 1 to 65535")
        }
        self.text = text
    }

    /// Whether a text is `https://` and a host of ASCII letters, digits, points and hyphens, as nearly all are.
    private static func isPlain(_ text: String) -> Bool {
        let scheme = "https://".utf8
        guard text.utf8.starts(with: scheme) else { return false }
        let host = text.utf8.dropFirst(scheme.count)
        guard let first = host.first, let last = host.last, isAlphanumeric(first), isAlphanumeric(last) else {
            return false
        }
        return host.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    package var written: Value { .text(text) }
}
