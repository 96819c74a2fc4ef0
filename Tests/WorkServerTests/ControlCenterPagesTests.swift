import HTTPTypes
import Testing
import WorkServerTesting
import WorkTime

@testable import WorkServer

/// Control Center's pages, as an administrator's browser uses them.
struct `Pages of Control Center` {
    /// NORA's browser, signed in to a server in process.
    struct Browser {
        let server: InProcess
        let cookie: String
        let form: String

        init() async throws {
            server = try InProcess()
            let opened = try await server.send(
                .post, "/work/cc/sign-in", body: "username=NORA&password=nora%27s%20password",
                type: "application/x-www-form-urlencoded")
            cookie = try #require(opened.headers[.setCookie]?.split(separator: ";").first.map(String.init))
            form = ControlCenterSession.formToken(of: String(cookie.drop { $0 != "=" }.dropFirst()))
        }

        func get(_ path: String) async throws -> Answer {
            try await server.send(.get, "/work/cc" + path, ["Cookie": cookie])
        }

        func post(_ path: String, _ fields: [String: String]) async throws -> Answer {
            let pairs = fields.merging(["form": form]) { $1 }.map { "\($0)=\(percentEncoded($1))" }
            return try await server.send(
                .post, "/work/cc" + path, ["Cookie": cookie], body: pairs.sorted().joined(separator: "&"),
                type: "application/x-www-form-urlencoded")
        }
    }

    private static let application = "/applications/\(WorkServerScene.clientID)"

    @Test func `the list offers what the documented page offers`() async throws {
        let browser = try await Browser()
        let list = try await browser.get("/applications").body
        for text in ["+ Add Application", "Upload Package", "Configure Manually", "View: ", "Edit: ", "Security: "] {
            #expect(list.contains(text), "\(text)")
        }
        #expect(list.contains("value=\"disable\"") && list.contains("value=\"delete\""))
        let view = try await browser.get(Self.application + "/view")
        #expect(view.status == 200 && view.body.contains("365 days") && view.body.contains("30 minutes"))
        #expect(try await browser.get("/applications/nothing/view").status == 404)
    }

    @Test func `an edit that is refused keeps what was typed`() async throws {
        let browser = try await Browser()
        let refused = try await browser.post(
            Self.application,
            ["action": "edit", "name": "A new name", "redirect_urls": "no URL", "refresh_token_expiry": "77 days"])
        #expect(refused.status == 422)
        for text in ["A new name", "no URL", "77 days"] { #expect(refused.body.contains(text), "\(text)") }
        #expect(try await !browser.get(Self.application).body.contains("A new name"))
    }

    @Test(arguments: ["abc", "1 year", "9e99", "-5 days 3"])
    func `an expiry that is no number is named as that`(text: String) async throws {
        let browser = try await Browser()
        let refused = try await browser.post(
            Self.application,
            ["action": "edit", "name": "O", "redirect_urls": "https://o.example.com/", "refresh_token_expiry": text])
        #expect(refused.status == 422 && refused.body.contains("which is no number of days"))
    }

    @Test func `users and groups are searched for, and added to those who may use an application`() async throws {
        let browser = try await Browser()
        let found = try await browser.post(Self.application, ["go": "find", "find": "ada", "access": "all"])
        #expect(found.body.contains("value=\"ADA\"") && !found.body.contains("aria-label=\"Add NORA\""))
        let added = try await browser.post(
            Self.application, ["add": "ADA", "find": "", "access": "all", "users": "BEN"])
        #expect(added.body.contains(">BEN\nADA</textarea>"))
        // Nothing is saved before the form is.
        #expect(try await browser.get("/applications").body.contains("All users"))
        _ = try await browser.post(Self.application, ["action": "access", "access": "custom", "users": "BEN\nADA"])
        #expect(try await browser.get("/applications").body.contains("Custom: ADA, BEN"))
        let nobody = try await browser.post(Self.application, ["go": "find", "find": "<nobody>"])
        #expect(nobody.body.contains("&lt;nobody&gt;") && !nobody.body.contains("<nobody>"))
    }

    @Test func `the form for a new application searches too, and keeps the other steps' values`() async throws {
        let browser = try await Browser()
        let draft = [
            "step": "access", "name": "Other", "client_id": "other", "redirect_urls": "https://other.example.com/back",
        ]
        let found = try await browser.post("/applications/add", draft.merging(["go": "find", "find": "NORA"]) { $1 })
        #expect(found.body.contains("aria-label=\"Add NORA\"") && found.body.contains("https://other.example.com/back"))
        #expect(found.body.contains("aria-current=\"step\">Access"))
    }

    @Test func `a user is locked, and may log on again`() async throws {
        let browser = try await Browser()
        let locked = try await browser.post("/users", ["action": "lock", "user": "ADA"])
        #expect(locked.body.contains("ADA may no longer log on.") && locked.body.contains("Unlock: ADA"))
        let again = try await browser.post("/users", ["action": "unlock", "user": "ADA"])
        #expect(again.body.contains("ADA may again log on.") && again.body.contains("Lock: ADA"))
        #expect(try await browser.post("/users", ["action": "lock", "user": "NOBODY"]).status == 422)
    }

    @Test func `each setting says how it is known, and choices are choices`() async throws {
        let settings = try await Browser().get("/settings").body
        for setting in ServerSetting.allCases { #expect(settings.contains(setting.source.escaped)) }
        #expect(settings.contains("type=\"radio\" name=\"value\" value=\"redirect_refused\""))
        #expect(settings.contains(">assumed</span>") && settings.contains(">documented</span>"))
    }

    @Test func `the certificate shows its dates`() async throws {
        let browser = try await Browser()
        let node = browser.server.core.maker.snapshot.node
        let page = try await browser.get("/network").body
        #expect(page.contains(node.certificateIssued.iso8601))
        #expect(page.contains((node.certificateIssued + node.certificateValidFor).iso8601))
    }
}

extension String {
    fileprivate var escaped: String {
        replacing("&", with: "&amp;").replacing("'", with: "&#39;").replacing("\"", with: "&quot;")
    }
}
