import Rules
import Secrets
import Testing
import WorkServerTesting

@testable import WorkServer

struct `Control Center` {
    static func form(_ change: (inout ApplicationForm) -> Void = { _ in }) -> ApplicationForm {
        var form = ApplicationForm(
            name: "Other", clientID: "other-id", redirectURLs: ["https://other.example.com/callback"])
        change(&form)
        return form
    }

    @Test func `a new application starts disabled, with the documented defaults and no secret`() throws {
        let bench = try Workbench()
        let reply = try bench.command(.registerApplication(Self.form())).reply.get()
        #expect(reply.rule == "applications.registered")
        let application = try #require(bench.maker.snapshot.application(named: "Other"))
        #expect(!application.isEnabled)
        #expect(!application.hasSecret)
        #expect(!application.allowRefreshToken)
        #expect(application.refreshTokenExpiry == 365)
        #expect(application.accessTokenExpiry == 30)
    }

    @Test func `a generated secret is shown once, and only its digest is kept`() throws {
        let bench = try Workbench()
        _ = bench.command(.registerApplication(Self.form()))
        let secret = try #require(try bench.command(.generateSecret(application: "other-id")).reply.get().clientSecret)
        #expect(bench.maker.snapshot.application(named: "Other")?.secret == SecretDigest(of: secret.reveal()))
        #expect(bench.secrets.redact(secret.reveal()) == "‹client secret of Other on main›")
        let shown = try bench.command(.exportRegistration(application: "Other")).reply.get().registration
        #expect(shown?["client_secret"] == "set (number 1)")
    }

    static let refusals: [(String, ApplicationForm)] = [
        ("applications.name.missing", form { $0.name = " " }),
        ("applications.client-id.missing", form { $0.clientID = nil }),
        ("applications.client-id.not-unique", form { $0.clientID = WorkServerScene.clientID }),
        ("applications.redirect.missing", form { $0.redirectURLs = [""] }),
        ("applications.redirect.missing", form { $0.redirectURLs = nil }),
        ("applications.redirect.malformed", form { $0.redirectURLs = ["app.example.com/callback"] }),
        ("applications.redirect.malformed", form { $0.redirectURLs = ["http://app.example.com/"] }),
        ("applications.redirect.malformed", form { $0.redirectURLs = ["https://app.example.com/#top"] }),
        ("applications.value.invalid", form { $0.website = "example" }),
        ("applications.value.invalid", form { $0.contactEmail = "nobody" }),
        ("applications.value.invalid", form { $0.secretExpires = "soon" }),
        ("applications.value.invalid", form { $0.secretExpires = "9999-12-31" }),
        ("applications.value.invalid", form { $0.secretExpires = "-1" }),
        ("applications.value.invalid", form { $0.description = "a\u{0}b" }),
        ("applications.expiry.out-of-range", form { $0.refreshTokenExpiry = 0 }),
        ("applications.expiry.out-of-range", form { $0.accessTokenExpiry = 10_000 }),
    ]

    @Test(arguments: refusals)
    func `a form that is wrong in one field is refused by that field's rule`(rule: String, form: ApplicationForm) throws
    {
        let decision = try Workbench().command(.registerApplication(form))
        #expect(decision.rule.id == rule)
        #expect(decision.events.isEmpty)
    }

    @Test func `only NRTADMIN operates it, and everybody may look up the version`() throws {
        let bench = try Workbench()
        #expect(bench.command(.registerApplication(Self.form()), by: "ADA").rule.id == "applications.privilege")
        #expect(try bench.command(.lookUpVersion, by: "ADA").reply.get().release == "10.4")
    }

    @Test func `on the cloud nothing is registered by hand`() throws {
        let bench = try Workbench(hosting: .cloud)
        #expect(bench.command(.registerApplication(Self.form())).rule.id == "applications.cloud-by-hand")
    }

    @Test func `a message names the thing, the place and the remedy`() throws {
        let bench = try Workbench()
        guard case .failure(let refusal) = bench.command(.enable(application: "Nothing")).reply else {
            throw Unexpected("it was accepted")
        }
        #expect(
            refusal.message
                == "main has no application with the name or client id 'Nothing'. Registered are: Office & Dragons.")
    }

    @Test func `enabling twice changes nothing the second time`() throws {
        let bench = try Workbench { $0.enabled = false }
        #expect(bench.command(.enable(application: "Office & Dragons")).events.map(\.name) == ["application.enabled"])
        #expect(bench.command(.enable(application: "Office & Dragons")).events.isEmpty)
        let change = bench.maker.events.last?.changes.first
        #expect(change == Change(path: "applications/Office & Dragons/enabled", before: "No", after: "Yes"))
    }

    @Test func `deleting an application revokes its tokens and frees its client id`() async throws {
        let bench = try Workbench()
        let token = try await bench.logIn().access
        #expect(try bench.command(.deleteApplication(application: "Office & Dragons")).reply.get().revokedTokens == 2)
        #expect(bench.libraries(token).rule.id == "oauth.access.revoked")
        #expect(!bench.command(.registerApplication(Self.form { $0.clientID = WorkServerScene.clientID })).refused)
    }

    @Test(
        arguments: [
            ("work_token_grant_expiry", "1s", "settings.changed"),
            ("work_token_grant_expiry", "24h", "settings.changed"),
            ("work_token_grant_expiry", "0s", "settings.value.out-of-range"),
            ("work_token_grant_expiry", "999ms", "settings.value.out-of-range"),
            ("work_token_grant_expiry", "1d1s", "settings.value.out-of-range"),
            ("work_token_grant_expiry", "30", "settings.changed"),
            ("work_token_grant_expiry", "30 seconds", "settings.changed"),
            ("work_token_grant_expiry", "soon", "settings.value.malformed"),
            ("work_token_grant_expirey", "30s", "settings.unknown"),
            ("access_token_absolute_timeout", "off", "settings.changed"),
            ("database_schema", "10.2.1", "settings.changed"),
            ("database_schema", "new", "settings.value.malformed"),
        ])
    func `a setting takes what its range allows`(name: String, value: String, rule: String) throws {
        #expect(try Workbench().command(.set(setting: name, value: value)).rule.id == rule)
    }

    @Test func `the event log plays back to the same state`() async throws {
        let bench = try Workbench()
        _ = try await bench.logIn()
        _ = bench.command(.registerApplication(Self.form()))
        _ = bench.command(.set(setting: "work_token_grant_expiry", value: "30s"))
        let now = bench.maker.snapshot
        var replayed = WorkState(node: now.node, assumptions: now.assumptions)
        for record in bench.maker.events { replayed.apply(record.event) }
        #expect(replayed.applications == now.applications)
        #expect(replayed.settings == now.settings)
        #expect(replayed.accessTokens == now.accessTokens)
        #expect(replayed.codes == now.codes)
    }
}
