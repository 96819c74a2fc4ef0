public import Rules

/// A path of iManage's API that public clients call or that vendor text names.
public struct KnownPath: Codable, Hashable, Sendable {
    /// The HTTP method.
    public let method: String
    /// The path, with parameters in braces.
    public let path: String
    /// How well it is known.
    public let evidence: Evidence
    /// What a program misses that calls it.
    public let note: String
}

/// Which paths of the real API are served, and which are known and are not.
public enum KnownPaths {
    /// The paths that are served, once each, sorted.
    public static var served: [String] {
        OpenAPIDocument.served.sorted()
    }

    /// The paths that are known and that no server here serves.
    public static var missing: [KnownPath] {
        let served = Set(OpenAPIDocument.served)
        return known.filter { !served.contains("\($0.method) \($0.path)") }
    }

    private static let customer = "/work/api/v2/customers/{customer}"
    private static let platform = "/platform/api/v2/customers/{customer}"
    private static let library = customer + "/libraries/{library}"

    /// What is known beside what was built from the first: a path that is built leaves the list of the missing by itself.
    static let known: [KnownPath] =
        paths(
            .documented, "A queue keeps a position in the change events.",
            "POST \(library)/change-events/queues", "GET \(library)/change-events/queues/{queue}",
            "PUT \(library)/change-events/queues/{queue}", "DELETE \(library)/change-events/queues/{queue}")
        + paths(
            .documented, "Only system users for migration and backup may crawl.",
            "POST \(library)/sync/documents/crawl", "POST \(library)/sync/folders/crawl",
            "POST \(library)/sync/workspaces/crawl", "POST \(library)/sync/documents/parents/search",
            "POST \(library)/sync/documents/security/allowed-trustees/search",
            "POST \(library)/sync/documents/security/denied-trustees/search",
            "POST \(library)/sync/containers/security/allowed-trustees/search",
            "POST \(library)/sync/containers/security/denied-trustees/search",
            "POST \(library)/sync/groups/members/search", "GET \(library)/sync/users", "GET \(library)/sync/groups",
            "POST \(platform)/sync/libraries/crawl", "GET \(platform)/sync/users", "GET \(customer)/sync/users",
            "GET \(customer)/sync/groups")
        + paths(
            .documented, "A directory is not synchronized with: accounts and groups are those of the scenario.",
            "GET \(customer)/directory-sync/groups/hashes", "GET \(customer)/directory-sync/groups/{id}/members")
        + paths(
            .documented, "Whether people go to an identity provider at once is a setting of the server here.",
            "GET \(platform)/settings/system/idp")
        + paths(
            .documented, "No workspace has a folder for e-mail that is sent to it, and no list of correspondents.",
            "GET \(library)/workspaces/{id}/default-email-folder", "GET \(library)/workspaces/{id}/contacts")
        + paths(
            .documented, "A list of matters is its user's alone: nobody else has rights on it or follows it.",
            "GET \(library)/users/{id}/my-matters/security", "GET \(library)/users/{id}/my-matters/subscriptions")
        + paths(
            .observed, "A dialog of the web client makes the token, and no dialog is played.",
            "GET \(customer)/dialog-tokens/{token}")
        + paths(
            .observed, "Templates are workspaces of the scenario: none is made or removed over the API.",
            "POST \(library)/templates", "DELETE \(library)/templates/{id}", "GET \(customer)/templates")
        + paths(
            .observed, "The web client shows e-mails with it; what it answers is in no source.",
            "GET \(library)/email/{id}/preview")
        + paths(
            .observed, "It answers to the cookie of a browser that is remembered.", "GET /work/web/startup/session-info"
        )
        + paths(
            .observed, "Of the older API the log-in, a search and a download are played.",
            "GET /api/v1/workspaces/search", "GET /api/v1/documents/{id}/download", "GET /work/link/f/{id}")
        + paths(
            .documented, "Power Automate calls the connector of iManage, which stands before the API.",
            "POST /automate/work/getDocumentProfile", "POST /automate/work/downloadDocument",
            "POST /automate/work/updateDocumentProfile", "POST /automate/work/searchWorkspaces")
        + paths(
            .observed, "Nothing is declared a record here.", "POST \(library)/documents/{id}/declare",
            "POST \(library)/documents/{id}/undeclare")
        + paths(
            .observed, "The paths that clients of real servers call.", "GET \(library)/templates",
            "GET \(library)/workspaces/{id}/folders", "GET \(library)/workspaces/{id}/tabs",
            "GET \(library)/folders/{id}/subfolders", "POST \(library)/groups", "PUT \(library)/groups/{id}/members",
            "GET \(library)/documents/{id}/history/versions", "GET \(customer)/groups/{id}",
            "GET \(customer)/roles/{id}", "GET \(customer)/roles/{id}/members", "GET \(customer)/users/{id}/groups",
            "GET \(customer)/users/{id}/apps", "GET \(customer)/security-templates", "GET \(library)/captions",
            "GET \(library)/forms", "GET \(library)/search-folders/{id}",
            "POST \(library)/documents/{id}/versions/promote", "PATCH \(customer)/users/{id}",
            "GET \(library)/change-events", "GET \(library)/documents/{id}/download/{name}",
            "PUT /imanage/api/v1/session/login")

    private static func paths(_ evidence: Evidence, _ note: String, _ all: String...) -> [KnownPath] {
        all.map { text in
            let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
            return KnownPath(method: parts[0], path: parts[1], evidence: evidence, note: note)
        }
    }
}
