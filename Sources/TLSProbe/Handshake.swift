import COpenSSL
import Glibc

/// One handshake by OpenSSL over a connection that stands; it goes on whatever the certificate, which is judged later.
struct Handshake {
    /// Why it did not come to its end; nil where it did.
    private(set) var finding: TLSFinding?
    private(set) var words: String?
    private(set) var tlsVersion: String?
    private(set) var cipher: String?
    private(set) var applicationProtocol: String?
    private(set) var chain = PresentedChain([])

    init(over socket: ProbeSocket, name: String) {
        ERR_clear_error()
        guard let context = SSL_CTX_new(TLS_client_method()) else {
            fail(.version)
            return
        }
        defer { SSL_CTX_free(context) }
        SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nil)
        let offer: [UInt8] = [8] + Array("http/1.1".utf8)
        SSL_CTX_set_alpn_protos(context, offer, UInt32(offer.count))
        guard let ssl = SSL_new(context) else {
            fail(.version)
            return
        }
        defer { SSL_free(ssl) }
        SSL_set_fd(ssl, socket.descriptor)
        if !Self.isAddress(name) { _ = worksim_set_server_name(ssl, name) }
        guard connect(ssl, socket) else { return }
        describe(ssl)
        // Says good-bye and does not wait for the answer.
        SSL_shutdown(ssl)
        ERR_clear_error()
    }

    private mutating func connect(_ ssl: OpaquePointer, _ socket: ProbeSocket) -> Bool {
        while true {
            errno = 0
            let result = SSL_connect(ssl)
            let number = errno
            if result == 1 { return true }
            switch SSL_get_error(ssl, result) {
            case SSL_ERROR_WANT_READ:
                guard socket.wait(for: Int16(POLLIN)) else {
                    fail(.handshakeTimedOut)
                    return false
                }
            case SSL_ERROR_WANT_WRITE:
                guard socket.wait(for: Int16(POLLOUT)) else {
                    fail(.handshakeTimedOut)
                    return false
                }
            case SSL_ERROR_SYSCALL:
                fail(number == ETIMEDOUT ? .handshakeTimedOut : .reset)
                return false
            default:
                failed()
                return false
            }
        }
    }

    /// An error of the protocol: other speech, no common version or cipher, or an end where none was due.
    private mutating func failed() {
        guard let error = OpenSSLError.take() else {
            finding = .reset
            return
        }
        words = error.words
        finding =
            switch error.reason {
            case SSL_R_WRONG_VERSION_NUMBER, SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST, SSL_R_UNEXPECTED_MESSAGE,
                SSL_R_PACKET_LENGTH_TOO_LONG, SSL_R_BAD_PACKET_LENGTH:
                .notTLS
            case SSL_R_UNEXPECTED_EOF_WHILE_READING: .reset
            default: .version
            }
    }

    private mutating func fail(_ finding: TLSFinding) {
        self.finding = finding
        words = OpenSSLError.take()?.words
    }

    private mutating func describe(_ ssl: OpaquePointer) {
        tlsVersion = SSL_get_version(ssl).map { String(cString: $0) }
        cipher = SSL_get_current_cipher(ssl).flatMap { SSL_CIPHER_get_name($0) }.map { String(cString: $0) }
        var chosen: UnsafePointer<UInt8>?
        var length: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &chosen, &length)
        if let chosen, length > 0 {
            applicationProtocol = String(
                decoding: UnsafeBufferPointer(start: chosen, count: Int(length)), as: UTF8.self)
        }
        guard let stack = SSL_get_peer_cert_chain(ssl) else { return }
        chain = PresentedChain(
            (0..<worksim_chain_count(stack)).compactMap { worksim_chain_item(stack, $0).map(Self.der(of:)) })
    }

    private static func der(of certificate: OpaquePointer) -> [UInt8] {
        let length = i2d_X509(certificate, nil)
        guard length > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var start = buffer.baseAddress
            count = Int(max(0, i2d_X509(certificate, &start)))
        }
    }

    /// Server names are names only (RFC 6066, section 3).
    private static func isAddress(_ name: String) -> Bool {
        name.hasPrefix("[") || (name.contains(".") && name.allSatisfy { $0.isNumber || $0 == "." })
    }
}
