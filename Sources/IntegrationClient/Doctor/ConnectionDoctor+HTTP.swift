import Rules
import Secrets
import WorkTime

/// The lines that are asked over HTTP.
extension ConnectionDoctor {
    /// How far two clocks may be apart before it is told; our own choice, nothing public names a limit.
    private static let skewLimit = Duration.seconds(60)

    /// `GET /api` as a stranger, and all that hangs on it.
    func discover(_ record: ServerRecord, _ report: inout DoctorReport) async {
        let request = WireRequest(
            kind: "discovery", url: record.url("/api"), headers: [("Accept", "application/json")])
        let response: WireResponse
        switch await office.transport.exchange(request).result {
        case .success(let answer): response = answer
        case .failure(let fault):
            report.fail(.api, fault.failure, seen: fault.cause(host: record.address.host))
            return
        }
        let facts = [fact("GET /api", response)]
        compareClocks(response, &report)
        switch office.read(response, record: record, stranger: true) {
        case .failed(let failure):
            report.fail(.api, failure.id, seen: failure.cause, evidence: facts)
            return
        case .reserved:
            report.set(.api, .passed, "A work server answers; it tells strangers nothing more.", evidence: facts)
            report.set(
                .version, .notReached, "It tells its version only after a log-in.",
                remedy: "Look in Control Center > About, or ask your iManage administrator: it has to be 10.2 or newer."
            )
        case .described(let description):
            report.set(.api, .passed, "A work server answers.", evidence: facts)
            readVersion(description.version, of: record, &report)
        }
        await authorize(record, &report)
    }

    private func readVersion(_ told: String?, of record: ServerRecord, _ report: inout DoctorReport) {
        let gate = VersionGate(told, options: office.configuration.options)
        let facts = told.map { ["dms_version \(office.shown($0) ?? "")"] } ?? []
        if let failure = gate.failure(of: record, at: .discovery) {
            report.fail(.version, failure.id, seen: failure.cause, evidence: facts)
        } else if let notice = gate.notice(of: record) {
            report.set(.version, .notReached, notice, evidence: facts)
        } else {
            report.set(.version, .passed, "It is iManage Work Server \(office.shown(told) ?? "").", evidence: facts)
        }
    }

    private func compareClocks(_ response: WireResponse, _ report: inout DoctorReport) {
        let here = options.clock.date
        guard let text = response.header("Date"), let there = HTTPDate.date(text) else {
            report.set(.clock, .notReached, "The answer has no Date header that can be read.")
            return
        }
        let ahead = there - here
        let apart = ahead < .zero ? .zero - ahead : ahead
        let facts = ["Date: \(office.shown(text) ?? "")", "here: \(here.iso8601)"]
        // The header counts whole seconds, and the answer takes its time.
        guard apart >= Self.skewLimit else {
            report.set(.clock, .passed, "The server's clock and the one here agree.", evidence: facts)
            return
        }
        let seconds = Duration.seconds(Int64(apart / .seconds(1))).text
        report.set(
            .clock, .failed,
            "The server's clock is \(seconds) \(ahead < .zero ? "behind" : "ahead of") the one here.",
            remedy: "Set both by a time server (NTP): expiry of codes, tokens and certificates is judged by them. "
                + Remedy.Adviser.firmAdministrator.sentence,
            evidence: facts)
    }

    // MARK: OAuth

    /// The authorize page, opened as a log-in would, without a sign-in.
    private func authorize(_ record: ServerRecord, _ report: inout DoctorReport) async {
        report.set(
            .grant, .notReached, "No server tells this setting; it shows as a 403 at log-in.",
            remedy: "Ask your iManage administrator whether Work Token Grant Expiry is at least 30 seconds.")
        let url = office.authorizeURL(
            of: record, state: "worksim-doctor", challenge: nil, redirectURL: options.redirectURL)
        let request = WireRequest(kind: "authorize", url: url, headers: [("Accept", "text/html")])
        let response: WireResponse
        switch await office.transport.exchange(request).result {
        case .success(let answer): response = answer
        case .failure(let fault):
            report.fail(.oauth, fault.failure, seen: fault.cause(host: record.address.host))
            return
        }
        let page = AuthorizePage(response, redirectURL: options.redirectURL)
        let facts =
            [fact("GET /auth/oauth2/authorize", response)] + (office.shown(page.text).map { ["page: \($0)"] } ?? [])
        if let failure = office.commonFailure(for: response, at: .authorize, record: record),
            failure.id != .notAWorkServer
        {
            report.fail(.oauth, failure.id, seen: failure.cause, evidence: facts)
            return
        }
        guard page.verdict != .absent else {
            report.fail(.oauth, .oauthNotOffered, evidence: facts)
            return
        }
        report.set(.oauth, .passed, "There is an authorize page.", evidence: facts)
        guard options.clientID != nil else {
            for line in [DoctorLine.client, .redirect, .secret] {
                report.set(line, .notReached, "It needs the Client ID: give --client-id.")
            }
            return
        }
        await judge(page, record, &report)
    }

    private func judge(_ page: AuthorizePage, _ record: ServerRecord, _ report: inout DoctorReport) async {
        let redirect = office.shown(options.redirectURL) ?? ""
        switch page.verdict {
        case .opens(let how):
            report.set(.client, .passed, "The Client ID is known and the application enabled: \(how).")
            report.set(.redirect, .passed, "The Redirect URL \(redirect) is accepted.")
            await proveSecret(record, &report)
        case .redirectRefused:
            report.set(.client, .passed, "The Client ID is known.")
            report.fail(
                .redirect, .redirectMismatch, seen: "The server refuses the Redirect URL \(redirect).")
        case .clientUnknown: report.fail(.client, .applicationUnknown)
        case .clientDisabled: report.fail(.client, .applicationDisabled)
        case .refused, .absent:
            report.fail(
                .client, .applicationUnknown,
                seen:
                    "Instead of a sign-in there is an error page: the Client ID is not registered, the application is "
                    + "not enabled, or the Redirect URL \(redirect) is not the registered one.",
                remedy: "Compare all fields in Control Center > Settings > Applications > Office & Dragons with the "
                    + "registration sheet (worksim sheet).")
        }
    }

    /// One request for a token with a code that nobody issued: the server judges the secret before the code.
    private func proveSecret(_ record: ServerRecord, _ report: inout DoctorReport) async {
        guard let secret = options.clientSecret else {
            report.set(
                .secret, .notReached, "It needs the Client Secret: set WORKSIM_CLIENT_SECRET, or give --ask-secret.")
            return
        }
        let fields = [
            ("grant_type", "authorization_code"), ("code", "worksim-doctor-no-code"),
            ("redirect_uri", options.redirectURL), ("client_id", record.clientID), ("client_secret", secret.reveal()),
        ]
        let request = WireRequest(
            kind: "token", method: "POST", url: record.url("/auth/oauth2/token"),
            headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")],
            body: Array(FormEncoding.encode(fields).utf8))
        guard case .success(let response) = await office.transport.exchange(request).result else {
            report.set(.secret, .notReached, DoctorReport.noAnswer)
            return
        }
        let body = ErrorBody(response)
        let facts = [fact("POST /auth/oauth2/token", response), "error \(office.shown(body.code) ?? "none")"]
        switch TokenRefusal.ofCode(body, status: response.status) {
        case .secretRefused, .secretExpired: report.fail(.secret, .secretRefused, evidence: facts)
        case .applicationUnknown: report.fail(.client, .applicationUnknown, evidence: facts)
        case .applicationDisabled: report.fail(.client, .applicationDisabled, evidence: facts)
        default:
            guard (400...403).contains(response.status), body.isJSON else {
                report.set(.secret, .notReached, DoctorReport.noWord, evidence: facts)
                return
            }
            report.set(
                .secret, .passed, "The Client Secret is accepted: only the made-up code was refused.", evidence: facts)
        }
    }

    private func fact(_ request: String, _ response: WireResponse) -> String {
        let type = office.shown(response.header("Content-Type")) ?? "no content type"
        return "\(request): status \(response.status), \(type), \(response.body.count) bytes"
    }
}
