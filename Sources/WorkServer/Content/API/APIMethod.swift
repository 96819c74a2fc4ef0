import HTTPTypes
import Rules
import WorkTime

/// One method of the API: where it is, what it takes and gives, and what it does.
///
/// The router, the OpenAPI document and its test are all made from these.
struct APIMethod: Sendable {
    /// Whose address a path continues.
    enum Scope: Sendable {
        case customer
        case library
    }

    /// The short name that the journal shows.
    let name: String
    let method: HTTPRequest.Method
    let scope: Scope
    let paths: [String]
    let about: APIDescription
    var body = Endpoint.Body.none
    /// Whether it changes something, and so is decided where nothing else is.
    var writes: Bool
    let does: @Sendable (ContentRequest, ContentCaller) throws(ContentRefusal) -> ContentReply

    /// What an endpoint does with a call.
    typealias Deed = @Sendable (ContentRequest, ContentCaller) throws(ContentRefusal) -> ContentReply

    /// What reads in a library.
    static func get(_ name: String, _ paths: String..., about: APIDescription, does: @escaping Deed) -> APIMethod {
        APIMethod(name: name, method: .get, scope: .library, paths: paths, about: about, writes: false, does: does)
    }

    /// What reads in all libraries, or beside them.
    static func get(
        _ name: String, _ scope: Scope, _ paths: String..., about: APIDescription, does: @escaping Deed
    ) -> APIMethod {
        APIMethod(name: name, method: .get, scope: scope, paths: paths, about: about, writes: false, does: does)
    }

    /// What searches a library with a JSON body.
    static func search(_ name: String, _ paths: String..., about: APIDescription, does: @escaping Deed) -> APIMethod {
        APIMethod(
            name: name, method: .post, scope: .library, paths: paths, about: about, body: .json, writes: false,
            does: does)
    }

    /// What searches all libraries, or one, with a JSON body.
    static func search(
        _ name: String, _ scope: Scope, _ paths: String..., about: APIDescription, does: @escaping Deed
    ) -> APIMethod {
        APIMethod(
            name: name, method: .post, scope: scope, paths: paths, about: about, body: .json, writes: false,
            does: does)
    }

    /// What changes something in a library.
    static func change(
        _ name: String, _ method: HTTPRequest.Method, _ paths: String..., body: Endpoint.Body = .none,
        about: APIDescription, does: @escaping Deed
    ) -> APIMethod {
        APIMethod(
            name: name, method: method, scope: .library, paths: paths, about: about, body: body, writes: true,
            does: does)
    }

    /// What changes something beside the libraries.
    static func change(
        _ name: String, _ method: HTTPRequest.Method, _ scope: Scope, _ paths: String..., body: Endpoint.Body = .none,
        about: APIDescription, does: @escaping Deed
    ) -> APIMethod {
        APIMethod(
            name: name, method: method, scope: scope, paths: paths, about: about, body: body, writes: true, does: does)
    }

    /// Does what the call asks for, once every declared parameter has a value that it accepts, and says which of the call's
    /// names made no difference.
    func perform(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal) -> ContentReply {
        for parameter in about.query {
            if let text = request.text(parameter.name) { try parameter.check(text) }
        }
        var reply = try does(request, caller)
        let fields = RequestFields(of: request, self)
        try fields.check(caller)
        if !fields.ignored.isEmpty {
            reply.ignored = fields.ignored
            reply.detail += " It passes over \(fields.ignored.map(Redaction.name).joined(separator: ", "))."
        }
        return reply
    }

    /// The paths under all prefixes.
    var wholePaths: [String] {
        apiPrefixes.flatMap { prefix in
            paths.map { path in
                prefix + "/customers/:customer" + (scope == .library ? "/libraries/:library" : "") + path
            }
        }
    }
}

/// The prefixes under which clients reach the API; all three are served alike.
let apiPrefixes = ["/work/api/v2", "/api/v2", "/work/web/api/v2"]

/// What the OpenAPI document says of a method beside its address.
struct APIDescription: Sendable {
    /// What stands in `data`.
    enum Result: Sendable {
        case object(String)
        case list(of: String)
        case results(of: String)
        /// A list of lists.
        case paths(of: String)
        case file
        case nothing
    }

    let summary: String
    let result: Result
    var status = 200
    var query: [APIParameter] = []
    /// The name of the schema of the body.
    var body: String?

    init(
        _ summary: String, _ result: Result, status: Int = 200, query: [APIParameter] = [], body: String? = nil
    ) {
        self.summary = summary
        self.result = result
        self.status = status
        self.query = query
        self.body = body
    }
}

/// A parameter of a query.
struct APIParameter: Sendable {
    enum Kind: Sendable {
        case text
        case number(NumberParameter)
        case truth
        case choice([String])
        /// A date such as `2026-03-02`, or one with a time.
        case date
    }

    let name: String
    let kind: Kind

    init(_ name: String, _ kind: Kind = .text) {
        self.name = name
        self.kind = kind
    }

    init(_ number: NumberParameter) {
        self.init(number.name, .number(number))
    }

    /// Refuses a value that the parameter does not accept, so that every declared parameter is checked, whoever reads it.
    func check(_ text: String) throws(ContentRefusal) {
        switch kind {
        case .text: break
        case .number(let number):
            guard number.read(text) != nil else { throw .invalid(name, number.takes) }
        case .truth:
            guard Bool(text.lowercased()) != nil else { throw .invalid(name, "\(name) is true or false.") }
        case .date:
            guard WorkDate(apiText: text) != nil else {
                throw .invalid(name, "\(name) is a date such as 2026-03-02 or 2026-03-02T09:00:00Z.")
            }
        case .choice(let words):
            // Some take several words; whoever wants one alone says so.
            guard ProfileFilter.list(text).allSatisfy(words.contains) else {
                throw .invalid(name, "\(name) is one of \(words.joined(separator: ", ")).")
            }
        }
    }

    /// What cuts a page out of a list.
    static let paging = [APIParameter(.limit), APIParameter(.offset), APIParameter("total", .truth)]

    /// The same, and by a cursor.
    static let cursors =
        paging + [
            APIParameter("paging_mode", .choice(["standard", "standard_cursor"])), APIParameter("cursor"),
        ]
}
