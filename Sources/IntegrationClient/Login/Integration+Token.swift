import Foundation
import Rules
import WorkTime

/// The exchange of a code for tokens, from O&D's own address.
extension Integration {
    func exchangeCode(_ code: String, of logIn: PendingLogIn, record: ServerRecord) async throws -> TokenAnswer {
        let request = tokenRequest(
            "token", record: record,
            fields: [
                ("grant_type", "authorization_code"), ("code", code),
                ("redirect_uri", configuration.deployment.redirectURL), ("code_verifier", logIn.verifier),
            ])
        let response: WireResponse
        switch try await exchange(request, server: record.name) {
        case .success(let answer): response = answer
        case .failure(let fault): throw failure(for: fault, at: .token, record: record)
        }
        if let tokens = TokenAnswer(response) { return tokens }
        if let failure = commonFailure(for: response, at: .token, record: record) { throw failure }
        guard (400...499).contains(response.status) else { throw notAWorkServer(response, at: .token, record: record) }
        let age = configuration.clock.now.elapsed - logIn.begun.elapsed
        throw refusedCode(response, age: age, record: record)
    }

    /// A request to the token end point: form fields with the application's own at the end.
    func tokenRequest(_ kind: String, record: ServerRecord, fields: [(String, String)]) -> WireRequest {
        let isProven = kind != "refresh" || configuration.options.refreshAuthentication == .sent
        let own = isProven ? [("client_id", record.clientID), ("client_secret", clientSecret(of: record))] : []
        return WireRequest(
            kind: kind, method: "POST", url: record.url("/auth/oauth2/token"),
            headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")],
            body: Array(FormEncoding.encode(fields + own).utf8))
    }

    private func refusedCode(_ response: WireResponse, age: Duration, record: ServerRecord) -> IntegrationFailure {
        let body = ErrorBody(response)
        let refusal = TokenRefusal.ofCode(body, status: response.status)
        return failure(
            for: refusal, body: body, at: .token, status: response.status, record: record,
            cause: refusal == .grantExpired ? expiredGrant(response.status, age: age, record: record) : nil)
    }

    /// The failure for a refusal; what the server said goes with it where it may help.
    func failure(
        for refusal: TokenRefusal, body: ErrorBody, at place: IntegrationFailure.Place, status: Int,
        record: ServerRecord,
        cause: String? = nil
    ) -> IntegrationFailure {
        let said = shown(body.words).map { " (\($0))" } ?? ""
        var (words, remedy) = (cause, String?.none)
        switch refusal {
        case .secretExpired: words = "The API Secret / Client Secret has expired on the work server."
        case .redirectMismatch:
            remedy =
                "Control Center > Settings > Applications > Office & Dragons > Authentication > Redirect URL: enter exactly "
                + "\(configuration.deployment.redirectURL)."
        case .applicationUnknown:
            words = "\(record.address.host) knows no application with the Client ID \(record.clientID)."
        case .codeRefused: words = "The work server does not accept the log-in's code\(said)."
        default: break
        }
        return IntegrationFailure(
            refusal.failure, at: place, cause: words, remedy: remedy,
            advice: refusal == .applicationUnknown ? cloudAdvice(record) : nil, status: status, error: shown(body.code),
            server: record.name)
    }

    /// What to do instead of registering by hand on iManage's own cloud; nil for every other server.
    private func cloudAdvice(_ record: ServerRecord) -> Remedy? {
        guard record.address.isCloud else { return nil }
        return Remedy(
            step: "office.announce_server",
            text: "On cloudimanage.com applications are not registered by hand; there is a simpler way.",
            ask: .officeAndDragons)
    }

    /// The article's 403, told as what it is: likely, not certain.
    private func expiredGrant(_ status: Int, age: Duration, record: ServerRecord) -> String {
        let words =
            "\(record.address.host) refused to complete the log-in (status \(status)), \(age.text) after it was begun. Most "
            + "likely the authentication took longer than the server's Work Token Grant Expiry time."
        guard status == 403 else { return words }
        return words
            + " A 403 can also mean that Office & Dragons is switched off in Control Center, that your user has no access to "
            + "it, or that a proxy or firewall refuses calls from \(configuration.address)."
    }
}
