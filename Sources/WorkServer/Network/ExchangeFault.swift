/// What goes wrong with one exchange, below or in place of its answer.
public struct ExchangeFault: Sendable {
    /// The kinds of fault; the rule of each is `fault.` and its word.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The connection is reset before an answer.
        case reset
        /// The answer breaks off.
        case cutResponse = "cut_response"
        /// What was asked for is done, and the answer never comes.
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
    }

    /// What goes wrong.
    public var kind: Kind
    /// The status of `html_page` and `status`.
    public var status: Int?
    /// After how many bytes of the body an answer breaks off.
    public var at: Int
    /// Seconds that `throttle` and `status` ask to wait.
    public var retryAfter: Int?

    /// Describes a fault.
    public init(kind: Kind, status: Int? = nil, at: Int = 16, retryAfter: Int? = nil) {
        self.kind = kind
        self.status = status
        self.at = at
        self.retryAfter = retryAfter
    }
}
