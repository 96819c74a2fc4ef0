import HTTPTypes
import Markup
import Rules
import Secrets

/// Puts refusals into the shape of the end point that they belong to.
struct Refuser: Sendable {
    let core: ServerCore

    /// Refuses a request that no end point can take.
    func refuse(
        _ rule: Rule, status: Int, _ message: String, shape: Endpoint.Shape, by party: String, endpoint: String
    ) -> Answer {
        var answer = Answer(rule: rule, refused: true, detail: message, status: status, body: "", as: .json)
        guard core.maker.asking({ $0.reading(of: HTTPRules.shape) }) == .envelope else { return answer }
        switch shape {
        case .api:
            let code = status == 404 ? "NRC_NO_RECORD" : "NRC_INVALID_PARAM"
            fill(&answer, APIRefusal(status: status, code: code, message: message), by: party, endpoint: endpoint)
        case .session:
            fill(&answer, message: message)
        case .oauth:
            fill(&answer, OAuthRefusal(status: status, error: "invalid_request", description: message))
        case .controlCenter:
            answer.body = ControlCenterPages.refusal(status: status, message).text
            answer.summary = "page: Control Center"
            Pages.addHeaders(to: &answer, formsStayHere: true)
        case .page:
            let page = PageRefusal(status: status, heading: "Sign-in is not possible", message: message)
            answer.body = Pages.refusal(page)
            answer.summary = "page: \(page.heading)"
            Pages.addHeaders(to: &answer)
        }
        return answer
    }

    /// Answers a decision with a refusal in the API's envelope.
    func envelope<Reply>(
        _ refusal: APIRefusal, _ decision: Decision<Reply>, by party: String, endpoint: String
    ) -> Answer {
        var answer = Answer(decision, status: refusal.status)
        fill(&answer, refusal, by: party, endpoint: endpoint)
        return answer
    }

    /// Answers a decision with a refusal in OAuth's shape.
    func oauth<Reply>(_ refusal: OAuthRefusal, _ decision: Decision<Reply>) -> Answer {
        var answer = Answer(decision, status: refusal.status)
        fill(&answer, refusal)
        return answer
    }

    /// Answers a decision with a refusal in the shape of the older API.
    func session<Reply>(_ refusal: APIRefusal, _ decision: Decision<Reply>) -> Answer {
        var answer = Answer(decision, status: refusal.status)
        fill(&answer, message: refusal.message)
        return answer
    }

    private func fill(_ answer: inout Answer, message: String) {
        answer.body = JSONValue.object(["error": ["message": .text(message)]]).serialized
        answer.headers[.contentType] = Answer.MediaType.json.rawValue
    }

    private func fill(_ answer: inout Answer, _ refusal: OAuthRefusal) {
        answer.error = refusal.error
        answer.body =
            JSONValue.object([
                "error": .text(refusal.error), "error_description": .text(refusal.description),
            ]).serialized
        answer.headers[.contentType] = Answer.MediaType.json.rawValue
        // RFC 6749, section 5.2: who tried to prove itself in the header is told how.
        if refusal.status == 401 { answer.headers[.wwwAuthenticate] = "Basic realm=\"iManage Work\"" }
        answer = answer.uncached()
    }

    private func fill(_ answer: inout Answer, _ refusal: APIRefusal, by party: String, endpoint: String) {
        let name = core.configuration.name
        let transaction = core.configuration.identifiers.uuid("\(name): transaction of \(endpoint) for \(party)")
        var error: [String: JSONValue] = [
            "code_message": .text(refusal.message),
            "messages": .list(
                refusal.fields.map { field in
                    ["code": .text(field.code), "code_message": .text(field.message), "field": .text(field.name)]
                }), "transaction": .text(transaction),
            "dms_version": .text(core.maker.asking { $0.node.release.reported }),
        ]
        error["code"] = refusal.code.map { .text($0) }
        if let seconds = refusal.retryAfter {
            answer.headers[.rateRemaining] = "0"
            answer.headers[.rateReset] = String(seconds)
            let tellsRetry = core.maker.asking({ $0.reading(of: AccessRules.retry) }) == .resetAndRetry
            if tellsRetry { answer.headers[.retryAfter] = String(seconds) }
        }
        if refusal.status == 401, core.maker.asking({ $0.reading(of: AccessRules.challenge) }) == .bearer {
            // RFC 6750, section 3: a call without a token learns no error.
            let reason = refusal.isTokenRefused ? ", error=\"invalid_token\"" : ""
            answer.headers[.wwwAuthenticate] = "Bearer realm=\"iManage Work\"\(reason)"
        }
        answer.error = refusal.code
        answer.body = JSONValue.object(["error": .object(error)]).serialized
        answer.headers[.contentType] = Answer.MediaType.json.rawValue
    }
}
