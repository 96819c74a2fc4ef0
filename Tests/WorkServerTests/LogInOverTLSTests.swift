import Foundation
import NIOCore
import NIOHTTP1
import Secrets
import Testing
import WorkServer
import WorkServerTesting

struct `A log-in over TLS` {
    static let authorizePath =
        "/auth/oauth2/authorize?response_type=code&client_id=\(WorkServerScene.clientID)"
        + "&redirect_uri=https%3A%2F%2Fapp.example.com%2Fsettings%2Fprofile%2Fintegrations&state=abc%20%26%22def"

    static func value(of name: String, in page: String) throws -> String {
        let start = try #require(page.range(of: "name=\"\(name)\" value=\"")?.upperBound)
        let value = String(page[start...].prefix { $0 != "\"" })
        return value.replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    @Test(.workServer, arguments: [100, 1_000, 8_000])
    func `a certificate that died long ago is refused as one of yesterday is`(years: Int) async throws {
        let scene = try WorkServer.current
        try await scene.advance(by: .seconds(years * 365 * 86_400))
        await #expect(throws: (any Error).self) { try await Caller(scene: scene).send(.GET, "/api") }
        // The server learns of it after the caller does.
        while !scene.server.journal.contains(where: { $0.rule == "tls.handshake-failed" }) { await Task.yield() }
    }

    @Test(.workServer) func `the whole flow, as a browser and an application go through it`() async throws {
        let scene = try WorkServer.current
        let browser = Caller(scene: scene, from: "127.0.0.20")
        let application = Caller(scene: scene, from: "127.0.0.10")

        let page = try await browser.send(.GET, Self.authorizePath)
        #expect(page.status == 200)
        #expect(page.headers.first(name: "content-type") == "text/html; charset=utf-8")
        #expect(page.headers.first(name: "cache-control") == "no-store")
        #expect(page.headers.first(name: "date") == "Mon, 02 Mar 2026 09:00:00 GMT")
        #expect(page.body.contains("<title>Sign in to iManage Work</title>"))
        #expect(try Self.value(of: "state", in: page.body) == "abc &\"def")

        let transaction = try Self.value(of: "transaction", in: page.body)
        let signedIn = try await browser.send(
            .POST, "/auth/oauth2/sign-in",
            form: "transaction=\(transaction)&state=abc+%26%22def&username=ada&password=ada%27s+password&action=sign_in"
        )
        #expect(signedIn.status == 302)
        let location = try #require(signedIn.headers.first(name: "location"))
        #expect(location.hasPrefix(WorkServerScene.redirectURL + "?code="))
        #expect(location.hasSuffix("&state=abc%20%26%22def"))
        let code = try #require(location.split(separator: "code=").last?.prefix { $0 != "&" })

        let secret = try #require(scene.server.credentials.clientSecrets[WorkServerScene.clientID]).reveal()
        let granted = try await application.send(
            .POST, "/auth/oauth2/token",
            form: "grant_type=authorization_code&code=\(code)&client_id=\(WorkServerScene.clientID)"
                + "&client_secret=\(secret)&redirect_uri=\(Self.encoded(WorkServerScene.redirectURL))")
        #expect(granted.status == 200)
        #expect(granted.headers.first(name: "cache-control") == "no-store")
        let token = try JSONDecoder().decode(Token.self, from: Data(granted.body.utf8))
        #expect(token.token_type == "Bearer")
        #expect(token.expires_in == 1_800)

        let discovery = try await application.send(.GET, "/api", headers: [("X-Auth-Token", token.access_token)])
        #expect(discovery.body.contains("\"auth_status\":\"authenticated\""))
        #expect(discovery.body.contains("\"customer_id\":1"))
        for prefix in ["/work/api/v2", "/api/v2", "/work/web/api/v2"] {
            let libraries = try await application.send(
                .GET, prefix + "/customers/1/libraries", headers: [("Authorization", "Bearer \(token.access_token)")])
            #expect(
                libraries.body
                    == #"{"data":[{"id":"ACTIVE","is_hidden":false,"type":"worksite"},{"id":"ARCHIVE","is_hidden":false,"type":"worksite"}]}"#
            )
        }

        let journal = scene.server.journal
        #expect(
            journal.filter { $0.kind == .exchange }.map(\.rule) == [
                "oauth.sign-in.served", "oauth.code.issued", "oauth.code.redeemed", "discovery.reported",
                "content.libraries.listed", "content.libraries.listed", "content.libraries.listed",
            ])
        let text = String(decoding: try JSONEncoder().encode(journal), as: UTF8.self)
        #expect(scene.secrets.leaks(in: text) == [])
        #expect(!text.contains("abc%20"))
        #expect(text.contains("‹ADA's code on main›"))
        #expect(journal.filter { $0.kind == .exchange }.map(\.exchange).first == "127.0.0.20")
    }

    struct Token: Decodable {
        let access_token: String
        let token_type: String
        let expires_in: Int
        let refresh_token: String
    }

    @Test(.workServer) func `a dead or missing token gets 401 in the API's envelope`() async throws {
        let reply = try await Caller(scene: try WorkServer.current).send(.GET, "/work/api/v2/customers/1/libraries")
        #expect(reply.status == 401)
        let envelope = try JSONDecoder().decode([String: Envelope].self, from: Data(reply.body.utf8))
        #expect(envelope["error"]?.code_message == "X-Auth-Token is invalid or missing")
        #expect(envelope["error"]?.dms_version == "10.4")
    }

    struct Envelope: Decodable {
        let code: String
        let code_message: String
        let transaction: String
        let dms_version: String
    }

    @Test(.workServer) func `before a log-in the server says what it is, under the name it was asked by`() async throws
    {
        let scene = try WorkServer.current
        let reply = try await Caller(scene: scene).send(.GET, "/work/api", headers: [("Host", "work.example.com")])
        #expect(
            reply.body
                == #"{"data":{"auth_status":"unauthenticated","dms_version":"10.4","versions":[{"name":"v2","url":"https://work.example.com/work/api/v2","version":"2.1.1094"}]}}"#
        )
        scene.server.setPublicName(url: "https://dms.example.com")
        #expect(try await Caller(scene: scene).send(.GET, "/api").body.contains("https://dms.example.com/work/api/v2"))
    }

    @Test(.workServer) func `a certificate is judged by the server's own calendar`() async throws {
        let scene = try WorkServer.current
        #expect(try await Caller(scene: scene).send(.GET, "/api").status == 200)
        try await scene.advance(by: .seconds(800 * 86_400 - 1))
        #expect(try await Caller(scene: scene).send(.GET, "/api").status == 200)
        try await scene.advance(by: .seconds(1))
        await #expect(throws: (any Error).self) { try await Caller(scene: scene).send(.GET, "/api") }
        scene.server.renewCertificate(validFor: .seconds(86_400))
        #expect(try await Caller(scene: scene).send(.GET, "/api").status == 200)
    }

    @Test(.workServer) func `a name that the certificate is not for is refused by the caller and journalled`()
        async throws
    {
        let scene = try WorkServer.current
        var caller = Caller(scene: scene)
        caller.name = "work.example.com"
        await #expect(throws: (any Error).self) { try await caller.send(.GET, "/api") }
        // The server learns of it after the caller does.
        while !scene.server.journal.contains(where: { $0.kind == .tls }) { await Task.yield() }
        let entry = try #require(scene.server.journal.first { $0.kind == .tls })
        #expect(entry.rule == "tls.handshake-failed")
        #expect(!entry.detail.contains("/"))
        scene.server.setPublicName(url: "https://work.example.com")
        #expect(try await caller.send(.GET, "/api").status == 200)
    }

    @Test func `many servers run side by side and stop`() async throws {
        let scenes = try await withThrowingTaskGroup(of: WorkServerScene.self) { group in
            for number in 0..<20 {
                group.addTask { try await WorkServerScene.start { $0.name = "server-\(number)" } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(scenes.map(\.server.port)).count == 20)
        for scene in scenes {
            #expect(try await Caller(scene: scene).send(.GET, "/api").status == 200)
            await scene.server.stop()
        }
    }

    @Test func `a busy port is said to be busy`() async throws {
        let scene = try await WorkServerScene.start(overTLS: false)
        let port = scene.server.port
        await #expect(throws: ServerStartFailure.self) {
            _ = try await WorkServerScene.start(overTLS: false) { $0.port = port }
        }
        await scene.server.stop()
    }
}
