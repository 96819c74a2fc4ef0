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
        guard
            let match = text.wholeMatch(
                of: /(https?):\/\/([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::([0-9]+))?(.*)/)
        else {
            throw KeyIssue("'\(text)' is no URL of a server", suggestion: "write https://work.example.com")
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
            throw KeyIssue("'\(port)' is no port", suggestion: "write 1 to 65535")
        }
        self.text = text
    }

    package var written: Value { .text(text) }
}
