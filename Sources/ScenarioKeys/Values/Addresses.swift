/// An IPv4 or IPv6 address.
package struct IPAddress: ScalarValue, Hashable {
    /// The address as it is written.
    package let text: String

    package static var words: String { "an IP address" }
    package static var schema: Value { Scalar.pattern("^(\(ipv4)|\(ipv6))$") }

    static let ipv4 =
        "((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])[.]){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
    /// Eight groups, or fewer around one `::`.
    static let ipv6: String = {
        let group = "[0-9A-Fa-f]{1,4}"
        let split = (1...6).map { "(\(group):){1,\(7 - $0)}(:\(group)){1,\($0)}" }
        let forms = ["(\(group):){7}\(group)", "(\(group):){1,7}:"] + split + [":((:\(group)){1,7}|:)"]
        return "(\(forms.joined(separator: "|")))"
    }()

    package init(scalar: ScalarText) throws(KeyIssue) {
        guard Self.isAddress(scalar.text) else {
            throw KeyIssue("'\(scalar.text)' is not an IPv4 or IPv6 address", suggestion: "write 203.0.113.10")
        }
        text = scalar.text
    }

    package var written: Value { .text(text) }

    static func isAddress(_ text: String) -> Bool {
        let isDotted = text.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
        return isDotted && !text.isEmpty ? isIPv4(text) : isIPv6(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    private static func isIPv4(_ text: String) -> Bool {
        let octets = text.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4
            && octets.allSatisfy { octet in
                Int(octet).map { $0 <= 255 } == true && (octet == "0" || !octet.hasPrefix("0"))
            }
    }

    private static func isIPv6(_ text: String) -> Bool {
        guard (2...39).contains(text.utf8.count),
            text.utf8.allSatisfy({ isHexadecimal($0) || $0 == UInt8(ascii: ":") })
        else { return false }
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return false }
        let groups = halves.flatMap { $0.isEmpty ? [] : $0.split(separator: ":", omittingEmptySubsequences: false) }
        return groups.allSatisfy { (1...4).contains($0.count) }
            && (halves.count == 2 ? groups.count < 8 : groups.count == 8)
    }
}

/// A range of addresses: `203.0.113.10/32`, or one address.
package struct CIDRBlock: ScalarValue, Hashable {
    /// The range as it is written.
    package let text: String

    package static var words: String { "an address range such as 203.0.113.10/32" }
    package static var schema: Value {
        Scalar.pattern(
            "^(\(IPAddress.ipv4)(/([12]?[0-9]|3[0-2]))?|\(IPAddress.ipv6)(/([1-9]?[0-9]|1[01][0-9]|12[0-8]))?)$")
    }

    package init(scalar: ScalarText) throws(KeyIssue) {
        let parts = scalar.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let longest = parts[0].contains(":") ? 128 : 32
        let isLength = parts.count == 1 || (parts.count == 2 && Self.length(parts[1], upTo: longest))
        guard isLength, IPAddress.isAddress(parts[0]) else {
            throw KeyIssue("'\(scalar.text)' is not an address range", suggestion: "write 203.0.113.10/32")
        }
        text = scalar.text
    }

    private static func length(_ text: String, upTo longest: Int) -> Bool {
        text.allSatisfy { $0.isASCII && $0.isNumber } && (text == "0" || !text.hasPrefix("0"))
            && Int(text).map { $0 <= longest } == true
    }

    package var written: Value { .text(text) }
}

extension Shape {
    /// An address.
    package static var address: Shape { IPAddress.shape }
    /// A range of addresses.
    package static var range: Shape { CIDRBlock.shape }
}
