import Rules
import Secrets
import Testing
import WorkServerTesting

@testable import WorkServer

struct `Signing in` {
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    @Test(
        arguments: [
            (["client_id": "nobody"], "oauth.client.unknown"),
            (["redirect_uri": "https://elsewhere.example.com/"], "oauth.redirect.mismatch"),
            (["redirect_uri": ""], "oauth.redirect.mismatch"),
        ])
    func `who is sent by an unknown application or to an unknown place is never redirected`(
        changed: [String: String], rule: String
    ) throws {
        let decision = try Workbench().authorize(changed)
        #expect(decision.rule.id == rule)
        guard case .page(let page) = decision.reply else { throw Unexpected("no page") }
        #expect(page.status == 400)
    }

    private static let unsupported: [(changed: [String: String], error: String)] = [
        (["response_type": "token"], "unsupported_response_type"), (["response_type": ""], "invalid_request"),
        (["scope": "everything"], "invalid_scope"), (["scope": "user admin"], "invalid_scope"),
        (["code_challenge": challenge, "code_challenge_method": "plain"], "invalid_request"),
        (["code_challenge": challenge], "invalid_request"), (["code_challenge_method": "S256"], "invalid_request"),
        (["code_challenge": "too-short", "code_challenge_method": "S256"], "invalid_request"),
        (["code_challenge": "+\(challenge)", "code_challenge_method": "S256"], "invalid_request"),
        (["code_challenge": String(repeating: "a", count: 129), "code_challenge_method": "S256"], "invalid_request"),
    ]

    @Test(arguments: unsupported)
    func `what is not offered is told to the application`(changed: [String: String], error: String) throws {
        let decision = try Workbench().authorize(changed)
        guard case .redirect(let url, let told) = decision.reply else { throw Unexpected("no redirect") }
        #expect(told == error)
        #expect(url.hasPrefix(WorkServerScene.redirectURL + "?error=\(error)&"))
        #expect(url.hasSuffix("&state=state-0123456789"))
    }

    @Test func `a disabled application is told so, or the browser is`() throws {
        let asked = try Workbench { $0.enabled = false }.authorize()
        guard case .redirect(_, "unauthorized_client") = asked.reply else { throw Unexpected("no redirect") }
        let other = try Workbench(assume: ["oauth.client.disabled": "forbidden_403"]) { $0.enabled = false }.authorize()
        guard case .page(let page) = other.reply else { throw Unexpected("no page") }
        #expect(page.status == 403)
        #expect(asked.rule.id == "oauth.client.disabled")
        #expect(other.rule.id == "oauth.client.disabled")
    }

    @Test func `a wrong password brings the page again, and the right one still works`() async throws {
        let bench = try Workbench()
        let decision = try await bench.signIn(["password": "guessed"])
        #expect(decision.rule.id == "oauth.user.password-wrong")
        guard case .form(let form, 401) = decision.reply else { throw Unexpected("no page") }
        #expect(form.message == "User ID or Password is incorrect")
        let again = SigningIn(
            fields: try Workbench.fields([
                ("transaction", form.transaction.reveal()), ("state", "state-0123456789"),
                ("username", "ada@example.com"),
                ("password", "ada's password"),
            ]))
        #expect(bench.maker.perform(again, by: "198.51.100.20").rule.id == "oauth.code.issued")
        #expect(bench.maker.perform(again, by: "198.51.100.20").rule.id == "oauth.sign-in.unknown")
    }

    @Test(
        arguments: [
            (["username": "grace"], "oauth.user.unknown"), (["action": "cancel"], "person.cancelled"),
            (["transaction": "made up"], "oauth.sign-in.unknown"), (["state": "another"], "oauth.sign-in.unknown"),
        ])
    func `what goes wrong at the page has its rule`(changed: [String: String], rule: String) async throws {
        #expect(try await Workbench().signIn(changed).rule.id == rule)
    }

    @Test(arguments: [("9m59s", "oauth.code.issued"), ("10m", "oauth.sign-in.expired")])
    func `a sign-in page lives ten minutes`(pause: String, rule: String) async throws {
        #expect(try await Workbench().signIn(after: pause).rule.id == rule)
    }

    @Test func `only who is granted may use the application`() async throws {
        let bench = try Workbench { $0.access = .custom(["grace"]) }
        let decision = try await bench.signIn()
        #expect(decision.rule.id == "oauth.user.not-granted")
        guard case .redirect(_, "access_denied") = decision.reply else { throw Unexpected("no redirect") }
        _ = bench.command(.grantAccess(application: "Office & Dragons", access: .custom(["ada"])))
        #expect(try await bench.signIn().rule.id == "oauth.code.issued")
    }

    @Test(
        arguments: [
            ("9.5", "10.2.2", false), ("10.2.0", "10.2.2", false), ("10.2.1", "10.2.2", false),
            ("10.2.2", "10.2.2", true),
            ("10.3", "10.4.0", false), ("10.4", "10.4.0", true), ("10.10", "10.4.0", true), ("cloud", "10.4.0", true),
        ])
    func `OAuth exists from the release that the switch names`(release: String, from: String, offered: Bool) throws {
        let decision = try Workbench(release: release, assume: ["oauth.available-from": from]).authorize()
        #expect((decision.rule.id == "oauth.unavailable") == !offered)
    }

    @Test func `an old database schema has no OAuth`() throws {
        #expect(try Workbench(settings: ["database_schema": "10.2.0"]).authorize().rule.id == "oauth.unavailable")
        #expect(try Workbench(settings: ["database_schema": "10.2.1"]).authorize().rule.id == "oauth.sign-in.served")
    }
}
