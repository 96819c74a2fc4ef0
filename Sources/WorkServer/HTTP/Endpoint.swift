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
        /// The same, or none at all.
        case jsonOrNothing
        /// `multipart/form-data`, taken as a stream.
        case upload
    }

    /// In whose shape a broken request is refused.
    enum Shape: Sendable {
        case api
        case oauth
        case page
        /// A page of Control Center.
        case controlCenter
        /// `error.message` alone, as the older API has it.
        case session
    }

    /// The largest form that is taken.
    static let formLimit = 64 * 1024

    /// The short name that the journal shows.
    let name: String
    let method: HTTPRequest.Method
    let paths: [String]
    var body = Body.none
    let shape: Shape
    /// The names that a request may use; nil where the end point judges them itself.
    var names: KnownNames? = KnownNames()
    /// Refuses an upload before its first byte is read; nil where nothing is to be judged before.
    var admits: (@Sendable (Incoming) -> Answer?)?
    let answer: @Sendable (Incoming) -> Answer

    /// The shape of refusals at a path that is no end point.
    static func shape(ofPath path: String) -> Shape {
        path.hasPrefix("/auth/oauth2/")
            ? .oauth
            : path.hasPrefix(ControlCenterController.root)
                ? .controlCenter
                : path.hasPrefix("/api/v1/") || path.hasPrefix("/imanage/api/v1/") ? .session : .api
    }
}
