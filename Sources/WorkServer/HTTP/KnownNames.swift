import HTTPTypes

/// The names that a request may use at an end point outside of the content API, whose methods declare their own.
struct KnownNames: Sendable {
    /// The parameters of the query.
    var query: Set<String> = []
    /// The fields of the form.
    var form: Set<String> = []
    /// The schema of the JSON body among `OpenAPISchemas.bodies`.
    var body: String?

    static let authorize = KnownNames(query: [
        "client_id", "code_challenge", "code_challenge_method", "login_hint", "redirect_uri", "response_type", "scope",
        "state",
    ])
    static let signIn = KnownNames(form: ["action", "password", "state", "transaction", "username"])
    /// What an identity provider sends back: OpenID Connect and RFC 9207.
    static let callback = KnownNames(query: [
        "code", "error", "error_description", "error_uri", "iss", "session_state", "state",
    ])
    /// The SAML binding HTTP-POST.
    static let assertion = KnownNames(form: ["RelayState", "SAMLResponse"])
    static let revocation = KnownNames(form: ["access_token"])
    static let applications = KnownNames(query: ["limit", "name", "offset", "status", "total"])
    static let newApplication = KnownNames(body: "NewApplication")
    static let applicationChange = KnownNames(body: "ApplicationChange")
    static let tokenSettings = KnownNames(body: "TokenSettings")
    static let sessionLogIn = KnownNames(body: "SessionLogIn")

    /// The form of a token request; whether its names count in the URL too is a switch of their own.
    static let token: KnownNames = {
        let fields: Set<String> = [
            "assertion", "client_id", "client_secret", "code", "code_verifier", "customer_id", "grant_type", "password",
            "redirect_uri", "refresh_token", "scope", "username",
        ]
        return KnownNames(query: fields, form: fields)
    }()
}

/// What a request names that its end point does not know, so that nothing is passed over in silence.
struct UnknownNames: Sendable {
    /// The names: of the query and of the form or the JSON body, by their paths.
    private(set) var names: [String] = []

    init(in incoming: Incoming, of endpoint: Endpoint) {
        guard let known = endpoint.names else { return }
        // What cannot be parsed is refused by the end point.
        if !incoming.query.isEmpty, let query = try? FormFields(parsing: incoming.query) {
            names += query.names.filter { !known.query.contains($0) }
        }
        switch endpoint.body {
        case .form:
            guard let form = try? FormFields(parsing: String(decoding: incoming.body, as: UTF8.self)) else { return }
            names += form.names.filter { !known.form.contains($0) }
        case .json, .jsonOrNothing:
            guard let json = incoming.json else { return }
            names += RequestFields.names(in: json, beyond: known.body.flatMap { OpenAPISchemas.bodies[$0] })
        case .none:
            if Int(incoming.headers[.contentLength] ?? "0") != 0 { names.append("body") }
        case .upload: break
        }
    }
}
