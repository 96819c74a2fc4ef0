import HTTPTypes
import Rules
import Secrets

/// Serves the OAuth end points.
struct OAuthController {
    let core: ServerCore

    /// Where the sign-in page is sent; the server's own choice.
    static let signInPath = "/auth/oauth2/sign-in"

    private var refuser: Refuser { Refuser(core: core) }

    var endpoints: [Endpoint] {
        [
            Endpoint(
                name: "authorize", method: .get, paths: ["/auth/oauth2/authorize"], shape: .page, names: .authorize
            ) { incoming in authorize(incoming) },
            Endpoint(
                name: "sign_in", method: .post, paths: [Self.signInPath], body: .form, shape: .page, names: .signIn
            ) { incoming in
                withFields(of: incoming, shape: .page, endpoint: "sign_in") { fields in
                    answer(
                        core.maker.perform(
                            SigningIn(fields: fields, isForeign: incoming.isFromElsewhere), by: incoming.party),
                        incoming)
                }
            },
            Endpoint(
                name: "token", method: .post, paths: ["/auth/oauth2/token"], body: .form, shape: .oauth, names: .token
            ) { incoming in
                withFields(of: incoming, shape: .oauth, endpoint: "token") { fields throws(FormProblem) in
                    let request = TokenRequest(
                        fields: fields, header: ClientProof(header: incoming.headers[.authorization]),
                        query: try FormFields(parsing: incoming.query))
                    var answer = token(core.maker.perform(request, by: incoming.party))
                    answer.ignored = request.passedOver(core.maker.asking { $0.assumptions })
                    return answer
                }
            },
            Endpoint(
                name: "revoke", method: .post, paths: ["/auth/oauth2/revoke-token"], body: .form, shape: .oauth,
                names: .revocation
            ) { incoming in
                withFields(of: incoming, shape: .oauth, endpoint: "revoke") { fields in
                    revoke(core.maker.perform(TokenRevocation(fields: fields), by: incoming.party))
                }
            },
        ]
    }

    private func authorize(_ incoming: Incoming) -> Answer {
        do throws(FormProblem) {
            let parameters = try FormFields(parsing: incoming.query)
            let decision = core.maker.perform(
                Authorization(parameters: parameters, browser: BrowserSession.cookie(of: incoming)), by: incoming.party)
            var answer = answer(decision, incoming)
            answer.ignored = TokenScope.passedOver(in: parameters["scope"])
            return answer
        } catch {
            return refuse(error, shape: .page, by: incoming.party, endpoint: "authorize")
        }
    }

    private func withFields(
        of incoming: Incoming, shape: Endpoint.Shape, endpoint: String,
        _ answer: (FormFields) throws(FormProblem) -> Answer
    ) -> Answer {
        do throws(FormProblem) {
            guard let text = String(validating: incoming.body, as: UTF8.self) else { throw .malformed }
            return try answer(try FormFields(parsing: text))
        } catch {
            return refuse(error, shape: shape, by: incoming.party, endpoint: endpoint)
        }
    }

    private func refuse(
        _ problem: FormProblem, shape: Endpoint.Shape, by party: String, endpoint: String
    ) -> Answer {
        switch problem {
        case .malformed:
            refuser.refuse(
                HTTPRules.parameterMalformed, status: 400, "A parameter is not percent-encoded UTF-8.", shape: shape,
                by: party,
                endpoint: endpoint)
        case .tooMany:
            refuser.refuse(
                HTTPRules.parameterTooMany, status: 400, FormProblem.tooManyWords, shape: shape, by: party,
                endpoint: endpoint)
        case .duplicate:
            refuser.refuse(
                HTTPRules.parameterDuplicate, status: 400, "A parameter is given more than once.", shape: shape,
                by: party,
                endpoint: endpoint)
        }
    }

    private func answer(_ decision: Decision<AuthorizeReply>, _ incoming: Incoming) -> Answer {
        switch decision.reply {
        case .form(let form, let status):
            return page(decision, status, Pages.signIn(form, action: Self.signInPath), "page: Sign in to iManage Work")
        case .page(let refusal):
            return page(
                decision, refusal.status, Pages.refusal(refusal), "page: \(refusal.heading). \(refusal.message)")
        case .redirect(let url, let error):
            var answer = redirect(decision, to: url)
            answer.error = error
            return answer
        case .remembered(let url, let cookie):
            var answer = redirect(decision, to: url)
            answer.headers[.setCookie] = BrowserSession.header(
                cookie.reveal(), isSecure: core.configuration.authority != nil)
            return answer
        case .absent(let status):
            let refusal = APIRefusal(
                status: status, code: status == 404 ? "NRC_NO_RECORD" : "NRC_FORBIDDEN",
                message: "There is nothing here.")
            return refuser.envelope(refusal, decision, by: incoming.party, endpoint: "authorize")
        }
    }

    private func redirect(_ decision: Decision<AuthorizeReply>, to url: String) -> Answer {
        var answer = Answer(decision, status: 302).uncached()
        answer.headers[.location] = url
        answer.headers[.referrerPolicy] = "no-referrer"
        return answer
    }

    private func page(_ decision: Decision<AuthorizeReply>, _ status: Int, _ body: String, _ summary: String) -> Answer
    {
        var answer = Answer(decision, status: status, body: body, as: .html)
        answer.summary = summary
        Pages.addHeaders(to: &answer)
        return answer
    }

    private func token(_ decision: Decision<TokenReply>) -> Answer {
        switch decision.reply {
        case .success(let grant):
            var body: [String: JSONValue] = [
                "access_token": .text(grant.accessToken.reveal()), "expires_in": .number(grant.expiresIn),
                "scope": .text(grant.scope.rawValue), "token_type": "Bearer",
            ]
            switch grant.refresh {
            case .omitted: break
            case .null: body["refresh_token"] = .null
            case .text(let text): body["refresh_token"] = .text(text)
            }
            return Answer(decision, status: 200, body: JSONValue.object(body).serialized).uncached()
        case .failure(let refusal):
            return refuser.oauth(refusal, decision)
        }
    }

    private func revoke(_ decision: Decision<Result<Void, OAuthRefusal>>) -> Answer {
        switch decision.reply {
        case .success: Answer(decision, status: 200, body: "{}").uncached()
        case .failure(let refusal): refuser.oauth(refusal, decision)
        }
    }
}
