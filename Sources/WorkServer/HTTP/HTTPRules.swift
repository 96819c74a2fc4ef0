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

    static let parameterUnknown = Rule(
        "http.parameter.unknown",
        decides: "A parameter or a field has a name that an end point outside of the content API does not know.",
        answer: "It is passed over and named in the journal and in X-WorkSim-Ignored, or 400.", serves: ["login.use"],
        evidence: .assumed,
        source: "RFC 6749 sections 3.1 and 3.2: unrecognized parameters are ignored; what iManage does is not public",
        switches: [unknownNames.id, shape.id])

    enum UnknownName: String, SwitchReading { case ignored, refused400 = "refused_400" }
    static let unknownNames = Switch<UnknownName>(
        "http.parameter.unknown",
        question:
            "What becomes of a name that an end point of OAuth, discovery, sessions, applications or Control Center does not know?",
        readings: [.ignored: "It is passed over.", .refused400: "The request is refused with 400."],
        probe: .calls(
            [.get("/api?worksim_probe=1")],
            [.ignored: [.status([200])], .refused400: [.status([400])]]))

    static let jsonMalformed = rule("http.json.malformed", "The body is not a JSON object.", "400.")

    static let jsonDuplicate = Rule(
        "http.json.duplicate-name", decides: "A name stands twice in one object of the JSON body.",
        // The type and the encoding are right, so that it is no 415; RFC 8259 leaves the meaning open, RFC 7493 forbids it.
        answer: "400, or the last one counts.", serves: ["login.use"], evidence: .assumed,
        source: "RFC 7493 section 2.3; what iManage does is not public", switches: [duplicates.id])
    static let charset = rule(
        "http.charset.unsupported", "The body is in another encoding than UTF-8, by its content type or by its bytes.",
        "415.")
    static let contentCoding = rule(
        "http.content-encoding.unsupported", "The body is compressed.", "415 with Accept-Encoding.")
    static let storageFull = rule(
        "http.storage.full", "The machine has no room for an upload.", "507 (RFC 4918, section 11.5).")
    static let hostForeign = rule(
        "http.host.foreign", "A caller names a host that a served server does not have, as a rebound DNS name does.",
        "421.")
    static let optionsAnswered = Rule(
        "http.options.answered", decides: "OPTIONS asks what a path serves.",
        grants: "204 with Allow, or 405 with Allow.", serves: ["login.use"], evidence: .assumed,
        source: "RFC 9110 section 9.3.7; what iManage does is not public", switches: [options.id])

    enum Duplicates: String, SwitchReading { case refused400 = "refused_400", lastWins = "last_wins" }
    static let duplicates = Switch<Duplicates>(
        "http.json.duplicate-name", question: "What becomes of JSON in which an object has a name twice?",
        readings: [.refused400: "It is refused with 400.", .lastWins: "The last member of the name counts."],
        probe: .calls(
            [
                .content("libraries/<library>/workspaces/search", method: "POST", body: .json("{\"limit\":1}")),
                .content(
                    "libraries/<library>/workspaces/search", method: "POST", body: .json("{\"limit\":1,\"limit\":1}")),
            ], when: [.status([200], at: 0)],
            [.refused400: [.status([400])], .lastWins: [.status([200])]]))

    enum Options: String, SwitchReading { case answered204 = "answered_204", notAllowed405 = "not_allowed_405" }
    static let options = Switch<Options>(
        "http.options", question: "How is OPTIONS answered?",
        readings: [.answered204: "204 with Allow.", .notAllowed405: "405 with Allow."],
        probe: .calls(
            [ProbeCall("OPTIONS", "/api")],
            [.answered204: [.status([204])], .notAllowed405: [.status([405])]]))

    enum Shape: String, SwitchReading { case envelope, bare }
    static let shape = Switch<Shape>(
        "http.refusals", question: "In which shape does the server refuse broken requests?",
        readings: [
            .envelope: "In its API's error envelope, OAuth end points in OAuth's.",
            .bare: "With a status and no body.",
        ],
        probe: .calls(
            [.get("/worksim-probe")], when: [.status([404])],
            [.envelope: [.body([.json])], .bare: [.body([.empty])]]))

    enum Slashes: String, SwitchReading { case notFound404 = "not_found_404", collapsed }
    static let slashes = Switch<Slashes>(
        "http.path.double-slash", question: "What does a path with two slashes in a row get?",
        readings: [.notFound404: "404.", .collapsed: "The same as with one."],
        probe: .calls(
            [.get("/api"), .get("//api")], when: [.status([200], at: 0)],
            [.notFound404: [.status([404])], .collapsed: [.status([200])]]))

    static let preflightAllowed = Rule(
        "http.preflight.allowed",
        decides: "A browser asks whether a page of another origin may call the server, and it may.",
        grants: "204 with the methods and headers that it may use.", serves: ["login.use"], evidence: .assumed,
        source:
            "whether iManage answers preflights, and for whom, is not public; the form is that of the Fetch standard",
        switches: [crossOrigin.id])
    static let preflightRefused = Rule(
        "http.preflight.refused",
        decides: "A browser asks for a page of an origin that no application is registered with.",
        answer: "403 without CORS headers.", serves: ["login.use"], evidence: .assumed,
        source: "whether iManage answers preflights, and for whom, is not public", switches: [crossOrigin.id])

    enum CrossOriginReading: String, SwitchReading { case unknown, registeredOrigins = "registered_origins" }
    static let crossOrigin = Switch<CrossOriginReading>(
        "http.cross-origin", question: "May pages of other origins call the API from a browser?",
        readings: [
            .unknown: "No: the server knows no CORS, and OPTIONS is not offered.",
            .registeredOrigins: "Those of the redirect URLs of enabled applications may.",
        ],
        probe: .calls(
            [
                ProbeCall(
                    "OPTIONS", "/api", headers: ["Origin": "<redirect_origin>", "Access-Control-Request-Method": "GET"])
            ],
            [
                .unknown: [.header("access-control-allow-origin", false)],
                .registeredOrigins: [.header("access-control-allow-origin", true)],
            ]))

    static let catalogue = RuleCatalogue(
        rules: [
            pathUnknown, pathMalformed, doubleSlash, methodNotAllowed, bodyTooLarge, contentType, parameterMalformed,
            parameterDuplicate, parameterTooMany, parameterUnknown, jsonMalformed, jsonDuplicate, charset,
            contentCoding, storageFull,
            hostForeign, optionsAnswered, preflightAllowed, preflightRefused,
        ],
        switches: [shape, slashes, duplicates, options, crossOrigin, unknownNames])
}
