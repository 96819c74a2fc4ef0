import Rules
import Secrets
import WorkTime

/// What the token end point gives.
struct TokenGrant: Sendable {
    /// How the refresh token shows in the response.
    enum RefreshField: Sendable {
        case omitted
        case null
        case text(String)
    }

    let accessToken: Secret
    let expiresIn: Int
    let scope: TokenScope
    let refresh: RefreshField
}

/// What the token end point answers.
typealias TokenReply = Result<TokenGrant, OAuthRefusal>

/// A refusal of the token end point with its rule, and what it ends.
struct TokenRefusal: Error {
    let rule: Rule
    let refusal: OAuthRefusal
    var events: [WorkEvent] = []

    init(_ rule: Rule, _ status: Int, _ error: String, _ description: String, events: [WorkEvent] = []) {
        self.rule = rule
        refusal = OAuthRefusal(status: status, error: error, description: description)
        self.events = events
    }

    /// The same refusal with another sentence in its description.
    func adding(_ sentence: String) -> TokenRefusal {
        TokenRefusal(
            rule, refusal.status, refusal.error, refusal.description + " " + sentence, events: events)
    }

    var decision: Decision<TokenReply> {
        .refuse(rule, refusal.description, events: events, reply: .failure(refusal))
    }
}

extension WorkState {
    /// A status that a switch chooses: its standard reading gives the first, any other the second.
    func status<Reading>(_ question: Switch<Reading>, _ standard: Int, else other: Int) -> Int {
        reading(of: question) == question.standard ? standard : other
    }

    /// Refuses a client secret that is missing, wrong or expired.
    func secretRefusal(_ secret: String?, of application: RegisteredApplication, at now: WorkDate) -> TokenRefusal? {
        let status = status(TokenRules.clientRefused, 401, else: 400)
        guard let known = application.secret, let secret, SecretDigest(of: secret) == known else {
            return TokenRefusal(
                TokenRules.secretWrong, status, "invalid_client", "The client secret is missing or wrong.")
        }
        return secretExpiry(of: application, at: now)
    }

    /// Refuses an application whose secret has expired.
    func secretExpiry(of application: RegisteredApplication, at now: WorkDate) -> TokenRefusal? {
        guard let expires = application.secretExpires, now >= expires else { return nil }
        return TokenRefusal(
            TokenRules.secretExpired, status(TokenRules.clientRefused, 401, else: 400), "invalid_client",
            "The client secret has expired.")
    }
}
