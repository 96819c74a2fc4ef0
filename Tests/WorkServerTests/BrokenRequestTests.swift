import NIOCore
import NIOHTTP1
import Secrets
import Testing
import WorkServer
import WorkServerTesting

@Suite(.workServer(overTLS: false))
struct `Broken requests` {
    struct Case: CustomTestStringConvertible {
        let method: HTTPMethod
        let path: String
        var headers: [(String, String)] = []
        var form: String?
        let status: Int
        let rule: String
        var testDescription: String { "\(method.rawValue) \(path.prefix(40)): \(rule)" }
    }

    static let cases: [Case] = [
        Case(method: .GET, path: "/", status: 404, rule: "http.path.unknown"),
        Case(method: .GET, path: "/nothing/here", status: 404, rule: "http.path.unknown"),
        Case(method: .GET, path: "//api", status: 404, rule: "http.path.double-slash"),
        Case(method: .POST, path: "/api", form: "", status: 405, rule: "http.method.not-allowed"),
        Case(method: .RAW(value: "PROPFIND"), path: "/api", status: 405, rule: "http.method.not-allowed"),
        Case(method: .GET, path: "/auth/oauth2/token", status: 405, rule: "http.method.not-allowed"),
        Case(method: .DELETE, path: "/work/api/v2/customers/1/libraries", status: 405, rule: "http.method.not-allowed"),
        Case(method: .GET, path: "/auth/oauth2/authorize?state=%00", status: 400, rule: "http.parameter.malformed"),
        Case(method: .GET, path: "/auth/oauth2/authorize?a=1&a=2", status: 400, rule: "http.parameter.duplicate"),
        Case(method: .GET, path: "/auth/oauth2/authorize", status: 400, rule: "oauth.client.unknown"),
        Case(method: .POST, path: "/auth/oauth2/token", form: "", status: 400, rule: "oauth.request.incomplete"),
        Case(
            method: .POST, path: "/auth/oauth2/token", form: "code=%e9", status: 400, rule: "http.parameter.malformed"),
        Case(
            method: .POST, path: "/auth/oauth2/token", form: "code=1&code=2", status: 400,
            rule: "http.parameter.duplicate"),
        Case(
            method: .POST, path: "/auth/oauth2/token", headers: [("content-type", "application/json")], form: "{",
            status: 415, rule: "http.content-type.unsupported"),
        Case(
            method: .POST, path: "/auth/oauth2/token", form: String(repeating: "a", count: 70_000), status: 413,
            rule: "http.body.too-large"),
        Case(
            method: .POST, path: "/auth/oauth2/sign-in", form: "action=sign_in", status: 400,
            rule: "oauth.sign-in.unknown"),
        Case(method: .GET, path: "/work/api/v2/customers/1%2F/libraries", status: 401, rule: "oauth.access.missing"),
    ]

    @Test(arguments: cases) func `a broken request gets its status and rule, never a 500`(broken: Case) async throws {
        let scene = try WorkServer.current
        let reply = try await Caller(scene: scene).send(
            broken.method, broken.path, headers: broken.headers, form: broken.form)
        #expect(reply.status == broken.status)
        #expect(scene.server.journal.last?.rule == broken.rule)
        #expect(scene.server.journal.last?.refused == true)
        #expect(!reply.body.isEmpty)
    }

    @Test(
        arguments: [
            ("/api%zz", "http.path.malformed"), ("/api%00", "http.path.malformed"), ("/api%", "http.path.malformed"),
            ("/work/api/v2/customers/%ff/libraries", "http.path.malformed"), ("*", "http.path.malformed"),
            ("/auth/oauth2/authorize?client_id=%", "http.parameter.malformed"),
            ("/auth/oauth2/authorize?client_id=%ff", "http.parameter.malformed"),
        ])
    func `a target that no client library would send is refused`(target: String, rule: String) async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(
            "GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: scene.server.port)
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(scene.server.journal.last?.rule == rule)
    }

    static let notHTTP: [String] = [
        "\r\n\r\nnonsense\r\n\r\n", "GET /api HTTP/9.9\r\n\r\n", "GET /api\r\n\r\n", "\u{0}\u{1}\u{2}\u{3}\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: a\r\nBad Header: 1\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /auth/oauth2/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ]

    @Test(arguments: notHTTP) func `what is not HTTP gets a 400 that says so, and the end of the connection`(
        text: String
    )
        async throws
    {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(text, to: scene.server.port)
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nWhat came is not a request of HTTP/1.1.\n"))
        #expect(answer.lowercased().contains("connection: close\r\n"))
        #expect(scene.server.journal.last?.rule == "http.malformed")
        #expect(try await Caller(scene: scene).send(.GET, "/api").status == 200)
    }

    @Test func `random bytes never bring the server down`() async throws {
        let scene = try WorkServer.current
        let noise = SeededIdentifiers(seed: 3, path: ["noise"])
        for _ in 0..<50 {
            let bytes =
                noise.bytes("noise", count: 200) + Array("\r\n\r\n".utf8)
            _ = try? await RawCaller.send(bytes, to: scene.server.port, until: "\r\n\r\n")
        }
        #expect(try await Caller(scene: scene).send(.GET, "/api").status == 200)
    }

    @Test func `who waits to be told to continue is told`() async throws {
        let scene = try WorkServer.current
        let head =
            "POST /auth/oauth2/token HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\n"
        let answer = try await RawCaller.send(head, to: scene.server.port, until: "\r\n\r\n")
        #expect(answer == "HTTP/1.1 100 Continue\r\n\r\n")
    }

    @Test func `an upload that is refused whatever it holds is refused before it is sent`() async throws {
        let scene = try WorkServer.current
        let head =
            "POST /work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!2/documents HTTP/1.1\r\nHost: a\r\n"
            + "X-Auth-Token: wrong\r\nExpect: 100-continue\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n"
        let answer = try await RawCaller.send(head, to: scene.server.port, until: "\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 401 Unauthorized\r\n"))
    }

    @Test func `a body without a length is cut off at the limit`() async throws {
        let scene = try WorkServer.current
        let head =
            "POST /auth/oauth2/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
        let chunk = "4000\r\n" + String(repeating: "a", count: 0x4000) + "\r\n"
        let answer = try await RawCaller.send(
            head + String(repeating: chunk, count: 5), to: scene.server.port, until: "\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(scene.server.journal.last?.rule == "http.body.too-large")
    }

    @Test func `plain HTTP to a TLS port is journalled and closed`() async throws {
        let scene = try await WorkServerScene.start()
        _ = try? await RawCaller.send("GET /api HTTP/1.1\r\nHost: a\r\n\r\n", to: scene.server.port)
        while !scene.server.journal.contains(where: { $0.kind == .tls }) { await Task.yield() }
        #expect(scene.server.journal.last?.rule == "tls.not-tls")
        await scene.server.stop()
    }

    @Test func `HEAD answers with the length and no body`() async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(
            "HEAD /api HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: scene.server.port)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
        #expect(!answer.contains("content-length: 0"))
    }

    @Test func `two requests on one connection are answered in order`() async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(
            "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\nGET /api HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            to: scene.server.port)
        let statuses = answer.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
        #expect(statuses == ["404", "200"])
    }
}
