import Rules

/// The rules of faults, which scenarios arm.
enum FaultRules {
    static func rule(of kind: ExchangeFault.Kind) -> Rule {
        let (decides, answer, serves): (String, String, [String]) =
            switch kind {
            case .resetAtAccept:
                (
                    "The connection is reset before its first byte.", "No TLS, no answer.",
                    ["network.firewall/reject", "A5"]
                )
            case .silence:
                ("The connection is accepted, and then nothing comes.", "Silence.", ["network.firewall/drop", "A5"])
            case .plainAnswer:
                ("The TLS port answers in plain text.", "Text where TLS is due.", ["settings.url-https/http"])
            case .oldTLS:
                ("Only TLS versions older than 1.2 are offered.", "No handshake comes about.", ["network.public-url"])
            case .cutRequest:
                (
                    "The connection is reset in the middle of the request.", "No answer.",
                    ["G1", "G2", "login.use/connection-lost"]
                )
            case .delay:
                (
                    "The request is on its way for a while.", "The answer comes late.",
                    ["G4", "login.use/connection-lost"]
                )
            case .reset:
                ("The connection is reset before an answer.", "No answer.", ["G1", "G2", "login.use/connection-lost"])
            case .cutResponse: ("The answer breaks off.", "Half an answer.", ["G5", "login.use/connection-lost"])
            case .trickle: ("The answer comes in small pieces.", "The whole answer, slowly.", ["G4"])
            case .wrongLength:
                ("The answer says that it is shorter than it is.", "A beginning that claims to be all.", ["G7"])
            case .loseResponse:
                (
                    "The answer is lost after the server has done what was asked.", "No answer.",
                    ["G3", "login.use/connection-lost"]
                )
            case .garbage: ("The answer is not JSON.", "200 with garbage.", ["G5"])
            case .htmlPage:
                ("A web page comes in place of an answer.", "200, or another status, with a page.", ["G6", "G8"])
            case .status: ("A proxy answers in place of the server.", "The status that is said.", ["G6"])
            case .redirectLoop: ("The caller is sent to where it is.", "302 to the same URL.", ["G9"])
            case .throttle:
                (
                    "The server asks to come later.", "429 with Retry-After.",
                    ["F15", "G12", "login.use/throttled"]
                )
            }
        return Rule(
            "fault.\(kind.rawValue)", decides: decides, answer: answer, serves: serves, evidence: .documented,
            source: "the simulator's own fault, not the product's")
    }

    static let catalogue = RuleCatalogue(rules: ExchangeFault.Kind.allCases.map(rule), switches: [])
}
