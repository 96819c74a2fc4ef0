import Rules
import Testing

@testable import IntegrationClient

@Suite struct `Error answers` {
    @Test(
        arguments: [
            (#"{"error":"invalid_grant","error_description":"expired"}"#, "invalid_grant", "expired"),
            (
                #"{"error":{"code":"NRC_X","code_message":"No.","messages":[{"field":"a","code_message":"bad"}]}}"#,
                "NRC_X", "No.; bad"
            ),
            (#"{"error":{"message":"X-Auth-Token is invalid or missing"}}"#, nil, "X-Auth-Token is invalid or missing"),
            (#"{"message":"no"}"#, nil, "no"), (#"{"error":{"code":17}}"#, "17", nil), ("{}", nil, nil),
            ("[]", nil, nil),
            (#"{"error":null,"error_description":7}"#, nil, nil),
        ] as [(String, String?, String?)])
    func `are read in all shapes that were seen`(body: String, code: String?, words: String?) {
        let read = ErrorBody(WireResponse(status: 400, body: Array(body.utf8)))
        #expect(read.code == code && read.words == words && read.isJSON)
    }

    @Test(arguments: ["<html>403</html>", "", "\u{0}\u{1}", "{\"error\":"])
    func `that are no JSON say nothing`(body: String) {
        #expect(ErrorBody(WireResponse(status: 403, body: Array(body.utf8))) == ErrorBody(isJSON: false))
    }

    @Test(
        arguments: [
            (403, ErrorBody(isJSON: false), .grantExpired), (403, ErrorBody(), .grantExpired),
            (403, ErrorBody(code: "access_denied", words: "The grant has expired"), .grantExpired),
            (400, ErrorBody(code: "invalid_grant"), .grantExpired),
            (400, ErrorBody(code: "invalid_grant", words: "The code was used already"), .codeRefused),
            (400, ErrorBody(code: "invalid_grant", words: "redirect_uri does not match"), .redirectMismatch),
            (400, ErrorBody(code: "invalid_grant", words: "code_verifier is wrong"), .codeRefused),
            (400, ErrorBody(code: "unauthorized_client"), .applicationDisabled),
            (403, ErrorBody(code: "unauthorized_client", words: "disabled"), .applicationDisabled),
            (401, ErrorBody(code: "invalid_client"), .secretRefused),
            (401, ErrorBody(code: "invalid_client", words: "The client is unknown"), .applicationUnknown),
            (401, ErrorBody(code: "invalid_client", words: "The client secret has expired"), .secretExpired),
            (
                403, ErrorBody(code: "access_denied", words: "The user has no access to the application"),
                .userNotGranted
            ),
            (400, ErrorBody(code: "unsupported_grant_type"), .oauthNotOffered), (404, ErrorBody(), .oauthNotOffered),
            (401, ErrorBody(isJSON: false), .secretRefused),
        ] as [(Int, ErrorBody, TokenRefusal)])
    func `of the token end point are read with care`(status: Int, body: ErrorBody, refusal: TokenRefusal) {
        #expect(TokenRefusal.ofCode(body, status: status) == refusal)
    }

    @Test func `of a deep nesting do not harm`() {
        let body = String(repeating: "[", count: 100_000)
        #expect(JSONValue(Array(body.utf8)) == nil)
    }
}
