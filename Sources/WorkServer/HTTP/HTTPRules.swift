import Rules

/// The rules of requests that no end point can take.
enum HTTPRules {
    private static func rule(_ id: String, _ decides: String, _ answer: String, serves: [String] = ["login.use"])
        -> Rule
    {
        Rule(
            id, decides: decides, answer: answer, serves: serves, evidence: .assumed,
            source: "how iManage answers broken requests is not public; statuses are those of RFC 9110",
            switches: [shape.id])
    }

    static let pathUnknown = rule("http.path.unknown", "Nothing is at that path.", "404 NRC_NO_RECORD.")
    static let pathMalformed = rule("http.path.malformed", "The path cannot be decoded.", "400 NRC_INVALID_PARAM.")
    static let doubleSlash = Rule(
        "http.path.double-slash",
        decides: "The path has two slashes in a row, as after a base URL with a trailing slash.",
        answer: "404 NRC_NO_RECORD, or as without the second slash.",
        serves: ["settings.url-no-slash/accepted-anyway", "A1"],
        evidence: .assumed, source: "O&D asks for a URL without a trailing slash; what happens else is not public",
        switches: [slashes.id])
    static let methodNotAllowed = rule(
        "http.method.not-allowed", "The path is there, but not for that method.", "405 with Allow.")
    static let bodyTooLarge = rule("http.body.too-large", "The body is larger than the end point takes.", "413.")
    static let contentType = rule(
        "http.content-type.unsupported", "The body is of another type than the end point takes.", "415.")
    static let parameterMalformed = rule(
        "http.parameter.malformed", "A parameter is not percent-encoded UTF-8 without NUL.", "400.")
    static let parameterTooMany = rule(
        "http.parameter.too-many", "There are more than \(FormProblem.most) parameters.", "400.")
    static let parameterDuplicate = rule("http.parameter.duplicate", "A parameter is given twice.", "400.")

    static let jsonMalformed = rule("http.json.malformed", "The body is no JSON object.", "400.")

    enum Shape: String, SwitchReading { case envelope, bare }
    static let shape = Switch<Shape>(
        "http.refusals", question: "In which shape does the server refuse broken requests?",
        readings: [
            .envelope: "In its API's error envelope, OAuth end points in OAuth's.",
            .bare: "With a status and no body.",
        ])

    enum Slashes: String, SwitchReading { case notFound404 = "not_found_404", collapsed }
    static let slashes = Switch<Slashes>(
        "http.path.double-slash", question: "What does a path with two slashes in a row get?",
        readings: [.notFound404: "404.", .collapsed: "The same as with one."])

    static let catalogue = RuleCatalogue(
        rules: [
            pathUnknown, pathMalformed, doubleSlash, methodNotAllowed, bodyTooLarge, contentType, parameterMalformed,
            parameterDuplicate, parameterTooMany, jsonMalformed,
        ],
        switches: [shape, slashes])
}
