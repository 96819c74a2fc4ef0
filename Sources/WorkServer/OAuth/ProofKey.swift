/// How challenges and verifiers of PKCE are written (RFC 7636, sections 4.1 and 4.2).
enum ProofKey {
    /// The form in words, for messages.
    static let form = "43 to 128 characters of A-Z, a-z, 0-9, -, ., _ and ~"

    /// Whether a challenge or a verifier has that form.
    static func isWellFormed(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "~"):
                    true
                default: false
                }
            }
    }
}
