import HTTPTypes

/// The OpenAPI 3.1 document of all that a server serves, made from the table that its router is made from.
public enum OpenAPIDocument {
    /// The document as JSON, keys sorted.
    public static var json: String {
        JSONValue.object([
            "components": [
                "schemas": .object(schemas),
                "securitySchemes": ["token": ["in": "header", "name": "X-Auth-Token", "type": "apiKey"]],
            ],
            "info": [
                "description": .text(about), "title": "WorkSim: a stand-in for an iManage Work Server",
                "version": "0.2.0",
            ],
            "openapi": "3.1.0", "paths": .object(paths), "security": [["token": []]],
        ]).serialized
    }

    private static let about = """
        What WorkSim serves. It is not a document of iManage's: what is known of the real API is public client code and vendor text, \
        and what is not is our reading. The paths stand under /work/api/v2; /api/v2 and /work/web/api/v2 answer alike.
        """

    /// Every method at every path, as `GET /api`.
    static var served: [String] {
        paths.flatMap { path, methods in
            guard case .object(let methods) = methods else { return [String]() }
            return methods.keys.map { "\($0.uppercased()) \(path)" }
        }
    }

    /// Which statuses a method may answer with beside its own.
    static func refusals(of method: APIMethod) -> [Int] {
        var statuses = [400, 401, 403, 404, 429]
        if method.writes { statuses.append(409) }
        if method.body != .none { statuses += [413, 415] }
        if method.body == .upload { statuses.append(507) }
        if case .file = method.about.result, !method.writes { statuses += [206, 304, 416] }
        return statuses.sorted()
    }

    /// The paths with what is served at each; the main prefix stands for all three.
    private static var paths: [String: JSONValue] {
        var paths: [String: [String: JSONValue]] = OpenAPIOther.paths
        for method in ContentAPI.methods {
            for path in method.wholePaths where path.hasPrefix(apiPrefixes[0]) {
                paths[template(of: path), default: [:]][method.method.rawValue.lowercased()] = operation(method, path)
            }
        }
        for method in [OlderAPI.search, OlderAPI.download] {
            for path in OlderAPI.prefixes.flatMap({ prefix in method.paths.map { prefix + $0 } }) {
                paths[template(of: path), default: [:]]["get"] = operation(method, path)
            }
        }
        return paths.mapValues { .object($0) }
    }

    /// `/a/:b` as OpenAPI writes it: `/a/{b}`.
    static func template(of path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }.joined(separator: "/")
    }

    /// The parameters in a path, all texts.
    static func pathParameters(_ path: String) -> [JSONValue] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map { name in
            [
                "in": "path", "name": .text(String(name.dropFirst())), "required": true,
                "schema": ["minLength": 1, "type": "string"],
            ]
        }
    }

    private static func operation(_ method: APIMethod, _ path: String) -> JSONValue {
        var operation: [String: JSONValue] = [
            "operationId": .text(operationName(method, path)),
            "parameters": .list(pathParameters(path) + method.about.query.map(parameter)),
            "summary": .text(method.about.summary), "tags": [.text(method.name)],
        ]
        var responses: [String: JSONValue] = [String(method.about.status): success(method)]
        if case .nothing = method.about.result { responses["204"] = success(method) }
        for status in refusals(of: method) { responses[String(status)] = refusal(status) }
        operation["responses"] = .object(responses)
        switch method.body {
        case .json, .jsonOrNothing:
            let schema: JSONValue =
                method.about.body.map { ["$ref": .text("#/components/schemas/\($0)")] } ?? .object([:])
            operation["requestBody"] = [
                "content": ["application/json": ["schema": schema]], "required": .boolean(method.body == .json),
            ]
        case .upload:
            let file: JSONValue = ["format": "binary", "type": "string"]
            operation["requestBody"] = [
                "content": [
                    "multipart/form-data": [
                        "encoding": ["profile": ["contentType": "application/json"]],
                        "schema": [
                            "properties": ["file": file, "profile": reference("Upload")], "required": ["file"],
                            "type": "object",
                        ],
                    ]
                ], "required": true,
            ]
        case .none, .form: break
        }
        return .object(operation)
    }

    /// The name of an operation, from which generators make the name of a function: `get_libraries_documents_by_id`.
    private static func operationName(_ method: APIMethod, _ path: String) -> String {
        let start = "\(apiPrefixes[0])/customers/:customer/"
        let parts = (path.hasPrefix(start) ? path.dropFirst(start.count) : path[...]).split(separator: "/")
        let words = parts.enumerated().compactMap { index, part -> String? in
            guard part.hasPrefix(":") else { return String(part).replacing("-", with: "_") }
            return part == ":library" && index < parts.count - 1 ? nil : "by_\(part.dropFirst())"
        }
        return ([method.method.rawValue.lowercased()] + words).joined(separator: "_")
    }

    private static func parameter(_ parameter: APIParameter) -> JSONValue {
        let schema: JSONValue =
            switch parameter.kind {
            case .text, .date: ["type": "string"]
            case .truth: ["type": "boolean"]
            case .choice(let words): ["enum": .list(words.map { .text($0) }), "type": "string"]
            case .number(let number): number.schema
            }
        return ["in": "query", "name": .text(parameter.name), "schema": schema]
    }

    private static func success(_ method: APIMethod) -> JSONValue {
        func answer(_ data: JSONValue) -> JSONValue {
            [
                "content": [
                    "application/json": [
                        "schema": [
                            "properties": [
                                "cursor": ["type": "string"], "data": data,
                                "default_security": OpenAPISchemas.defaultSecurity,
                                "overflow": ["type": "boolean"], "total_count": ["type": "integer"],
                                "warnings": ["items": reference("Warning"), "type": "array"],
                            ], "required": ["data"], "type": "object",
                        ]
                    ]
                ], "description": .text(method.about.summary),
            ]
        }
        switch method.about.result {
        case .object("Security"):
            // Seen as an array; iManage's connector shows an object.
            return answer(["anyOf": [["items": reference("Access"), "type": "array"], reference("Security")]])
        case .object(let name): return answer(reference(name))
        case .list(let name):
            let list: JSONValue = ["items": reference(name), "type": "array"]
            // A list of which clients saw both shapes is described with both.
            return answer(["Workspace", "Folder"].contains(name) ? ["anyOf": [list, results(name)]] : list)
        case .results(let name):
            let list: JSONValue = ["items": reference(name), "type": "array"]
            return answer(name == "Folder" ? ["anyOf": [list, results(name)]] : results(name))
        case .paths(let name):
            return answer(["items": ["items": reference(name), "type": "array"], "type": "array"])
        case .file:
            return ["content": file, "description": .text(method.about.summary)]
        case .nothing: return ["description": .text(method.about.summary)]
        }
    }

    /// Contents: the media type follows from the ending of the file's name.
    private static let file: JSONValue = {
        let bytes: JSONValue = ["schema": ["format": "binary", "type": "string"]]
        return ["*/*": bytes, "application/octet-stream": bytes]
    }()

    private static func results(_ name: String) -> JSONValue {
        [
            "properties": [
                "facets": ["type": "object"], "results": ["items": reference(name), "type": "array"],
            ], "type": "object",
        ]
    }

    private static func reference(_ name: String) -> JSONValue { ["$ref": .text("#/components/schemas/\(name)")] }

    /// What the codes of errors say.
    static let codes = """
        NRC_NO_RECORD: nothing is there. NRC_INVALID_PARAM: a parameter, a field or the body is wrong. NRC_INVALID_PROFILE: a \
        required field is missing. NRC_ACCESS_DENIED: the caller may not. NRC_FORBIDDEN: the token may not, by its scope or its \
        user's account. NRC_TOO_MANY_REQUESTS: the calls of this minute are used up. NRC_CHECKED_OUT: somebody else has the document. \
        NRC_NOT_EMPTY: something is in the folder. NRC_UNAUTHENTICATED: the token is missing, unknown or over.
        """

    /// What is said with a status that is no success, or that is one with a part or nothing of it.
    static func refusal(_ status: Int) -> JSONValue {
        let texts = [
            206: "A part of the contents.", 304: "The caller has these contents already.",
            400: "A parameter, a field or the body is wrong.", 401: "The token is missing, unknown or over.",
            403: "The caller may not.", 404: "Nothing is there, or nothing that the caller may see.",
            409: "The state of the thing forbids it.", 413: "The body is too large.",
            415: "The body is of another type.", 416: "The range lies behind the end.",
            429: "Too many calls; the headers say when there are calls again.",
            507: "The server has no room for the upload.",
        ]
        var response: [String: JSONValue] = ["description": .text(texts[status] ?? "")]
        switch status {
        case 206:
            response["content"] = file
        case 304, 416: break
        default: response["content"] = ["application/json": ["schema": reference("Error")]]
        }
        return .object(response)
    }

    private static var schemas: [String: JSONValue] {
        var schemas = OpenAPISchemas.answers.mapValues { $0.json() }
        schemas.merge(OpenAPISchemas.bodies.mapValues { $0.json(isRequest: true) }) { $1 }
        for (name, fields) in OpenAPISchemas.required {
            guard case .object(var schema) = schemas[name] else { continue }
            schema["required"] = .list(fields.map { .text($0) })
            schemas[name] = .object(schema)
        }
        schemas["Container"] = ["anyOf": [reference("Folder"), reference("Workspace")]]
        schemas["Item"] = ["anyOf": [reference("Folder"), reference("Document"), reference("Workspace")]]
        schemas["Warning"] = [
            "properties": ["error": ["type": "string"], "field": ["type": "string"]], "type": "object",
        ]
        schemas["Error"] = [
            "properties": [
                "error": [
                    "properties": [
                        "code": ["description": .text(codes), "type": "string"], "code_message": ["type": "string"],
                        "dms_version": ["type": "string"],
                        "messages": [
                            "items": [
                                "properties": [
                                    "code": ["type": "string"], "code_message": ["type": "string"],
                                    "field": ["type": "string"],
                                ], "type": "object",
                            ], "type": "array",
                        ], "transaction": ["type": "string"],
                    ], "type": "object",
                ]
            ], "required": ["error"], "type": "object",
        ]
        return schemas
    }
}
