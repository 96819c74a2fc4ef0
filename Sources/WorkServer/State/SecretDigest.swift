import Crypto
import Secrets

/// The SHA-256 of a secret: all that state and events hold of it.
public struct SecretDigest: Hashable, Codable, Sendable, CustomStringConvertible {
    /// 64 hexadecimal digits.
    public let description: String

    /// Digests a secret.
    init(of secret: String) {
        var secret = secret
        var hash = SHA256()
        secret.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        let digest = hash.finalize()
        description = String(unsafeUninitializedCapacity: 2 * SHA256.byteCount) { buffer in
            var place = 0
            for byte in digest {
                buffer[place] = Self.digit(byte >> 4)
                buffer[place + 1] = Self.digit(byte & 15)
                place += 2
            }
            return place
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
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
