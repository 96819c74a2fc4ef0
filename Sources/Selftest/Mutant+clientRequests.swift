import IntegrationClient
import ScenarioRunner
import Stage

/// Clients that ask for the wrong thing, do not ask, or read the answer wrongly.
extension Mutant {
    static let clientRequests: [Mutant] = [
        field("The verifier is left out", ["6-login/proof-key"], of: "token", "code_verifier"),
        field("The redirect URL is not sent with the code", ["6-login/proof-key"], of: "token", "redirect_uri"),
        field("The client secret is not sent", ["6-login/proof-key"], of: "token", "client_secret"),
        field("A refresh has no grant type", ["2-register/access-expiry"], of: "refresh", "grant_type"),
        silent("A log-out is not passed on to the server", ["6-login/log-out"], kind: "revoke"),
        silent("A document stays locked after it is saved", ["6-use/first-document"], kind: "unlock"),
        silent("A document is saved without a lock", ["6-use/first-document"], kind: "lock"),
        request("The token is sent with another name", ["6-use/first-document"]) { request in
            request.headers = request.headers.map { ($0.0 == "X-Auth-Token" ? "X-Token" : $0.0, $0.1) }
        },
        request("Lists are asked for one row at a time", ["6-use/list-cut-short"]) { request in
            request.url = request.url.replacing(/limit=\d+/, with: "limit=1")
        },
        request("A version is posted as a new document", ["6-use/first-document"]) { request in
            guard request.kind == "upload_version" else { return }
            request.url = request.url.replacing(/documents\/[^\/]*\/versions/, with: "folders/ACTIVE!2/documents")
        },
        Mutant(
            name: "Every certificate is trusted", side: .client,
            fails: ["3-network/certificate-mid-session", "3-network/certificate[self_signed]"],
            mutation: StageMutation(
                wire: {
                    var mutation = WireMutation()
                    mutation.trustsAnyCertificate = true
                    return mutation
                }())),
        Mutant(
            name: "Each of those who wait refreshes by itself", side: .client,
            fails: ["6-login/refresh-while-waiting[*]"],
            mutation: StageMutation(
                wire: {
                    var mutation = WireMutation()
                    mutation.refreshesAlone = true
                    return mutation
                }())),
        response("Every refusal of the token end point is read as a wrong secret", ["7-trouble/403-grant-expiry[*]"]) {
            $0.kind == "token" && $1.status >= 400
                ? WireResponse(status: 401, headers: $1.headers, body: Array(#"{"error":"invalid_client"}"#.utf8)) : $1
        },
        response("A call that is throttled is read as one that is not allowed", ["6-use/throttled[*]"]) {
            $1.status == 429 ? WireResponse(status: 403, headers: $1.headers, body: $1.body) : $1
        },
        response("A server that fails is read as one that ended the session", ["6-login/refresh-unavailable[*]"]) {
            $0.kind == "refresh" && $1.status >= 500
                ? WireResponse(status: 400, headers: $1.headers, body: Array(#"{"error":"invalid_grant"}"#.utf8)) : $1
        },
        response("A list is read to its first page", ["6-use/list-cut-short"]) {
            WireResponse(
                status: $1.status, headers: $1.headers,
                body: Array($1.text.replacing(/"total_count":\d+/, with: "\"total_count\":0").utf8))
        },
    ]

    private static func request(
        _ name: String, _ fails: [String], _ change: @escaping @Sendable (inout WireRequest) -> Void
    ) -> Mutant {
        Mutant(name: name, side: .client, fails: fails, mutation: StageMutation(wire: WireMutation(request: change)))
    }

    /// A field of a form under another name.
    private static func field(_ name: String, _ fails: [String], of kind: String, _ field: String) -> Mutant {
        request(name, fails) { request in
            guard request.kind == kind else { return }
            let body = String(decoding: request.body, as: UTF8.self)
            request.body = Array(body.replacing("\(field)=", with: "not_\(field)=").utf8)
        }
    }

    private static func silent(_ name: String, _ fails: [String], kind: String) -> Mutant {
        Mutant(
            name: name, side: .client, fails: fails,
            mutation: StageMutation(
                wire: WireMutation(reply: {
                    $0.kind == kind ? WireResponse(status: 200, body: Array(#"{"data":{}}"#.utf8)) : nil
                })))
    }

    private static func response(
        _ name: String, _ fails: [String], _ change: @escaping @Sendable (WireRequest, WireResponse) -> WireResponse
    ) -> Mutant {
        Mutant(name: name, side: .client, fails: fails, mutation: StageMutation(wire: WireMutation(response: change)))
    }
}
