import IntegrationClient
import Secrets
import Synchronization
import WorkServer
import WorkTime

/// The browsers of the people, and what a person sees where one never comes back.
extension Stage {
    func browser(of person: String) -> SimulatedBrowser {
        state.withLock { state in
            if let browser = state.browsers[person] { return browser }
            let octet = octet(of: person)
            let browser = SimulatedBrowser(
                network: StageParty(
                    name: "browser", octet: octet, address: addresses[octet] ?? "", isInside: true, network: network),
                clock: clock, limits: limits)
            state.browsers[person] = browser
            return browser
        }
    }

    /// Where the browser never comes back, it names the failure: from the fault it met, or from the page it is left with.
    func failure(of end: SimulatedBrowser.End, host: String) -> PartyFailure {
        switch end {
        case .callback:
            return PartyFailure(
                failure: Outcome.Failure(id: "outcome-unknown", message: "The browser came back.", at: "callback"))
        case .fault(let fault, let kind):
            let words = "The browser cannot open the sign-in page of \(host): \(Self.words(of: fault))"
            let failure = IntegrationFailure(fault.failure, at: .office, cause: words)
            return PartyFailure(
                failure: Outcome.Failure(
                    id: failure.id, message: failure.message, remedy: failure.remedy?.step,
                    remedyText: failure.remedy?.text, ask: failure.remedy?.ask.sentence, at: kind),
                decision: fault.rule.flatMap { $0.hasPrefix("name.") ? nil : $0 }
                    .map { Outcome.Refusal(rule: $0, by: "browser", answered: false) })
        case .page(let status, let kind, let says):
            let own = Set(network.exchanges(of: StageNetwork.action).map(\.id))
            let rule = chronicle.entries.last { $0.exchange.map(own.contains) ?? false }?.rule ?? ""
            if status != 401, let failure = PageFailure(rule: rule) {
                return PartyFailure(failure: failure.told(says, kind: kind, status: status))
            }
            let id = Self.failureByRule[rule] ?? "sign-in-refused"
            let words = id == "sign-in-refused" ? says.map { "The work server's page says: \($0)" } : nil
            let failure = IntegrationFailure(id, at: .authorize, cause: words)
            return PartyFailure(
                failure: Outcome.Failure(
                    id: id, message: failure.message, remedy: failure.remedy?.step, remedyText: failure.remedy?.text,
                    ask: failure.remedy?.ask.sentence, at: kind, status: status))
        }
    }

    /// What a page that leads nowhere means to the person before it, by the rule that served it.
    private static let failureByRule = [
        "oauth.client.unknown": "application-unknown", "oauth.redirect.mismatch": "redirect-mismatch",
        "oauth.client.disabled": "application-disabled", "oauth.user.not-granted": "user-not-granted",
        "oauth.unavailable": "oauth-not-offered", "oauth.user.password-wrong": "sign-in-refused",
        "http.path.double-slash": "url-trailing-slash",
        "http.path.unknown": "url-has-path", "person.cancelled": "sign-in-cancelled",
        "proxy.release-too-old": "server-unavailable",
        "proxy.pre-authentication": "not-a-work-server",
        "proxy.bad-gateway": "server-unavailable", "proxy.gateway-timeout": "server-unavailable",
        "fault.status": "server-unavailable", "fault.throttle": "throttled", "fault.garbage": "not-a-work-server",
        "fault.html_page": "not-a-work-server", "fault.redirect_loop": "not-a-work-server",
    ]

    private static func words(of fault: TransportFault) -> String {
        switch fault {
        case .nameUnknown: "the name does not exist."
        case .nameUnanswered: "no name server says where it is."
        case .connectTimedOut(let within), .responseTimedOut(let within): "nothing answered within \(within)."
        case .refused, .unreachable: "the connection was refused."
        case .reset, .closedEarly: "the connection was reset."
        case .tlsNameMismatch: "its certificate is for another name."
        case .tlsUntrusted, .tlsSelfSigned: "its certificate is not trusted."
        case .tlsExpired: "its certificate has expired."
        case .tlsNotYetValid: "its certificate is not valid yet."
        case .tlsIncompleteChain: "its certificate comes without the intermediate that signed it."
        case .tlsProtocol, .notTLS, .notHTTP, .bodyTooLarge, .urlMalformed, .cancelled:
            "what answers there is no web page."
        }
    }
}
