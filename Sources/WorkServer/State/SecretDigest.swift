import Crypto
import Secrets

/// The SHA-256 of a secret: all that state and events hold of it.
public struct SecretDigest: Hashable, Codable, Sendable, CustomStringConvertible {
    /// 64 hexadecimal digits.
    public let description: String

    /// Digests a secret.
    init(of secret: String) {
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: Array(secret.utf8))
        description = String(unsafeUninitializedCapacity: 2 * SHA256.byteCount) { buffer in
            var place = 0
            for byte in hash {
                buffer[place] = digits[Int(byte >> 4)]
                buffer[place + 1] = digits[Int(byte & 15)]
                place += 2
            }
            return place
        }
    }

    /// Reads the value as files and logs hold it.
    public init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the value as files and logs hold it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
