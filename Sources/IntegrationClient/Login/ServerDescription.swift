/// What a work server tells of itself at `GET /api`, as far as it can be read.
struct ServerDescription: Equatable {
    /// The version as told; nil where there is none.
    var version: String?
    /// The customer that the user belongs to; nil before a log-in.
    var customer: String?
    /// Path of the version 2 API.
    var apiPath = "/work/api/v2"
    /// The host that the server names in its API URL.
    var apiHost: String?

    /// Reads an answer; nil where no work server would give it.
    init?(_ response: WireResponse) {
        guard let json = JSONValue(response.body), json.isObject else { return nil }
        let data = json["data"] ?? json
        guard data.isObject, Self.marks.contains(where: { data[$0] != nil }) else { return nil }
        version = data["dms_version"]?.text ?? json["dms_version"]?.text
        customer = data["user"]?["customer_id"]?.identifier ?? data["customer_id"]?.identifier
        readAPI(of: data["versions"]?.items ?? [])
    }

    private static let marks = ["auth_status", "versions", "dms_version", "user", "work", "capabilities"]

    /// Takes the newest entry of version 2, but neither its host nor its port.
    ///
    /// A server behind a proxy often names an inner host, and a token goes to no host that nobody entered.
    private mutating func readAPI(of entries: [JSONValue]) {
        let second = entries.filter { $0["name"]?.text?.lowercased() == "v2" }
        let newest = second.max { left, right in
            guard let right = ServerVersion(right["version"]?.text ?? "") else { return false }
            guard let left = ServerVersion(left["version"]?.text ?? "") else { return true }
            return left < right
        }
        guard let url = newest?["url"]?.text else { return }
        if let target = WireTarget(url) {
            apiHost = target.host
            apiPath = target.path
        } else if url.hasPrefix("/"), url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            apiPath = url
        }
        while apiPath.hasSuffix("/") { apiPath.removeLast() }
    }
}
