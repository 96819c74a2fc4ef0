import Crypto
import Secrets

/// A SHA-256 as iManage writes it: `SHA256:` and 64 digits in capitals.
struct Checksum: Hashable, Sendable {
    /// The digits, in capitals.
    let digits: String

    /// Reads what a profile says; nil for another algorithm or anything else.
    init?(_ text: String?) {
        guard let text = text?.uppercased(), text.hasPrefix("SHA256:") else { return nil }
        let digits = text.dropFirst("SHA256:".count)
        guard digits.count == 64, digits.allSatisfy(\.isHexDigit) else { return nil }
        self.digits = String(digits)
    }

    /// The sum of what a hash has seen so far.
    init(of hash: SHA256) {
        digits = hexadecimal(hash.finalize()).uppercased()
    }
}
