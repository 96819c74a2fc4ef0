import Rules

/// Serves what clients of the API before version 2 call beside the session log-in: a search of workspaces and a download.
///
/// Both do what version 2 does, and refuse in the older shape.
struct OlderAPI: Sendable {
    /// Where the older API is; on-premises servers have it below `/imanage` too.
    static let prefixes = ["/api/v1", "/imanage/api/v1"]

    /// The search: `scope` names the libraries, and the rows stand in `data` itself.
    static let search = APIMethod.get(
        "browse", .customer, "/workspaces/search",
        about: APIDescription(
            "Search workspaces, as the older API has it", .list(of: "Workspace"),
            query: SearchFilters.lists + SearchFilters.workspaces + [APIParameter("scope")])
    ) { request, caller throws(ContentRefusal) in
        try WorkspaceMethods.found(
            request, caller, in: WorkspaceMethods.libraries(request.text("scope"), caller), { request.text($0) },
            asResults: false)
    }

    /// The download, by an id that names its library.
    static let download = APIMethod.get(
        "download", "/documents/:id/download",
        about: APIDescription(
            "Download a version, as the older API has it", .file, query: TransferMethods.downloadParameters)
    ) { request, caller throws(ContentRefusal) in try TransferMethods.downloaded(request, caller) }

    let core: ServerCore

    var endpoints: [Endpoint] {
        [endpoint(Self.search), endpoint(Self.download)]
    }

    private func endpoint(_ method: APIMethod) -> Endpoint {
        var endpoint = Endpoint(
            name: method.name, method: method.method,
            paths: Self.prefixes.flatMap { prefix in method.paths.map { prefix + $0 } }, shape: .session
        ) { incoming in
            var incoming = incoming
            incoming.parameters["customer"] = String(core.maker.asking { $0.node.hosting.customerID })
            let id = incoming.parameters["id"].flatMap { percentDecoded($0) } ?? ""
            incoming.parameters["library"] = ContentKey.reading(id)?.key.library ?? ""
            return ContentAPI(core: core, shape: .session).answer(to: incoming, method)
        }
        endpoint.names = nil
        return endpoint
    }
}
