import IntegrationClient
import Markup
import OfficeApp
import Rules
import ScenarioRunner
import Secrets
import Stage
import Testing

/// The product's pages over a client that plays on a stage.
@Suite struct `The product's pages` {
    private static let key = Secret("a key of this test alone")

    private func withStage(_ preset: String, _ body: (Stage) async throws -> Void) async throws {
        let world = try #require(
            ScenarioSuite.world(ofPreset: preset), "the preset \(preset) is built in and describes a world")
        try await PlayingLimit.withPlace {
            let stage = try await Stage(setup: world, seed: 5, scenario: "pages")
            do {
                try await body(stage)
                await stage.stop()
            } catch {
                await stage.stop()
                throw error
            }
        }
    }

    private func ask(
        _ stage: Stage, _ person: Person, _ path: String, form: [String: String]? = nil, query: [String: String] = [:]
    ) async throws -> OfficeReply {
        try await stage.visitOffice("a test") { integration in
            await OfficeApp(integration, formKey: Self.key).answer(
                OfficeRequest(
                    person: person, isPost: form != nil, path: path, url: "https://app.officeanddragons.com\(path)",
                    query: query, form: form ?? [:]))
        }.result.get()
    }

    private func text(_ reply: OfficeReply) -> String {
        if case .page(let html) = reply.content { html.text } else { "" }
    }

    /// The token that the forms of a person carry.
    private func token(_ stage: Stage, _ person: Person) async throws -> String {
        let page = text(try await ask(stage, person, "/settings/organization/imanage"))
        let match = try #require(page.firstMatch(of: /name="form" value="([^"]+)"/))
        return String(match.output.1)
    }

    private let omar = Person(name: "omar", role: .organizationAdmin)
    private let ada = Person(name: "ada", role: .user)
    private let sven = Person(name: "sven", role: .staff)

    @Test func `a form without the person's own token does nothing`() async throws {
        try await withStage("small-firm") { stage in
            for form in [["action": "enable"], ["action": "enable", "form": try await token(stage, ada)]] {
                let reply = try await ask(stage, omar, "/settings/organization/imanage", form: form)
                #expect(reply.status == 403)
                #expect(reply.deed == nil)
            }
            #expect(text(try await ask(stage, omar, "/settings/organization/imanage")).contains("is not enabled"))
        }
    }

    @Test func `who may not do something is refused by the client, in its words`() async throws {
        try await withStage("small-firm") { stage in
            let form = ["action": "enable", "form": try await token(stage, ada)]
            let reply = try await ask(stage, ada, "/settings/organization/imanage", form: form)
            #expect(reply.status == 422)
            #expect(reply.deed?.failure?.id == .notOrganizationAdmin)
            let message = try #require(reply.deed?.failure?.message)
            #expect(text(reply).contains(HTML.escaped(message)))
        }
    }

    @Test(arguments: [
        ("https://work.example.com", "good"), ("https://work.example.com/", "bad"), ("work.example.com", "bad"),
        ("http://work.example.com", "bad"), ("https://work.example.com/login", "bad"), ("", "plain"),
    ])
    func `a URL is checked while it is typed by the rules that decide later`(_ url: String, _ tone: String) async throws
    {
        try await withStage("small-firm") { stage in
            let reply = try await ask(stage, omar, "/settings/organization/imanage/check", query: ["value": url])
            guard case .json(let json) = reply.content else {
                Issue.record("the check is no JSON")
                return
            }
            #expect(json.contains("\"tone\":\"\(tone)\""))
        }
    }

    @Test func `a typed secret shows on no page and in no deed`() async throws {
        try await withStage("small-firm") { stage in
            let token = try await token(stage, omar)
            let place = "/settings/organization/imanage"
            _ = try await ask(stage, omar, place, form: ["action": "enable", "form": token])
            let reply = try await ask(
                stage, omar, place,
                form: [
                    "action": "add", "form": token, "url": "https://work.example.com/",
                    "client_id": Deployment.clientID, "client_secret": "a-secret-that-was-typed",
                ])
            #expect(reply.status == 422)
            #expect(!text(reply).contains("a-secret-that-was-typed"))
            #expect(reply.deed?.arguments.values.contains("a-secret-that-was-typed") == false)
            #expect(text(reply).contains("value=\"https://work.example.com/\""))
        }
    }

    @Test func `what is typed is shown and not run`() async throws {
        try await withStage("added") { stage in
            let reject = [
                "action": "reject", "server": "main", "reason": "<script>alert(1)</script>",
                "form": try await token(stage, sven),
            ]
            _ = try await ask(stage, sven, "/staff/validation", form: reject)
            let page = text(try await ask(stage, omar, "/settings/organization/imanage"))
            #expect(page.contains("&lt;script&gt;alert(1)"))
            #expect(!page.contains("<script>"))
        }
    }

    @Test func `a review lists what was found, and a confirmation lets users in`() async throws {
        try await withStage("added") { stage in
            let (forOmar, forSven) = (try await token(stage, omar), try await token(stage, sven))
            _ = try await ask(
                stage, omar, "/settings/organization/imanage",
                form: ["action": "announce", "server": "main", "form": forOmar])
            let review = try await ask(
                stage, sven, "/staff/validation", form: ["action": "review", "server": "main", "form": forSven])
            #expect(text(review).contains("It answers as a work server"))
            _ = try await ask(
                stage, sven, "/staff/validation", form: ["action": "confirm", "server": "main", "form": forSven])
            let logIn = try await ask(
                stage, ada, "/settings/profile/imanage",
                form: ["action": "log_in", "server": "main", "form": try await token(stage, ada)])
            guard case .redirect(let url) = logIn.content else {
                Issue.record("a log-in does not lead to the server: \(text(logIn))")
                return
            }
            #expect(url.hasPrefix("https://work.example.com/auth/oauth2/authorize?"))
        }
    }
}
