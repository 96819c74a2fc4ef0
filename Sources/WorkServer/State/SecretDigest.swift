import Crypto
import Secrets

/// The SHA-256 of a secret: all that state and events hold of it.
public struct SecretDigest: Hashable, Codable, Sendable, CustomStringConvertible {
    /// 64 hexadecimal digits.
    public let description: String

    /// Digests a secret.
    init(of secret: String) {
        description = hexadecimal(SHA256.hash(data: Array(secret.utf8)))
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
