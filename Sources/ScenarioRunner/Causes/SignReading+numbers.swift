import Rules

extension SignReading {
    /// The signs that numbers of operating systems and of Apple's frameworks give, which are exact where words differ.
    var numbers: [Sign] { systemError + foundationError }

    /// The number of a system call's error, as C, Go, Rust, Node.js, Python and Apple's streams print it.
    private var systemError: [Sign] {
        let form =
            /(?:errno|os error|winerror|wsaerror|kcfstreamerrorcodekey|socket error)[ =:"(\])]{1,3}-?([0-9]{2,5})\b/
        guard let match = text.firstMatch(of: form), let cause = Self.systemErrors[String(match.1)] else { return [] }
        return [Sign(cause, .certain, String(match.output.0))]
    }

    /// By their numbers on Linux, macOS and Windows.
    private static let systemErrors: [String: FailureID] = [
        "104": .connectionReset, "54": .connectionReset, "10054": .connectionReset,
        "111": .connectionRefused, "61": .connectionRefused, "10061": .connectionRefused,
        "110": .connectionTimedOut, "60": .connectionTimedOut, "10060": .connectionTimedOut,
        "113": .connectionRefused, "101": .connectionRefused, "10065": .connectionRefused, "10051": .connectionRefused,
        "11001": .nameUnknown, "11002": .nameUnanswered,
    ]

    /// The code of an error of URLSession or CFNetwork.
    private var foundationError: [Sign] {
        let form = /(?:nsurlerrordomain|kcferrordomaincfnetwork|nsurlerror|urlerror)[^0-9-]{0,24}-(1[0-9]{3})\b/
        guard let match = text.firstMatch(of: form), let cause = Self.foundationErrors[String(match.1)] else {
            return []
        }
        return [Sign(cause, .certain, "NSURLErrorDomain -\(match.1)")]
    }

    private static let foundationErrors: [String: FailureID] = [
        "1001": .connectionTimedOut, "1003": .nameUnknown, "1004": .connectionRefused, "1005": .connectionReset,
        "1006": .nameUnknown, "1200": .tlsProtocol, "1201": .tlsExpired, "1202": .tlsUntrusted, "1203": .tlsUntrusted,
        "1204": .tlsExpired,
    ]
}
