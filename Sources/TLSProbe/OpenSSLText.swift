import COpenSSL

/// Reads a text that a C function writes into a buffer, at most `size` bytes of it.
func text(size: Int = 4_096, _ fill: (UnsafeMutablePointer<CChar>, Int32) -> Void) -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        buffer.withMemoryRebound(to: CChar.self) { characters in
            guard let base = characters.baseAddress else { return }
            base[0] = 0
            fill(base, Int32(size))
            count = strlen(base)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// The oldest error that OpenSSL keeps for this thread; the others are forgotten.
struct OpenSSLError {
    let library: Int32
    let reason: Int32
    let words: String

    /// Takes the errors of this thread; nil where there is none.
    static func take() -> OpenSSLError? {
        let code = ERR_get_error()
        ERR_clear_error()
        guard code != 0 else { return nil }
        let words = ERR_reason_error_string(code).map { String(cString: $0) } ?? "an error without words"
        return OpenSSLError(
            library: worksim_error_library(code), reason: worksim_error_reason(code), words: words)
    }
}
