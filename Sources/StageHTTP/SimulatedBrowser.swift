import Foundation
package import WorkTime

/// A user's browser: an address and cookies of its own, forms as they are served, redirects by hand.
///
/// It knows no end point: it goes where a page, a form or a redirect sends it, and stops at the redirect URI.
package actor SimulatedBrowser {
    /// What the person does with the sign-in form.
    package struct Habits: Sendable {
        let user: String
        let password: String
        let pauseAtSignIn: Duration
        let cancels: Bool

        package init(user: String, password: String, pauseAtSignIn: Duration, cancels: Bool) {
            self.user = user
            self.password = password
            self.pauseAtSignIn = pauseAtSignIn
            self.cancels = cancels
        }
    }

    /// Where the browser ended.
    package enum End: Sendable {
        /// At the redirect URI, with what stands behind it.
        case callback(String)
        /// On a page that leads nowhere.
        case page(BrowserPage)
        /// Without an answer.
        case fault(PartyFault, kind: String)
    }

    private let transport: PartyTransport
    private let clock: any WorkClock
    private var cookies: [String: [String: String]] = [:]

    package init(network: any PartyNetwork, clock: any WorkClock, limits: PartyLimits) {
        transport = PartyTransport(network: network, clock: clock, limits: limits)
        self.clock = clock
    }

    /// Opens the authorize URL, signs in as the person does, and follows on until the redirect URI.
    package func logIn(at url: String, redirectURI: String, habits: Habits) async -> End {
        var request = PartyRequest(kind: "authorize", method: "GET", url: url)
        for _ in 0..<10 {
            let response: PartyResponse
            do throws(PartyFault) {
                response = try await send(request)
            } catch {
                return .fault(error, kind: request.kind)
            }
            if (301...308).contains(response.status), let location = response.header("Location") {
                let target = Self.resolve(location, against: request.url)
                if target.prefix(while: { $0 != "?" && $0 != "#" }) == redirectURI { return .callback(target) }
                request = PartyRequest(kind: request.kind, method: "GET", url: target)
                continue
            }
            let page = BrowserPage(
                url: request.url, status: response.status, kind: request.kind, body: response.text)
            // A form that comes back after it was filled in says that the person may not go on.
            guard response.status == 200, request.kind == "authorize", let form = HTMLForm(in: response.text) else {
                return .page(page)
            }
            if habits.pauseAtSignIn > .zero {
                guard
                    (try? await clock.sleep(until: clock.now.advanced(by: habits.pauseAtSignIn), tolerance: nil)) != nil
                else { return .fault(.cancelled, kind: request.kind) }
            }
            request = PartyRequest(
                kind: "sign_in", method: form.method, url: Self.resolve(form.action, against: request.url),
                headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(form.filled(user: habits.user, password: habits.password, cancels: habits.cancels).utf8))
        }
        return .page(BrowserPage(url: request.url, status: 302, kind: request.kind, body: ""))
    }

    private func send(_ request: PartyRequest) async throws(PartyFault) -> PartyResponse {
        let host = Self.authority(of: request.url)
        var headers = request.headers + [("Accept", "text/html")]
        if let jar = cookies[host], !jar.isEmpty {
            headers.append(
                ("Cookie", jar.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")))
        }
        let response = try await transport.send(
            PartyRequest(
                kind: request.kind, method: request.method, url: request.url, headers: headers, body: request.body))
        for cookie in response.headers(named: "Set-Cookie") {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { cookies[host, default: [:]][String(pair[0])] = String(pair[1]) }
        }
        return response
    }

    private static func authority(of url: String) -> String {
        guard let start = url.range(of: "://")?.upperBound else { return "" }
        return String(url[start...].prefix { !"/?#".contains($0) })
    }

    /// A reference resolved against the page it stands on (RFC 3986, for the forms that servers send).
    private static func resolve(_ reference: String, against base: String) -> String {
        URL(string: reference, relativeTo: URL(string: base))?.absoluteString ?? reference
    }
}
