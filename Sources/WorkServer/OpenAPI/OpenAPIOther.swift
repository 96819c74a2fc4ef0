import HTTPTypes

/// What is served beside content: log-in, discovery, applications, and pages.
enum OpenAPIOther {
    /// A method that is described in a few words.
    private struct Method {
        let method: HTTPRequest.Method
        let path: String
        let summary: String
        var success = [200]
        var refusals: [Int] = []
        var media = "application/json"
        var names = KnownNames()
        var needsToken = false
    }

    private static let customers = apiPrefixes[0] + "/customers/:customer"
    private static let guarded = [400, 401, 403, 404, 429]

    private static var methods: [Method] {
        [
            Method(method: .get, path: "/api", summary: "Say what the server is", refusals: [401, 429]),
            Method(method: .get, path: "/work/api", summary: "Say what the server is", refusals: [401, 429]),
            Method(
                method: .get, path: "/auth/oauth2/authorize", summary: "Show the sign-in page", success: [200, 302],
                refusals: [400, 403, 404], media: "text/html; charset=utf-8",
                names: .authorize),
            Method(
                method: .post, path: OAuthController.signInPath, summary: "Sign in or cancel", success: [200, 302],
                refusals: [400, 401, 403, 413, 415], media: "text/html; charset=utf-8",
                names: .signIn),
            Method(
                method: .post, path: "/auth/oauth2/token", summary: "Exchange a code, a password or a refresh token",
                refusals: [400, 401, 403, 404, 413, 415],
                names: KnownNames(form: KnownNames.token.form)),
            Method(
                method: .post, path: "/auth/oauth2/revoke-token", summary: "Revoke a token",
                refusals: [400, 401, 404, 413, 415], names: .revocation),
            Method(
                method: .get, path: "/auth/logout", summary: "Log out", success: [200, 204, 302], refusals: [401, 404]),
            Method(
                method: .get, path: "/login/terminate", summary: "Log out", success: [200, 204, 302],
                refusals: [401, 404]),
            Method(
                method: .get, path: SingleSignOnController.callback,
                summary: "Come back from the identity provider, by OpenID Connect", refusals: [400],
                media: "text/html; charset=utf-8", names: .callback),
            Method(
                method: .post, path: SingleSignOnController.assertions,
                summary: "Come back from the identity provider, by SAML", refusals: [400, 413, 415],
                media: "text/html; charset=utf-8", names: .assertion),
            Method(
                method: .get, path: "/signout/callback", summary: "Show that the browser is signed out",
                media: "text/html; charset=utf-8"),
            Method(
                method: .get, path: "/work/web/startup/session-info", summary: "Say who is signed in in the browser",
                refusals: [401]),
            Method(
                method: .put, path: "/api/v1/session/login", summary: "Log in with a password, as the older API has it",
                refusals: [400, 401, 403, 404, 413, 415], names: .sessionLogIn),
            Method(
                method: .put, path: "/api/v1/session/logout", summary: "Log out, as the older API has it",
                refusals: [401, 404]),
            Method(
                method: .put, path: "/imanage/api/v1/session/login",
                summary: "Log in with a password, as the older API has it below /imanage",
                refusals: [400, 401, 403, 404, 413, 415], names: .sessionLogIn),
            Method(
                method: .put, path: "/imanage/api/v1/session/logout",
                summary: "Log out, as the older API has it below /imanage", refusals: [401, 404]),
            Method(
                method: .get, path: LinkController.Kind.document.path, summary: "Follow a link to a document",
                success: [302], refusals: [401, 403, 404, 429], needsToken: true),
            Method(
                method: .get, path: LinkController.Kind.folder.path, summary: "Follow a link to a folder or workspace",
                success: [302], refusals: [401, 403, 404, 429], needsToken: true),
            Method(
                method: .get, path: customers + "/apps", summary: "List applications", refusals: guarded,
                names: .applications, needsToken: true),
            Method(
                method: .post, path: customers + "/apps", summary: "Register an application", success: [201],
                refusals: guarded + [413, 415], names: .newApplication, needsToken: true),
            Method(
                method: .patch, path: customers + "/apps/:client", summary: "Change an application",
                refusals: guarded + [413, 415], names: .applicationChange, needsToken: true),
            Method(
                method: .delete, path: customers + "/apps/:client", summary: "Remove an application",
                refusals: guarded, needsToken: true),
            Method(
                method: .post, path: customers + "/apps/:client/secret", summary: "Give an application another secret",
                refusals: guarded, needsToken: true),
            Method(
                method: .put, path: customers + "/settings/:client/oauth2.tokens",
                summary: "Set the life of an application's tokens", refusals: guarded + [413, 415],
                names: .tokenSettings, needsToken: true),
            Method(method: .get, path: customers + "/ping", summary: "Answer", refusals: guarded, needsToken: true),
            Method(
                method: .get, path: customers + "/features", summary: "List features", refusals: guarded,
                needsToken: true),
            Method(
                method: .get, path: customers + "/libraries/:library/users/me", summary: "Look at oneself",
                refusals: guarded, needsToken: true),
        ]
    }

    /// The paths by their templates, each with its methods.
    static var paths: [String: [String: JSONValue]] {
        var paths: [String: [String: JSONValue]] = [:]
        for method in methods {
            paths[OpenAPIDocument.template(of: method.path), default: [:]][method.method.rawValue.lowercased()] =
                operation(method)
        }
        return paths
    }

    private static func operation(_ method: Method) -> JSONValue {
        var responses: [String: JSONValue] = [:]
        for status in method.success + method.refusals {
            let isText = status < 300 && method.media == "application/json"
            let media = method.media.hasPrefix("text/html") ? method.media : "application/json"
            var response: [String: JSONValue] = ["description": .text(method.summary)]
            if status != 302, status != 204 {
                // Log-outs answer with a page, with JSON or with nothing, by the server's reading.
                response["content"] = [media: ["schema": .object([:])]]
                if isText, method.summary.hasPrefix("Log out") {
                    response["content"] = [
                        media: ["schema": .object([:])], "text/html; charset=utf-8": ["schema": .object([:])],
                    ]
                }
            }
            responses[String(status)] = .object(response)
        }
        var operation: [String: JSONValue] = [
            "operationId": .text("\(method.method.rawValue.lowercased()) \(OpenAPIDocument.template(of: method.path))"),
            "parameters": .list(
                OpenAPIDocument.pathParameters(method.path)
                    + method.names.query.sorted().map {
                        ["in": "query", "name": .text($0), "schema": ["type": "string"]]
                    }),
            "responses": .object(responses), "summary": .text(method.summary),
        ]
        if !method.needsToken { operation["security"] = [] }
        if !method.names.form.isEmpty {
            let fields = Dictionary(
                uniqueKeysWithValues: method.names.form.map { ($0, JSONValue.object(["type": "string"])) })
            operation["requestBody"] = [
                "content": [
                    "application/x-www-form-urlencoded": [
                        "schema": ["properties": .object(fields), "type": "object"]
                    ]
                ], "required": true,
            ]
        }
        if let body = method.names.body {
            operation["requestBody"] = [
                "content": ["application/json": ["schema": ["$ref": .text("#/components/schemas/\(body)")]]],
                "required": true,
            ]
        }
        return .object(operation)
    }
}
