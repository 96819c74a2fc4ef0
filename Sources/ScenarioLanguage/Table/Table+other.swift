import ScenarioKeys

/// Steps of a program that is neither Office & Dragons nor a browser.
extension Table {
    static let other: [Record] = [
        Record(
            "other.request",
            "Another program asks a server for something; an answer from 400 on is the failure `request-refused`.",
            alone: "path",
            [
                serverField,
                Field("from", .address, example: "from: 192.0.2.50", "Where it calls from; a stranger unless said."),
                Field(
                    "method", .word(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
                    "The method; POST with a form or JSON, else GET."),
                Field("path", .text, required: true, example: "path: /api", "The path, as it goes on the wire."),
                Field("query", .map(keys: .text, values: .text), "Parameters behind the path."),
                Field(
                    "headers", .map(keys: .text, values: .text), example: "headers: { X-Auth-Token: $token }",
                    "Header fields."),
                Field("bearer", .text, example: "bearer: $token", "A token for `Authorization: Bearer`."),
                Field(
                    "form", .map(keys: .text, values: .text), example: "form: { grant_type: refresh_token }",
                    "A form as the body."),
                Field("json", .anything, example: "json: { user_id: ADA }", "JSON as the body."),
                Field("body", .text, "The body as it stands."),
                sizeField,
            ])
    ]
}
