/// What goes wrong with one exchange: before TLS, while its request comes in, or in place of its answer.
public struct ExchangeFault: Hashable, Sendable {
    /// The kinds of fault; the rule of each is `fault.` and its word.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The connection is reset before its first byte.
        case resetAtAccept = "reset_at_accept"
        /// The connection is accepted, and then nothing comes.
        case silence
        /// The TLS port answers in plain text.
        case plainAnswer = "plain_answer"
        /// Only TLS versions older than 1.2 are offered.
        case oldTLS = "old_tls"
        /// The connection is reset in the middle of the request.
        case cutRequest = "cut_request"
        /// The request is on its way for a while before the server sees it.
        case delay
        /// The connection is reset before an answer.
        case reset
        /// The answer breaks off.
        case cutResponse = "cut_response"
        /// The answer comes in small pieces, for a while.
        case trickle
        /// The answer says that it is shorter than it is.
        case wrongLength = "wrong_length"
        /// What is asked for is done, and the answer never comes.
        case loseResponse = "lose_response_after_commit"
        /// The answer is no JSON.
        case garbage
        /// A web page comes, with 200 unless another status is said.
        case htmlPage = "html_page"
        /// A status comes, with a page of a proxy.
        case status
        /// The caller is sent to where it is.
        case redirectLoop = "redirect_loop"
        /// 429, with when to come again.
        case throttle

        /// Where it strikes.
        public var layer: Layer {
            switch self {
            case .resetAtAccept, .silence, .plainAnswer, .oldTLS: .connection
            case .cutRequest: .bytes
            default: .exchange
            }
        }
    }

    /// How deep below an answer a fault strikes.
    public enum Layer: Sendable {
        /// Below TLS, before the first byte.
        case connection
        /// Below HTTP, while the request comes in.
        case bytes
        /// Once the request's head is known.
        case exchange
    }

    /// What is asked whether it goes wrong.
    public enum Moment: Sendable {
        /// A connection was accepted.
        case accepted
        /// So many bytes of the connection's request came in, counted from its first one.
        case received(bytes: Int)
        /// The head of a request for this path came in.
        case request(path: String)

        /// Where faults of this moment strike.
        public var layer: Layer {
            switch self {
            case .accepted: .connection
            case .received: .bytes
            case .request: .exchange
            }
        }
    }

    /// What goes wrong.
    public var kind: Kind
    /// The status of `html_page`, `status` and `garbage`.
    public var status: Int?
    /// After how many bytes a request, or the body of an answer, breaks off.
    public var at: Int
    /// Seconds that `throttle` and `status` ask to wait.
    public var retryAfter: Int?
    /// How long `delay` and `trickle` last, on the server's clock.
    public var duration: Duration

    /// Describes a fault.
    public init(
        kind: Kind, status: Int? = nil, at: Int = 16, retryAfter: Int? = nil, duration: Duration = .seconds(30)
    ) {
        self.kind = kind
        self.status = status
        self.at = at
        self.retryAfter = retryAfter
        self.duration = duration
    }
}
