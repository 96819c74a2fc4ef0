import HTTPTypes
import HummingbirdCore
import Rules
import WorkTime

/// What a proxy in front of the server answers itself, before the server sees anything.
struct ProxyGate: Sendable {
    let core: ServerCore

    /// The proxy's own answer; nil where it hands the request on.
    func answer(to path: String, of party: String) -> Answer? {
        guard core.maker.asking({ $0.node.proxy != nil }) else { return nil }
        let state = core.maker.snapshot
        guard let proxy = state.node.proxy else { return nil }
        if proxy.judgesForwarded {
            let verdict = state.firewall(at: core.configuration.clock.clock.date).judge(party)
            if verdict.manner != .serve {
                let isHidden = state.reading(of: ProxyRules.forwarded) == .notFound404
                return page(ProxyRules.forwardedRefused, isHidden ? 404 : 403, verdict.detail)
            }
        }
        switch proxy.mode {
        case .passThrough: return refusalOfRelease(state)
        case .badGateway: return page(ProxyRules.badGateway, 502, "The proxy cannot reach the server behind it.")
        case .gatewayTimeout:
            return page(ProxyRules.gatewayTimeout, 504, "The server behind the proxy does not answer.")
        case .preAuthentication:
            // The firm's people have logged in to the proxy in their browser; programs have not.
            guard !path.hasPrefix("/auth/oauth2/authorize"), !path.hasPrefix("/auth/oauth2/sign-in") else { return nil }
            let isRedirect = state.reading(of: ProxyRules.page) == .redirect302
            var answer = page(
                ProxyRules.preAuthentication, isRedirect ? 302 : 200, "The proxy wants a log-in of its own.")
            if isRedirect { answer.headers[.location] = "https://portal.example.net/login" }
            return answer
        }
    }

    /// The proxy's answer for a server that is too old to stand behind it.
    private func refusalOfRelease(_ state: WorkState) -> Answer? {
        let reading = state.reading(of: ProxyRules.oldRelease)
        guard let least = Release(text: "10.3"), state.node.release < least, reading != .served else { return nil }
        return page(
            ProxyRules.releaseTooOld, reading == .notFound404 ? 404 : 502,
            "Release \(state.node.release) cannot be reached through an application proxy; 10.3 can.")
    }

    private func page(_ rule: Rule, _ status: Int, _ message: String) -> Answer {
        let body = "<!DOCTYPE html>\n<html lang=\"en\"><title>Gateway</title><body><h1>Gateway</h1></body></html>\n"
        var answer = Answer(rule: rule, refused: true, detail: message, status: status, body: body, as: .html)
        answer.summary = "page: Gateway"
        return answer
    }
}

extension ServerCore {
    /// The caller as firewall and journal see it: what trusted proxies say in `X-Forwarded-For`, else the peer.
    ///
    /// The header of anybody else is not believed: whoever could write it could write any address.
    func party(of rawAddress: String, _ request: Request) -> String {
        let peer = party(of: rawAddress)
        guard isTrusted(peer), let name = HTTPField.Name("X-Forwarded-For") else { return peer }
        let forwarded = request.headers[values: name].flatMap { $0.split(separator: ",") }
            .map { $0.drop { $0 == " " } }.map { String($0.prefix { $0 != " " }) }
        // From the nearest on, the first one that is no trusted proxy itself.
        return forwarded.reversed().first { !isTrusted($0) && AddressRange($0) != nil } ?? peer
    }

    private func isTrusted(_ address: String) -> Bool {
        configuration.trustedProxies.contains { $0.contains(address) }
    }
}
