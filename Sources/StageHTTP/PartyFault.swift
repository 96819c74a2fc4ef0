public import Rules
public import TLSProbe

/// Why a party got no response; no case holds a real address or port, or a library's error text.
public enum PartyFault: Error, Hashable, Sendable {
    /// The host's name does not exist for this party.
    case nameUnknown
    /// No name server answers for the host's name.
    case nameUnanswered
    /// Nothing listens there.
    case refused
    /// The address cannot be reached from here.
    case unreachable
    /// No connection came about within the time that was allowed, as text.
    case connectTimedOut(within: String)
    /// The connection stood, but no whole response came within the time that was allowed, as text.
    case responseTimedOut(within: String)
    /// The connection was reset before TLS was agreed on, or before a response.
    case reset
    /// The connection ended in the middle of a response.
    case closedEarly
    /// The certificate is not accepted; the finding says why.
    case certificate(TLSFinding)
    /// No protocol version or cipher is shared.
    case tlsProtocol
    /// The server does not speak TLS.
    case notTLS
    /// The server does not speak HTTP.
    case notHTTP
    /// The response is larger than this party reads.
    case bodyTooLarge
    /// The URL cannot be used for a request.
    case urlMalformed
    /// The caller gave up.
    case cancelled

    /// The failure that a scenario expects for it.
    public var failure: FailureID {
        switch self {
        case .nameUnknown: .nameUnknown
        case .nameUnanswered: .nameUnanswered
        case .refused, .unreachable: .connectionRefused
        case .connectTimedOut, .responseTimedOut: .connectionTimedOut
        case .reset, .closedEarly: .connectionReset
        case .certificate(.nameMismatch): .tlsNameMismatch
        case .certificate(.expired), .certificate(.notYetValid): .tlsExpired
        case .certificate(.incompleteChain): .tlsIncompleteChain
        case .certificate: .tlsUntrusted
        case .tlsProtocol: .tlsProtocol
        case .notTLS: .notTLS
        case .notHTTP, .bodyTooLarge: .notAWorkServer
        case .urlMalformed: .urlHasPath
        case .cancelled: .outcomeUnknown
        }
    }

    /// The rule by which the party itself refuses to go on; nil where a server or the network decided.
    public var rule: String? {
        switch self {
        case .certificate, .tlsProtocol, .notTLS:
            failure == .notTLS ? "tls.not-tls" : "tls." + failure.rawValue.dropFirst("tls-".count)
        case .urlMalformed: "client.url.malformed"
        case .bodyTooLarge: "client.response.too-large"
        default: nil
        }
    }

    /// How far the exchange came, as `at` of an expectation names it.
    public var place: String {
        switch self {
        case .nameUnknown, .nameUnanswered, .urlMalformed: "name"
        case .refused, .unreachable, .connectTimedOut, .reset, .cancelled: "connect"
        case .certificate, .tlsProtocol, .notTLS: "tls"
        case .responseTimedOut, .closedEarly, .notHTTP, .bodyTooLarge: "api"
        }
    }

    /// What a browser says of it.
    public var words: String {
        switch self {
        case .nameUnknown: "the name does not exist."
        case .nameUnanswered: "no name server says where it is."
        case .connectTimedOut(let within), .responseTimedOut(let within): "nothing answered within \(within)."
        case .refused, .unreachable: "the connection was refused."
        case .reset, .closedEarly: "the connection was reset."
        case .certificate(.nameMismatch): "its certificate is for another name."
        case .certificate(.expired): "its certificate has expired."
        case .certificate(.notYetValid): "its certificate is not valid yet."
        case .certificate(.incompleteChain): "its certificate comes without the intermediate that signed it."
        case .certificate: "its certificate is not trusted."
        case .tlsProtocol, .notTLS, .notHTTP, .bodyTooLarge, .urlMalformed, .cancelled:
            "what answers there is no web page."
        }
    }
}
