import HTTPTypes

/// Name-value pairs, which programs keep with documents, folders and workspaces.
enum PairMethods {
    static let all: [APIMethod] = ["documents", "folders", "workspaces"].flatMap { family -> [APIMethod] in
        [
            .get(
                "pairs", "/\(family)/:id/name-value-pairs",
                about: APIDescription("Look at the name-value pairs of one of the \(family)", .object("Pairs"))
            ) { request, caller throws(ContentRefusal) in
                let pairs =
                    family == "documents"
                    ? try caller.document(request.id, in: request.library).pairs
                    : try caller.container(request.id, in: request.library).pairs
                return ContentReply(
                    ContentRules.pairsRead, "\(caller.user) looks at the pairs of \(request.id).", json(pairs))
            },
            .change(
                "pairs", .patch, "/\(family)/:id/name-value-pairs", body: .json,
                about: APIDescription(
                    "Change the name-value pairs of one of the \(family)", .object("Pairs"), body: "PairsChange")
            ) { request, caller throws(ContentRefusal) in
                guard family == "documents" else {
                    var container = try caller.container(request.id, in: request.library, needs: .write)
                    container.pairs = try changed(container.pairs, request)
                    return ContentReply(
                        ContentRules.pairsChanged, "\(caller.user) changes the pairs of \(container.name).",
                        json(container.pairs)
                    )
                    .causing([.containerSaved(container, how: "pairs.changed")])
                }
                var document = try caller.document(request.id, in: request.library, needs: .write)
                document.pairs = try changed(document.pairs, request)
                return ContentReply(
                    ContentRules.pairsChanged, "\(caller.user) changes the pairs of \(document.name).",
                    json(document.pairs)
                )
                .causing([.documentSaved(document, how: "pairs.changed")])
            },
        ]
    }

    /// A text sets a pair, null takes it away.
    private static func changed(
        _ pairs: [String: String], _ request: ContentRequest
    ) throws(ContentRefusal) -> [String: String] {
        var changed = pairs
        for name in request.json?.names ?? [] {
            switch request.json?[name] {
            case .text(let text): changed[name] = text
            case .number(let number): changed[name] = String(number)
            case .truth(let truth): changed[name] = String(truth)
            case .null: changed[name] = nil
            default: throw .invalid(name, "\(name) is a text, or null to take it away.")
            }
        }
        return changed
    }

    private static func json(_ pairs: [String: String]) -> JSONValue { .object(pairs.mapValues { .text($0) }) }
}
