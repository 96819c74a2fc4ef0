/// Why an exchange brought no response; no case holds a real address or port, or a library's error text.
public enum TransportFault: Error, Codable, Hashable, Sendable {
    /// The host's name does not exist for this party.
    case nameUnknown(host: String)
    /// Nobody answers what address the host's name has.
    case nameUnanswered(host: String)
    /// Nothing listens there.
    case refused
    /// No connection came about in time; `within` is the time that was allowed, as text.
    case connectTimedOut(within: String)
    /// The connection stood, but no whole response came in time; `within` is the time that was allowed, as text.
    case responseTimedOut(within: String)
    /// The connection was reset before TLS was agreed on, or before a response.
    case reset
    /// The address cannot be reached from here.
    case unreachable
    /// The certificate is for other names.
    case tlsNameMismatch(host: String)
    /// The certificate does not lead to a trusted root; or it is refused and a second look did not say why.
    case tlsUntrusted
    /// The certificate vouches for itself.
    case tlsSelfSigned
    /// The certificate's dates are over.
    case tlsExpired
    /// The certificate's dates have not begun.
    case tlsNotYetValid
    /// The chain lacks an intermediate.
    case tlsIncompleteChain
    /// No protocol version or cipher is shared.
    case tlsProtocol
    /// What answers there does not speak TLS.
    case notTLS
    /// What answers there does not speak HTTP.
    case notHTTP
    /// The connection ended in the middle of a response.
    case closedEarly
    /// The response is larger than `limit` bytes.
    case bodyTooLarge(limit: Int)
    /// The URL cannot be used for a request.
    case urlMalformed
    /// The caller gave up.
    case cancelled

    /// How far an exchange came.
    public enum Layer: String, Codable, Sendable, CaseIterable {
        /// The URL, or the name in it.
        case name
        /// The TCP connection.
        case connect
        /// The TLS handshake.
        case tls
        /// HTTP over a connection that stood.
        case http
    }

    /// The layer that failed.
    public var layer: Layer {
        switch self {
        case .nameUnknown, .nameUnanswered, .urlMalformed: .name
        case .refused, .connectTimedOut, .reset, .unreachable, .cancelled: .connect
        case .tlsNameMismatch, .tlsUntrusted, .tlsSelfSigned, .tlsExpired, .tlsNotYetValid, .tlsIncompleteChain,
            .tlsProtocol, .notTLS:
            .tls
        case .responseTimedOut, .notHTTP, .closedEarly, .bodyTooLarge: .http
        }
    }

    /// The rule where the client's side decided; nil where the server or something between broke off.
    public var rule: String? {
        switch self {
        case .nameUnknown: "name.unknown"
        case .nameUnanswered: "name.unanswered"
        case .tlsNameMismatch: "tls.name-mismatch"
        case .tlsUntrusted, .tlsSelfSigned: "tls.untrusted"
        case .tlsExpired, .tlsNotYetValid: "tls.expired"
        case .tlsIncompleteChain: "tls.incomplete-chain"
        case .tlsProtocol: "tls.protocol"
        case .notTLS: "tls.not-tls"
        case .urlMalformed: "client.url.malformed"
        case .bodyTooLarge: "client.response.too-large"
        case .refused, .connectTimedOut, .responseTimedOut, .reset, .unreachable, .notHTTP, .closedEarly, .cancelled:
            nil
        }
    }
}
