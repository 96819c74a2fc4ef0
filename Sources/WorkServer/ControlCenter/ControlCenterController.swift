import HTTPTypes
import Markup
import Rules
import Secrets
import WorkTime

/// Serves Control Center to browsers: whatever is done there is a `ControlCenterCommand`, whatever is refused is shown in
/// the rule's words.
struct ControlCenterController {
    let core: ServerCore

    /// Where Control Center is: `https://{server}/work/cc`, by a vendor's help (Upland, SmartHub 5.6).
    static let root = "/work/cc"
    private static let cookieName = "controlcenter"

    var endpoints: [Endpoint] {
        [
            Endpoint(name: "control_center", method: .get, paths: [Self.root], shape: .controlCenter) { _ in
                redirect(to: "/applications", PageRules.shown, "Control Center is opened.")
            },
            page("/sign-in", .get) { incoming in signInPage(incoming) },
            page("/sign-in", .post, form: ["password", "username"]) { incoming in signIn(incoming) },
            page("/sign-out", .post) { incoming in within(incoming) { signOut($0) } },
        ] + applicationEndpoints + serverEndpoints
    }

    func page(
        _ path: String, _ method: HTTPRequest.Method, form: Set<String> = [],
        _ answer: @escaping @Sendable (Incoming) -> Answer
    ) -> Endpoint {
        Endpoint(
            name: "control_center", method: method, paths: [Self.root + path], body: method == .post ? .form : .none,
            // Each form carries the token of its session.
            shape: .controlCenter, names: KnownNames(form: form.union(["form"])), answer: answer)
    }

    // MARK: Sessions

    /// What a page may know: the state, who looks at it, and the fields that were sent.
    struct Visit {
        let state: WorkState
        let session: ControlCenterSession
        let cookie: String
        let fields: FormFields
        let incoming: Incoming

        var formToken: String { ControlCenterSession.formToken(of: cookie) }

        /// The application that the path names.
        var application: RegisteredApplication? {
            incoming.parameters["application"].flatMap { percentDecoded($0) }.flatMap { state.applications[$0] }
        }
    }

    /// Answers within a session; whatever is posted must come from a page of it.
    func within(_ incoming: Incoming, _ answer: (Visit) -> Answer) -> Answer {
        let state = core.maker.snapshot
        let found: (cookie: String, session: ControlCenterSession)?
        do throws(AdmissionRefusal) {
            found = try session(of: incoming, state)
        } catch {
            return redirect(to: "/sign-in", error.rule, error.message, refused: true)
        }
        guard let (cookie, session) = found else {
            return redirect(to: "/sign-in", PageRules.sessionMissing, "There is no session.")
        }
        let text = incoming.method == "POST" ? String(decoding: incoming.body, as: UTF8.self) : incoming.query
        guard let fields = try? FormFields(parsing: text) else {
            return Refuser(core: core).refuse(
                HTTPRules.parameterMalformed, status: 400, "A field cannot be read, or is given twice.",
                shape: .controlCenter,
                by: incoming.party, endpoint: "control_center")
        }
        let visit = Visit(state: state, session: session, cookie: cookie, fields: fields, incoming: incoming)
        guard incoming.method != "POST" || fields["form"] == visit.formToken else {
            let message =
                "This form does not come from a page of your session. Go back, load the page again, and retry."
            return show(
                ControlCenterPages.standalone("Not done", HTML.message(.bad, "\(message)")), PageRules.foreignForm,
                message, status: 403, refused: true)
        }
        return answer(visit)
    }

    private func session(
        of incoming: Incoming, _ state: WorkState
    ) throws(AdmissionRefusal) -> (cookie: String, session: ControlCenterSession)? {
        guard let cookie = Self.cookie(of: incoming) else { return nil }
        let session = try state.controlCenterSession(of: cookie, from: incoming.party, at: core.maker.clock.date)
        return session.map { (cookie, $0) }
    }

    private static func cookie(of incoming: Incoming) -> String? {
        incoming.cookie(cookieName)
    }

    private func signInPage(_ incoming: Incoming) -> Answer {
        show(
            ControlCenterPages.signIn(of: core.maker.snapshot, user: "", message: nil), PageRules.sessionMissing,
            "The sign-in page of Control Center is served.")
    }

    private func signIn(_ incoming: Incoming) -> Answer {
        guard !incoming.isFromElsewhere,
            let fields = try? FormFields(parsing: String(decoding: incoming.body, as: UTF8.self))
        else {
            let message = "This form was sent by another site, or cannot be read. Open the sign-in page again."
            return show(
                ControlCenterPages.signIn(of: core.maker.snapshot, user: "", message: message), PageRules.foreignForm,
                message, status: 403, refused: true)
        }
        let user = fields["username"] ?? ""
        let decision = core.maker.perform(
            ControlCenterSignIn(user: user, password: fields["password"] ?? ""), by: incoming.party)
        switch decision.reply {
        case .success(let cookie):
            var answer = redirect(to: "/applications", decision.rule, decision.detail)
            let secure = core.configuration.authority == nil ? "" : "; Secure"
            answer.headers[.setCookie] =
                "\(Self.cookieName)=\(cookie.reveal()); Path=\(Self.root); HttpOnly; SameSite=Strict\(secure)"
            return answer
        case .failure(let refusal):
            return show(
                ControlCenterPages.signIn(of: core.maker.snapshot, user: user, message: refusal.message), decision.rule,
                decision.detail, status: 401, refused: true)
        }
    }

    private func signOut(_ visit: Visit) -> Answer {
        let decision = core.maker.perform(ControlCenterSignOut(cookie: visit.cookie), by: visit.session.user)
        var answer = redirect(to: "/sign-in", decision.rule, decision.detail)
        answer.headers[.setCookie] = "\(Self.cookieName)=; Path=\(Self.root); HttpOnly; SameSite=Strict; Max-Age=0"
        return answer
    }

    // MARK: Answers

    /// Gives a command in the name of the administrator, and answers with what comes of it.
    func give(
        _ command: ControlCenterCommand, _ visit: Visit,
        refused: (CommandRefusal) -> HTML, done: (CommandReply) -> Outcome
    ) -> Answer {
        let decision = core.maker.perform(
            ControlCenterRequest(command: command, administrator: visit.session.user), by: visit.session.user)
        core.configuration.onCommand?(command, visit.session.user, decision.reply)
        switch decision.reply {
        case .success(let reply):
            switch done(reply) {
            case .go(let path):
                return redirect(to: path, decision.rule, decision.detail, events: decision.events.map(\.name))
            case .page(let html):
                return show(html, decision.rule, decision.detail, events: decision.events.map(\.name))
            }
        case .failure(let refusal):
            return show(refused(refusal), decision.rule, decision.detail, status: 422, refused: true)
        }
    }

    /// Where a command that succeeded leads.
    enum Outcome {
        /// To another page.
        case go(String)
        /// To a page that is shown once.
        case page(HTML)
    }

    func look(_ visit: Visit, _ html: HTML) -> Answer {
        show(html, PageRules.shown, "\(visit.session.user) looks at \(visit.incoming.path).")
    }

    func absent(_ visit: Visit) -> Answer {
        let message = "No application has this client id. It may have been deleted; the list shows which there are."
        return show(
            ControlCenterPages.frame(visit, "Applications", "Not found", HTML.message(.bad, "\(message)")),
            ApplicationRules.unknown, message, status: 404, refused: true)
    }

    private func show(
        _ html: HTML, _ rule: Rule, _ detail: String, status: Int = 200, refused: Bool = false, events: [String] = []
    ) -> Answer {
        var answer = Answer(
            rule: rule, refused: refused, detail: detail, events: events, status: status, body: html.text, as: .html)
        answer.summary = "page: Control Center"
        Pages.addHeaders(to: &answer, formsStayHere: true)
        return answer
    }

    func redirect(
        to path: String, _ rule: Rule, _ detail: String, events: [String] = [], refused: Bool = false
    ) -> Answer {
        var answer = Answer(
            rule: rule, refused: refused, detail: detail, events: events, status: 303, body: "", as: .html
        ).uncached()
        answer.headers[.location] = Self.root + path
        return answer
    }
}
