import HTTPTypes
import Rules

/// Serves the addresses to which an identity provider sends browsers back on the cloud.
///
/// The simulated sign-in page stands in for the provider, so that no sign-in is ever under way there: what comes to these
/// addresses was not begun here, and is refused as such.
struct SingleSignOnController: Sendable {
    static let callback = "/auth/oidc/callback/:customer"
    static let assertions = "/auth/api/v1/saml/login/:customer"

    let core: ServerCore

    var endpoints: [Endpoint] {
        [
            Endpoint(
                name: "oidc_callback", method: .get, paths: [Self.callback], shape: .page, names: .callback
            ) { incoming in
                answer(to: incoming, (try? FormFields(parsing: incoming.query))?["error_description"])
            },
            Endpoint(
                name: "saml_login", method: .post, paths: [Self.assertions], body: .form, shape: .page,
                names: .assertion
            ) { incoming in answer(to: incoming, nil) },
        ]
    }

    private func answer(to incoming: Incoming, _ providerSays: String?) -> Answer {
        let customer = incoming.parameters["customer"].flatMap { percentDecoded($0) } ?? ""
        let decision = core.maker.perform(
            Unsolicited(customer: customer, providerSays: providerSays.map { String($0.prefix(500)) }),
            by: incoming.party)
        var answer = Answer(
            decision, status: decision.reply.status, body: Pages.refusal(decision.reply), as: .html)
        answer.summary = "page: \(decision.reply.heading). \(decision.reply.message)"
        Pages.addHeaders(to: &answer)
        return answer
    }
}

/// Refuses what an identity provider sends where no sign-in was begun.
private struct Unsolicited: WorkCommand {
    let customer: String
    /// What the provider says went wrong; nil where it says nothing.
    let providerSays: String?

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<PageRefusal> {
        let status = state.reading(of: SignInPolicyRules.page) == .page200 ? 200 : 400
        let message: String
        if customer != String(state.node.hosting.customerID) {
            message = "The customer id is \(state.node.hosting.customerID), not \(customer.prefix(40))."
        } else if let providerSays {
            message = "The identity provider reports: \(providerSays)"
        } else {
            message = "No sign-in that the identity provider answers was begun here. Start the log-in again."
        }
        return .refuse(
            SignInPolicyRules.unsolicited, message,
            reply: PageRefusal(status: status, heading: "Single sign-on failed", message: message))
    }
}
