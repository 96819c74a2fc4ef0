/// What is the matter on the way to a server's TLS, from the outermost layer inwards.
public enum TLSFinding: String, Codable, Sendable, CaseIterable {
    /// The name has no address.
    case nameUnknown = "name_unknown"
    /// There is no way to the address.
    case unreachable
    /// Nothing listens at the port.
    case refused
    /// No connection came about in time: something drops what is sent there.
    case connectTimedOut = "connect_timed_out"
    /// The connection stood, and then nothing was said in time.
    case handshakeTimedOut = "handshake_timed_out"
    /// The connection was reset or ended before TLS was agreed on.
    case reset
    /// What answers there does not speak TLS.
    case notTLS = "not_tls"
    /// No protocol version or cipher is shared.
    case version
    /// The certificate vouches for itself, and is not among the trusted ones.
    case selfSigned = "self_signed"
    /// The certificate's issuer was not sent along.
    case incompleteChain = "incomplete_chain"
    /// The chain ends at an authority that is not trusted, or a signature in it is wrong.
    case untrusted
    /// The certificate, or one above it, is past its last day.
    case expired
    /// The certificate, or one above it, is before its first day.
    case notYetValid = "not_yet_valid"
    /// The certificate is for other names.
    case nameMismatch = "name_mismatch"

    /// How far a probe came.
    public enum Layer: String, Codable, Sendable, CaseIterable {
        /// The name's address.
        case name
        /// The TCP connection.
        case connect
        /// The handshake and the certificate.
        case tls
    }

    /// The layer that the finding belongs to.
    public var layer: Layer {
        switch self {
        case .nameUnknown: .name
        case .unreachable, .refused, .connectTimedOut: .connect
        case .handshakeTimedOut, .reset, .notTLS, .version, .selfSigned, .incompleteChain, .untrusted, .expired,
            .notYetValid, .nameMismatch:
            .tls
        }
    }
}
