import Rules
import Secrets
import StageHTTP
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
                failure: Outcome.Failure(id: .outcomeUnknown, message: "The browser came back.", at: "callback"))
        case .fault(let fault, let kind):
            return PartyFailure(
                failure: Outcome.Failure(
                    seen: fault.failure, cause: "The browser cannot open the sign-in page of \(host): \(fault.words)",
                    at: kind),
                decision: fault.rule.map { Outcome.Refusal(rule: $0, by: "browser", answered: false) })
        case .page(let page):
            return PartyFailure(
                failure: Outcome.Failure(
                    seen: page.failure, cause: page.says.map { "The work server's page says: \($0)" }, at: page.kind,
                    status: page.status))
        }
    }
}

extension Outcome.Failure {
    /// A failure that a person sees in the browser, with the catalogue's words where the page has none.
    init(seen id: FailureID, cause: String?, at place: String, status: Int? = nil) {
        let kind = FailureCatalogue.browserKind(id)
        let parts = [cause ?? kind?.cause, kind?.remedy.text, kind?.remedy.ask.sentence]
        self.init(
            id: id, message: parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " "),
            remedy: kind?.remedy.step, remedyText: kind?.remedy.text, ask: kind?.remedy.ask.sentence, at: place,
            status: status)
    }
}
