import Crypto
import HTTPTypes
import Rules
import Secrets
import Testing
import WorkServerTesting
import WorkTime

@testable import WorkServer

/// Decisions without HTTP: a firm's state, a clock, and the steps of a log-in.
struct Workbench {
    let clock = VirtualClock()
    let secrets = SecretBook()
    let maker: DecisionMaker
    let clientSecret: String

    init(
        release: String = "10.4", hosting: Hosting = .onPrem, assume: [String: String] = [:],
        settings: [String: String] = [:],
        _ change: (inout ApplicationForm) -> Void = { _ in }
    ) throws {
        var firm = WorkServerScene.firm
        firm.settings = settings
        change(&firm.applications[0])
        let node = WorkState.Node(
            name: "main", release: try #require(Release(text: release)), hosting: hosting, publicURL: nil,
            hostNames: ["localhost"], certificateIssued: clock.date, certificateValidFor: .seconds(86_400))
        maker = DecisionMaker(
            state: WorkState(node: node, assumptions: Assumptions(assume)), clock: PartyClock(clock),
            identifiers: SeededIdentifiers(seed: 7, path: ["bench"]), secrets: secrets)
        let credentials = try maker.perform(FirmLoading(firm: firm), by: "set-up").reply.get()
        clientSecret = credentials.clientSecrets[WorkServerScene.clientID]?.reveal() ?? ""
    }

    func advance(_ text: String) async throws {
        let duration = try #require(Duration(text: text))
        try await clock.call("advance") { try await clock.sleep(until: clock.now.advanced(by: duration)) }
    }

    func command(_ command: ControlCenterCommand, by administrator: String = "NORA") -> Decision<CommandResult> {
        maker.perform(ControlCenterRequest(command: command, administrator: administrator), by: administrator)
    }

    static func fields(_ pairs: [(String, String)]) throws -> FormFields {
        try FormFields(parsing: pairs.map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&"))
    }

    func authorize(_ changed: [String: String] = [:]) throws -> Decision<AuthorizeReply> {
        var values = [
            "response_type": "code", "client_id": WorkServerScene.clientID, "redirect_uri": WorkServerScene.redirectURL,
            "state": "state-0123456789",
        ]
        values.merge(changed) { _, new in new }
        return maker.perform(Authorization(parameters: try Self.fields(values.map { ($0, $1) })), by: "198.51.100.20")
    }

    func signIn(
        _ changed: [String: String] = [:], authorizing: [String: String] = [:], after pause: String? = nil
    ) async throws -> Decision<AuthorizeReply> {
        guard case .form(let form, _) = try authorize(authorizing).reply else { throw Unexpected("no sign-in page") }
        if let pause { try await advance(pause) }
        var values = [
            "transaction": form.transaction.reveal(), "state": form.state ?? "", "username": "ada",
            "password": "ada's password", "action": "sign_in",
        ]
        values.merge(changed) { _, new in new }
        return maker.perform(SigningIn(fields: try Self.fields(values.map { ($0, $1) })), by: "198.51.100.20")
    }

    func code(authorizing: [String: String] = [:], after pause: String? = nil) async throws -> String {
        let decision = try await signIn(authorizing: authorizing, after: pause)
        guard case .redirect(let url, nil) = decision.reply, let query = url.split(separator: "?").last,
            let code = try FormFields(parsing: query)["code"]
        else { throw Unexpected("no code, but \(decision.rule.id)") }
        return code
    }

    func redeem(_ code: String, _ changed: [String: String] = [:]) throws -> Decision<TokenReply> {
        var values = [
            "grant_type": "authorization_code", "code": code, "client_id": WorkServerScene.clientID,
            "client_secret": clientSecret, "redirect_uri": WorkServerScene.redirectURL,
        ]
        values.merge(changed) { _, new in new }
        return maker.perform(
            TokenRequest(fields: try Self.fields(values.map { ($0, $1) }), header: .absent), by: "203.0.113.10")
    }

    func logIn() async throws -> (access: String, refresh: String) {
        let grant = try redeem(try await code()).reply.get()
        guard case .text(let refresh) = grant.refresh else { return (grant.accessToken.reveal(), "") }
        return (grant.accessToken.reveal(), refresh)
    }

    func refresh(_ token: String, _ changed: [String: String] = [:]) throws -> Decision<TokenReply> {
        var values = ["grant_type": "refresh_token", "refresh_token": token]
        values.merge(changed) { _, new in new }
        return maker.perform(
            TokenRequest(fields: try Self.fields(values.map { ($0, $1) }), header: .absent), by: "203.0.113.10")
    }

    /// Lists the libraries, as a call over HTTP would.
    func libraries(_ token: String?, customer: String = "1") -> Decision<Result<ContentReply, APIRefusal>> {
        let access = AccessCheck(token: token.map { SecretDigest(of: $0) }, address: "203.0.113.10")
        let opening = ContentOpening(customer: customer, library: nil, access: access)
        let incoming = Incoming(
            party: "203.0.113.10", method: "GET", path: "/work/api/v2/customers/\(customer)/libraries", query: "",
            headers: [:], authority: nil, parameters: ["customer": customer], body: [])
        let request = ContentRequest(incoming: incoming, query: FormFields(), json: nil)
        return maker.perform(
            ContentChange(opening: opening) { caller throws(ContentRefusal) in
                try LibraryMethods.all[0].does(request, caller)
            }, by: "203.0.113.10")
    }
}

/// A step of a test went another way than the test needs.
struct Unexpected: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension Decision where Reply == TokenReply {
    /// The HTTP status of the reply.
    var status: Int {
        switch reply {
        case .success: 200
        case .failure(let refusal): refusal.status
        }
    }
}
