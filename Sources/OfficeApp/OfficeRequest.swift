public import IntegrationClient
public import Markup
public import Secrets

/// What a browser asks of the product.
public struct OfficeRequest: Sendable {
    /// Who is signed in to the product.
    public var person: Person
    /// Whether the request is to change something.
    public var isPost: Bool
    /// The path, decoded.
    public var path: String
    /// The whole URL, for the end of a log-in.
    public var url: String
    /// The parameters of the query.
    public var query: [String: String]
    /// The fields of the form.
    public var form: [String: String]

    /// Describes a request.
    public init(
        person: Person, isPost: Bool, path: String, url: String, query: [String: String], form: [String: String]
    ) {
        self.person = person
        self.isPost = isPost
        self.path = path
        self.url = url
        self.query = query
        self.form = form
    }
}

/// What the product answers.
public struct OfficeReply: Sendable {
    /// What is answered.
    public enum Content: Sendable {
        /// A page.
        case page(HTML)
        /// The way to another page: a path of the product, or a URL of a work server.
        case redirect(String)
        /// A small answer for a script.
        case json(String)
        /// A document, to be kept as a file.
        case file(name: String, bytes: [UInt8])
    }

    /// The HTTP status.
    public var status: Int
    /// What is answered.
    public var content: Content
    /// What was done, where something was.
    public var deed: OfficeDeed?

    init(_ content: Content, status: Int = 200, deed: OfficeDeed? = nil) {
        self.status = status
        self.content = content
        self.deed = deed
    }
}

/// Something that a person did on a page, by the name of its step; no secret is in it but the one set apart.
public struct OfficeDeed: Sendable {
    /// The step: `office.add_server`.
    public var step: String
    /// Its arguments, with the step's keys.
    public var arguments: [String: String]
    /// A client secret that was typed.
    public var secret: Secret?
    /// Why it failed; nil where it succeeded.
    public var failure: IntegrationFailure?

    init(_ step: String, _ arguments: [String: String?] = [:], secret: Secret? = nil) {
        self.step = step
        self.arguments = arguments.compactMapValues { $0 }
        self.secret = secret
    }
}
