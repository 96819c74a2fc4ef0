import Synchronization

/// What a tiny server answers when all is well; a test replaces what it wants otherwise.
struct WorkScript: Sendable {
    var discovery = TinyReply.json(WorkScript.description())
    var stranger: TinyReply?
    var authorize = TinyReply.html("<form></form>")
    var token = TinyReply.json(
        #"{"access_token":"acc-1","token_type":"Bearer","expires_in":1800,"refresh_token":"ref-1"}"#)
    var refresh = TinyReply.json(#"{"access_token":"acc-2","token_type":"Bearer","expires_in":1800}"#)
    var libraries = TinyReply.json(#"{"data":[{"id":"ARCHIVE","type":"worksite"},{"id":"ACTIVE","is_hidden":true}]}"#)
    /// Access tokens that API calls are refused with 401.
    var dead: Set<String> = []

    func callAsFunction(_ request: TinyRequest) -> TinyReply {
        switch request.path.replacing("//", with: "/") {
        case "/api": request.header("X-Auth-Token") == nil ? stranger ?? discovery : discovery
        case "/auth/oauth2/authorize": authorize
        case "/auth/oauth2/token": request.form["grant_type"] == "refresh_token" ? refresh : token
        case let path where path.hasSuffix("/libraries"):
            dead.contains(request.header("X-Auth-Token") ?? "")
                ? .json(#"{"error":{"message":"X-Auth-Token is invalid or missing"}}"#, status: 401) : libraries
        default: .json(#"{"error":{"code":"NRC_NO_RECORD"}}"#, status: 404)
        }
    }

    static func description(
        version: String? = "10.4.0", customer: String = "1", url: String = Office.url + "/work/api/v2"
    ) -> String {
        let told = version.map { #""dms_version":"\#($0)","# } ?? ""
        return """
            {"data":{"auth_status":"authenticated",\(told)"user":{"customer_id":\(customer),"id":"ADA"},
            "versions":[{"name":"v2","url":"\(url)","version":"2.1.1094"}],"work":{"preferred_library":"ACTIVE"}}}
            """
    }
}
