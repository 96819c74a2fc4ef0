import Rules
import TLSProbe
import WorkTime

/// What a probe saw, in words.
enum DoctorFacts {
    /// The facts, one for each line.
    static func lines(of seen: TLSReport) -> [String] {
        var lines: [String] = []
        if let version = seen.tlsVersion {
            lines.append([version, seen.cipher, seen.applicationProtocol].compactMap { $0 }.joined(separator: ", "))
        }
        lines += seen.chain.map { certificate in
            let names = certificate.names.isEmpty ? "" : " for \(certificate.names.joined(separator: ", "))"
            return "certificate \(certificate.subject)\(names), from \(certificate.notBefore.iso8601) to "
                + "\(certificate.notAfter.iso8601), signed by \(certificate.issuer)"
        }
        lines += seen.findings.map { "OpenSSL: \($0.rawValue)" }
        if let words = seen.words { lines.append("OpenSSL: \(words)") }
        return lines
    }

    /// A good certificate, with the days that it has left.
    static func certificate(of seen: TLSReport) -> String {
        guard let leaf = seen.chain.first else { return "TLS is agreed on." }
        let days = Int((leaf.notAfter - seen.judgedAt) / .seconds(86_400))
        let left = days == 1 ? "1 day" : "\(days) days"
        return "The certificate is trusted and for this name; it ends in \(left)."
            + (days < 21 ? " Renew it soon." : "")
    }
}

extension TLSFinding {
    /// The id of the client's failure for it.
    var failure: FailureID {
        switch self {
        case .nameUnknown: .nameUnknown
        case .unreachable, .refused: .connectionRefused
        case .connectTimedOut, .handshakeTimedOut: .connectionTimedOut
        case .reset: .connectionReset
        case .notTLS: .notTLS
        case .version: .tlsProtocol
        case .selfSigned, .untrusted: .tlsUntrusted
        case .incompleteChain: .tlsIncompleteChain
        case .expired, .notYetValid: .tlsExpired
        case .nameMismatch: .tlsNameMismatch
        }
    }

    /// What was found, in a sentence.
    func words(host: String, port: Int, within time: String) -> String {
        switch self {
        case .nameUnknown: "The name \(host) has no address."
        case .unreachable: "There is no way from here to \(host)."
        case .refused: "Nothing listens at port \(port) of \(host)."
        case .connectTimedOut:
            "Port \(port) of \(host) stayed silent for \(time), as a firewall does that drops connections."
        case .handshakeTimedOut:
            "Port \(port) of \(host) took the connection and then stayed silent for \(time), as a firewall may."
        case .reset: "Port \(port) of \(host) reset the connection, as a firewall does that rejects connections."
        case .notTLS: "What answers at port \(port) of \(host) does not speak TLS."
        case .version: "\(host) speaks no TLS version or cipher that is still in use."
        case .selfSigned: "The certificate of \(host) is self-signed: nobody vouches for it but itself."
        case .untrusted: "The certificate of \(host) does not lead to an authority that is trusted here."
        case .incompleteChain: "\(host) does not send the intermediate certificate that signed its own."
        case .expired: "The certificate of \(host) has expired."
        case .notYetValid: "The certificate of \(host) is not valid yet, or the clock here is wrong."
        case .nameMismatch: "The certificate that answers for \(host) is for another name."
        }
    }
}
