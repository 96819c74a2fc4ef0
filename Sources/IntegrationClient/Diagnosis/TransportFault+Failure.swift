public import Rules

extension TransportFault {
    /// The id of the failure that this fault is told as, for the client and for a user's browser alike.
    public var failure: FailureID {
        switch self {
        case .nameUnknown: .nameUnknown
        case .nameUnanswered: .nameUnanswered
        case .refused, .unreachable: .connectionRefused
        case .connectTimedOut, .responseTimedOut: .connectionTimedOut
        case .reset, .closedEarly: .connectionReset
        case .tlsNameMismatch: .tlsNameMismatch
        case .tlsUntrusted, .tlsSelfSigned: .tlsUntrusted
        case .tlsExpired, .tlsNotYetValid: .tlsExpired
        case .tlsIncompleteChain: .tlsIncompleteChain
        case .tlsProtocol: .tlsProtocol
        case .notTLS: .notTLS
        case .notHTTP, .bodyTooLarge: .notAWorkServer
        case .urlMalformed: .urlHasPath
        case .cancelled: .outcomeUnknown
        }
    }

    /// What happened on the way to `host`, in a sentence; nil where the catalogue's words say it all.
    func cause(host: String) -> String? {
        switch self {
        case .nameUnknown(let host): "The name \(host) does not exist on the internet."
        case .nameUnanswered(let host): "No name server says which address \(host) has."
        case .refused: "Nothing accepts connections at \(host)."
        case .unreachable: "There is no way to \(host) from Office & Dragons."
        case .connectTimedOut(let time):
            "\(host) stayed silent for \(time), as a firewall does that drops connections."
        case .responseTimedOut(let time):
            "\(host) took the connection, but gave no whole answer within \(time)."
        case .reset: "The connection to \(host) was reset, as a firewall does that rejects connections."
        case .closedEarly: "The connection to \(host) broke off before the answer was complete."
        case .tlsNameMismatch(let host): "The certificate that answers for \(host) is for another name."
        case .notTLS: "What answers at \(host) does not speak TLS."
        case .notHTTP: "What answers at \(host) does not speak HTTP."
        case .bodyTooLarge(let limit): "\(host) sent more than \(limit) bytes where a short answer was due."
        case .tlsSelfSigned: "The certificate of \(host) is self-signed: nobody vouches for it but itself."
        case .tlsExpired: "The certificate of \(host) has expired."
        case .tlsNotYetValid: "The certificate of \(host) is not valid yet: its first day is still to come."
        case .tlsIncompleteChain:
            "\(host) does not send the intermediate certificate that signed its own, as a server must."
        case .tlsUntrusted, .tlsProtocol, .urlMalformed, .cancelled: nil
        }
    }

    /// Whether the connection stood, so that no firewall is the reason.
    var isAfterConnecting: Bool {
        switch self {
        case .closedEarly, .responseTimedOut: true
        default: false
        }
    }

    /// Whether a firewall may be the reason, so that the address to allow is worth telling.
    var mayBeFirewall: Bool {
        !isAfterConnecting
            && [FailureID.connectionRefused, .connectionTimedOut, .connectionReset].contains(failure)
    }
}
