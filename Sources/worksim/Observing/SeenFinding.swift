import Observing

/// What was seen of a switch, for machines.
struct SeenFinding: Encodable {
    let verdict: String
    let reading: String?
    let reason: String?
    let evidence: [String]?

    init(_ finding: Finding) {
        switch finding {
        case .asSimulated(let reading, let lines):
            (verdict, self.reading, reason, evidence) = ("as_simulated", reading, nil, lines)
        case .differs(let reading, let lines):
            (verdict, self.reading, reason, evidence) = ("differs", reading, nil, lines)
        case .gap(let lines): (verdict, reading, reason, evidence) = ("gap", nil, nil, lines)
        case .notSeen(let why): (verdict, reading, reason, evidence) = ("not_seen", nil, why, nil)
        }
    }
}
