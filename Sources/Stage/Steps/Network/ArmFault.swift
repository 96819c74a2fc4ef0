import ScenarioKeys
import WorkServer
import WorkTime

/// Arms a fault of the network or of an answer.
struct ArmFault: ServerStep {
    static let name = "network.fault"
    static let doc = "Arms a fault below HTTP or in place of an answer; it fires once unless `until` is said."
    static let alone: String? = "kind"
    static let keys: [ListedKey<Self>] = [
        .init(\._server), .init(\._kind), .init(\._party), .init(\._request), .init(\._path), .init(\._nth),
        .init(\._times), .init(\._share), .init(\._position), .init(\._end), .init(\._length), .init(\._status),
        .init(\._retryAfter),
    ]

    enum End: String, WordValue {
        case cleared
    }

    @Key(.server) var server: ServerName?
    @Key(
        "kind", "What goes wrong; the rule is then `fault.` and this word.", required: true,
        example: "kind: lose_response_after_commit")
    var kind = ExchangeFault.Kind.delay
    @Key("by", "Whose request it strikes; anybody's unless said.")
    var party: CallingParty?
    @Key("request", "The kind of request that it strikes; any unless said.", example: "request: upload_version")
    var request: RequestKind?
    @Key(
        "path", "The path of the request that it strikes, with `*` for any part; any path unless said.",
        example: "path: /work/api/v2/customers/*/documents/*")
    var path: String?
    @Key(
        "nth", "Which of these requests, counted from arming; the first unless said.",
        shape: .integer(1...1_000_000))
    var nth: Int?
    @Key("times", "How many of these requests it strikes; one unless said.", shape: .integer(1...1_000_000))
    var times: Int?
    @Key(
        "share", "How many of these requests it strikes, by chance that the seed decides; it goes on until cleared.",
        example: "share: 10%")
    var share: Percentage?
    @Key(
        "at", "After how many bytes of the request, or of the answer's body, it strikes; 16 unless said.",
        example: "at: 4KiB")
    var position: ByteCount?
    @Key("until", "`cleared`: it fires until `network.clear_faults`.")
    var end: End?
    @Key(
        "for", "How long a delay or a trickle lasts, or a throttle asks to wait; 30s unless said.",
        example: "for: 20s")
    var length: Duration?
    @Key("status", "The status that is answered.", shape: .integer(100...599))
    var status: Int?
    @Key("retry_after", "What `Retry-After` says.")
    var retryAfter: Duration?

    func verify() throws(KeyIssue) {
        guard path == nil || kind.layer == .exchange else {
            throw KeyIssue(
                "'\(kind.rawValue)' strikes before a path is known", suggestion: "say which with 'request'", at: "path")
        }
        guard end == nil || times == nil else {
            throw KeyIssue("'times' and 'until: cleared' contradict each other", at: "until")
        }
    }

    func perform(on stage: Stage) async throws -> Nothing {
        if request != nil, party != .browser, let reason = stage.unnamedRequests {
            throw StageUntested(reason: reason)
        }
        var fault = ExchangeFault(kind: kind)
        fault.status = status
        fault.at = position?.bytes ?? fault.at
        fault.duration = length ?? fault.duration
        fault.retryAfter = (retryAfter ?? (kind == .throttle ? length : nil)).map { Int($0 / .seconds(1)) }
        var target = ArmedFaults.Target(port: try target(on: stage).running.port)
        target.party = party?.rawValue
        target.request = request?.rawValue
        target.path = path
        target.nth = nth ?? 1
        let isLasting = end == .cleared || (share != nil && times == nil)
        stage.network.arm(fault, against: target, times: isLasting ? nil : times ?? 1, share: share?.percent ?? 100)
        return Nothing()
    }
}
