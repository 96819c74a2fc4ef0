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
        var query: [String] = []
        var form: [String] = []
        var takesJSON = false
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
                query: [
                    "client_id", "code_challenge", "code_challenge_method", "redirect_uri", "response_type", "scope",
                    "state",
                ]),
            Method(
                method: .post, path: OAuthController.signInPath, summary: "Sign in or cancel", success: [200, 302],
                refusals: [400, 401, 403, 413, 415], media: "text/html; charset=utf-8",
                form: ["action", "password", "state", "transaction", "username"]),
            Method(
                method: .post, path: "/auth/oauth2/token", summary: "Exchange a code, a password or a refresh token",
                refusals: [400, 401, 403, 404, 413, 415],
                form: [
                    "client_id", "client_secret", "code", "code_verifier", "grant_type", "password", "redirect_uri",
                    "refresh_token", "scope", "username",
                ]),
            Method(
                method: .post, path: "/auth/oauth2/revoke-token", summary: "Revoke a token",
                refusals: [400, 401, 404, 413, 415], form: ["access_token", "token"]),
            Method(
                method: .get, path: "/auth/logout", summary: "Log out", success: [200, 204, 302], refusals: [401, 404]),
            Method(
                method: .get, path: "/login/terminate", summary: "Log out", success: [200, 204, 302],
                refusals: [401, 404]),
            Method(
                method: .put, path: "/api/v1/session/login", summary: "Log in with a password, as the older API has it",
                refusals: [400, 401, 403, 404, 413, 415], takesJSON: true),
            Method(
                method: .put, path: "/api/v1/session/logout", summary: "Log out, as the older API has it",
                refusals: [401, 404]),
            Method(
                method: .put, path: "/imanage/api/v1/session/login",
                summary: "Log in with a password, as the older API has it below /imanage",
                refusals: [400, 401, 403, 404, 413, 415], takesJSON: true),
            Method(
                method: .put, path: "/imanage/api/v1/session/logout",
                summary: "Log out, as the older API has it below /imanage", refusals: [401, 404]),
            Method(
                method: .get, path: LinkController.path, summary: "Follow a link to a document", success: [302],
                refusals: [401, 403, 404, 429], needsToken: true),
            Method(
                method: .get, path: customers + "/apps", summary: "List applications", refusals: guarded,
                query: ["limit", "name", "offset", "status", "total"], needsToken: true),
            Method(
                method: .post, path: customers + "/apps", summary: "Register an application", success: [201],
                refusals: guarded + [413, 415], takesJSON: true, needsToken: true),
            Method(
                method: .patch, path: customers + "/apps/:client", summary: "Change an application",
                refusals: guarded + [413, 415], takesJSON: true, needsToken: true),
            Method(
                method: .delete, path: customers + "/apps/:client", summary: "Remove an application",
                refusals: guarded, needsToken: true),
            Method(
                method: .post, path: customers + "/apps/:client/secret", summary: "Give an application another secret",
                refusals: guarded, needsToken: true),
            Method(
                method: .put, path: customers + "/settings/:client/oauth2.tokens",
                summary: "Set the life of an application's tokens", refusals: guarded + [413, 415], takesJSON: true,
                needsToken: true),
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
                    + method.query.map { ["in": "query", "name": .text($0), "schema": ["type": "string"]] }),
            "responses": .object(responses), "summary": .text(method.summary),
        ]
        if !method.needsToken { operation["security"] = [] }
        if !method.form.isEmpty {
            let fields = Dictionary(
                uniqueKeysWithValues: method.form.map { ($0, JSONValue.object(["type": "string"])) })
            operation["requestBody"] = [
                "content": [
                    "application/x-www-form-urlencoded": [
                        "schema": ["properties": .object(fields), "type": "object"]
                    ]
                ], "required": true,
            ]
        }
        if method.takesJSON {
            operation["requestBody"] = [
                "content": ["application/json": ["schema": ["type": "object"]]], "required": true,
            ]
        }
        return .object(operation)
    }
}
