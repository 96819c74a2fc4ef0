import Rules
import Secrets
import WorkTime

/// Redeeming an assertion of the firm's identity provider: `urn:ietf:params:oauth:grant-type:saml2-bearer`.
struct SAMLGrant {
    static let type = "urn:ietf:params:oauth:grant-type:saml2-bearer"

    let fields: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) throws(TokenRefusal) -> Decision<TokenReply> {
        let application = try state.provenClient(fields, on: .refresh, at: context.now)
        guard let text = fields["assertion"] else { throw TokenRequest.incomplete("assertion", state) }
        guard let customer = fields["customer_id"] else { throw TokenRequest.incomplete("customer_id", state) }
        guard state.settings[.singleSignOn] != "off" else {
            throw TokenRefusal(
                SAMLRules.notOffered, state.status(TokenRules.broken, 400, else: 403), "unauthorized_client",
                "Single sign-on is off on this server, so that it believes no identity provider.")
        }
        guard customer == String(state.node.hosting.customerID) else {
            throw refused("The customer id is \(state.node.hosting.customerID), not \(customer.prefix(40)).", state)
        }
        guard let assertion = SAMLAssertion(text) else {
            throw refused(
                "The assertion is not a SAML assertion in Base64url, or names no person or no readable date.", state)
        }
        if let expired = state.settings.singleSignOnCertificateExpires, context.now >= expired {
            throw refused("The certificate of the identity provider expired on \(expired.iso8601.prefix(10)).", state)
        }
        if let end = assertion.end, context.now >= end {
            throw refused("The assertion was valid until \(end.plain).", state)
        }
        guard let scope = state.scope(asked: fields["scope"]) else { throw state.scopeRefusal }
        let user = try state.admitAtToken(
            Admission(
                way: .code, clientID: application.clientID, user: state.user(named: assertion.subject),
                address: context.party, scope: scope),
            at: context.now)
        let log = SecretDigest(of: context.identifiers.token("\(state.node.name): assertion log-in of \(user.id)"))
        return TokenMint(application: application, user: user.id, scope: scope, code: log).decision(
            SAMLRules.granted,
            "\(user.id) logs in by an assertion through \(application.name); its signature is not checked.", state,
            context, loggedIn: context.now)
    }

    private func refused(_ message: String, _ state: WorkState) -> TokenRefusal {
        TokenRefusal(
            SAMLRules.assertionRefused, state.status(TokenRules.codeRefused, 400, else: 403), "invalid_grant", message)
    }
}

/// The rules of the grant by assertion.
enum SAMLRules {
    static let granted = Rule(
        "oauth.saml.redeemed", decides: "An application redeems an assertion of the identity provider.",
        grants: "200 with the tokens.", serves: ["login.profile"], evidence: .observed,
        source: "vendor-typed client code: saml2-bearer with assertion, client id and secret, and customer_id")
    static let notOffered = Rule(
        "oauth.saml.not-offered", decides: "An assertion is redeemed where single sign-on is off.",
        answer: "400 unauthorized_client.", serves: ["C4"], evidence: .assumed,
        source: "what iManage answers without an identity provider is not public", switches: [TokenRules.broken.id])
    static let assertionRefused = Rule(
        "oauth.saml.refused",
        decides: "An assertion cannot be read, is over, or is sent with another firm's customer id.",
        answer: "400 invalid_grant.", serves: ["C3"], evidence: .assumed,
        source: "RFC 7522 section 3.1; iManage's statuses and error codes of OAuth are not public",
        switches: [TokenRules.codeRefused.id])

    static let catalogue = RuleCatalogue(rules: [granted, notOffered, assertionRefused], switches: [])
}
