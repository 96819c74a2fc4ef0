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
        case .page(let page): return PartyFailure(failure: page.told)
        }
    }

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
