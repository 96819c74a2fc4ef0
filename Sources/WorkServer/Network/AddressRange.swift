import Foundation

/// A range of IPv4 or IPv6 addresses in CIDR notation; a bare address is a range of one.
public struct AddressRange: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The range as it was written.
    public let description: String
    private let bytes: [UInt8]
    private let prefix: Int

    /// Reads `203.0.113.0/24`, `2001:db8::/32` or a bare address; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let bytes = addressBytes(String(parts[0])) else { return nil }
        var prefix = bytes.count * 8
        if parts.count == 2 {
            guard parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let given = Int(parts[1]), given <= prefix else {
                return nil
            }
            prefix = given
        }
        description = text
        self.bytes = bytes
        self.prefix = prefix
    }

    /// Whether the address lies in the range; an IPv4 address written in IPv6 counts as IPv4.
    public func contains(_ address: String) -> Bool {
        guard let other = addressBytes(address), other.count == bytes.count else { return false }
        return (0..<prefix).allSatisfy { bit in
            (bytes[bit / 8] ^ other[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
        }
    }

    /// Reads the value as files and logs hold it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let range = AddressRange(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is not an address range; write 203.0.113.10/32")
        }
        self = range
    }

    /// Writes the value as files and logs hold it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The 4 or 16 bytes of an address; nil if the text is none.
private func addressBytes(_ text: String) -> [UInt8]? {
    var v4 = [UInt8](repeating: 0, count: 4)
    if inet_pton(AF_INET, text, &v4) == 1 { return v4 }
    var v6 = [UInt8](repeating: 0, count: 16)
    guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
    let isMapped = v6.prefix(10).allSatisfy { $0 == 0 } && v6[10] == 0xFF && v6[11] == 0xFF
    return isMapped ? Array(v6[12...]) : v6
}
