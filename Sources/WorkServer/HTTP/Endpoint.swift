import HTTPTypes

/// One end point: where it is, what it takes, and who answers.
struct Endpoint: Sendable {
    /// What the body may be.
    enum Body: Sendable {
        /// Whatever comes is passed over.
        case none
        /// `application/x-www-form-urlencoded`, up to 64 KiB.
        case form
        /// A JSON object, up to 64 KiB.
        case json
        /// `multipart/form-data`, up to 64 MiB.
        case upload
    }

    /// In whose shape a broken request is refused.
    enum Shape: Sendable {
        case api
        case oauth
        case page
        /// `error.message` alone, as the older API has it.
        case session
    }

    /// The largest form that is taken.
    static let formLimit = 64 * 1024

    /// The largest upload that is taken; it is held in memory.
    static let uploadLimit = 64 << 20

    /// The short name that the journal shows.
    let name: String
    let method: HTTPRequest.Method
    let paths: [String]
    var body = Body.none
    let shape: Shape
    let answer: @Sendable (Incoming) -> Answer

    /// The shape of refusals at a path that is no end point.
    static func shape(ofPath path: String) -> Shape {
        path.hasPrefix("/auth/oauth2/")
            ? .oauth
            : path.hasPrefix(ControlCenterController.root) ? .page : path.hasPrefix("/api/v1/") ? .session : .api
    }
}
