import Crypto
import Synchronization

/// Where ids, tokens and keys come from: derived from a seed where a run must be repeatable, else from the system.
public protocol IdentifierSource: Sendable {
    /// Fresh bytes for a thing of this kind; the same kind asked for again gives others.
    func bytes(_ kind: String, count: Int) -> [UInt8]
}

extension IdentifierSource {
    /// A fresh identifier in UUID form (RFC 9562, version 8 for derived bits).
    public func uuid(_ kind: String) -> String {
        var bytes = bytes(kind, count: 16)
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { hexadecimal(bytes[$0]) }
        return groups.joined(separator: "-")
    }

    /// A fresh opaque text of 43 unreserved characters, which is 256 bits.
    public func token(_ kind: String) -> String {
        base64URL(bytes(kind, count: 32))
    }
}

/// The bytes as hexadecimal digits in lower case, two for each.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The bytes as base64url without padding (RFC 4648, section 5).
public func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var text = ""
    var buffer = 0
    var bits = 0
    for byte in bytes {
        buffer = (buffer << 8 | Int(byte)) & 0xFFFF
        bits += 8
        while bits >= 6 {
            bits -= 6
            text.append(alphabet[buffer >> bits & 63])
        }
    }
    if bits > 0 { text.append(alphabet[buffer << (6 - bits) & 63]) }
    return text
}

/// Identifiers derived as HMAC-SHA256(seed, path, kind, n): independent of interleaving between kinds and between paths.
public final class SeededIdentifiers: IdentifierSource {
    private let key: SymmetricKey
    private let path: [String]
    private let counts = Mutex<[String: Int]>([:])

    /// Derives from the run's seed and the path to the asker: scenario, server.
    public init(seed: UInt64, path: [String]) {
        key = SymmetricKey(data: withUnsafeBytes(of: seed.bigEndian) { Array($0) })
        self.path = path
    }

    /// The next bytes of this kind.
    public func bytes(_ kind: String, count: Int) -> [UInt8] {
        let n = counts.withLock { counts in
            counts[kind, default: 0] += 1
            return counts[kind, default: 0]
        }
        var bytes: [UInt8] = []
        var block = 0
        while bytes.count < count {
            let name = (path + [kind, String(n), String(block)]).map { "\($0.utf8.count):\($0)" }.joined()
            bytes += HMAC<SHA256>.authenticationCode(for: Array(name.utf8), using: key)
            block += 1
        }
        return Array(bytes.prefix(count))
    }
}

/// Identifiers nobody can foretell, for a server that stands by itself.
public struct SystemIdentifiers: IdentifierSource {
    /// Uses the system's generator.
    public init() {}

    /// Bytes of the system's generator; the kind does not count.
    public func bytes(_ kind: String, count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
