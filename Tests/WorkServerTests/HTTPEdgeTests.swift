import HTTPTypes
import NIOHTTP1
import Rules
import Secrets
import Testing
import WorkServerTesting

@testable import WorkServer

/// HTTP as RFC 9110 and RFC 9112 have it, in the places where servers forget it.
@Suite(.workServer(overTLS: false))
struct `The edges of HTTP` {
    private static func statuses(_ answer: String) -> [String] {
        answer.split(separator: "HTTP/1.1 ").map { String($0.prefix(3)) }
    }

    @Test(arguments: [
        "GET /api HTTP/1.1\r\n\r\n", "GET /api HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", "GET /api HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET http:///api HTTP/1.1\r\nHost: a\r\n\r\n", "GET http://a@b/api HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
    func `a request without one Host is refused, and the connection ends`(text: String) async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(text, to: scene.server.port)
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(answer.hasSuffix("The request has no Host field, several, or one that is not a host and port.\n"))
        #expect(scene.server.journal.last?.rule == "http.host.missing")
        #expect(try await Caller(scene: scene).send(.GET, "/api").status == 200)
    }

    @Test(arguments: [
        ("a", true), ("a:443", true), ("a:", true), ("", true), ("[::1]:8443", true), ("a_b.example", true),
        ("127.0.0.1:65535", true), ("a:65536", false), ("a:99999999999999999999", false), ("a:-1", false),
        ("a:b", false), ("a, b", false), ("u@a", false), ("[::1", false), ("::1", false), ("]:[", false),
        ("a/b", false),
        ("a?b", false), ("\u{FF41}", false), ("%zz", false),
    ])
    func `a Host is a host with or without a port`(field: String, isValid: Bool) async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(
            "GET /api HTTP/1.1\r\nHost: \(field)\r\nConnection: close\r\n\r\n", to: scene.server.port)
        #expect(answer.hasPrefix(isValid ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 400 Bad Request\r\n"))
    }

    @Test(arguments: [("http://b:81/api?x", "200"), ("HTTPS://b:81", "404"), ("http://b:81?x", "404")])
    func `the host of an absolute URL replaces the Host field`(url: String, status: String) async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(
            "GET \(url) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: scene.server.port)
        #expect(Self.statuses(answer) == [status])
        #expect(scene.server.journal.last?.requestHeaders.first == "host: b:81")
        #expect(scene.server.journal.last?.path?.hasPrefix("/") == true)
    }

    @Test func `a second request without a Host does not disturb the answer to the first`() async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(
            "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\nGET /api HTTP/1.1\r\n\r\n", to: scene.server.port)
        #expect(Self.statuses(answer) == ["404", "400"])
    }

    @Test(arguments: [
        "X: " + String(repeating: "a", count: 17_000),
        String(repeating: "X: " + String(repeating: "a", count: 8_000) + "\r\n", count: 9) + "Y: 1",
        String(repeating: "X: 1\r\n", count: 250) + "Y: 1",
    ])
    func `header fields that are too long get 431`(fields: String) async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(
            "GET /api HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n", to: scene.server.port)
        #expect(answer.hasPrefix("HTTP/1.1 431 "))
        #expect(answer.hasSuffix("The header fields of the request are too long.\n"))
        #expect(scene.server.journal.last?.rule == "http.headers.too-long")
        #expect(scene.server.journal.last?.status == 431)
    }

    @Test func `a long field after other requests gets 431, and they their own answers`() async throws {
        let scene = try WorkServer.current
        let long = "GET /api HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 17_000))\r\n\r\n"
        let answer = try await RawCaller.send("GET /api HTTP/1.1\r\nHost: a\r\n\r\n" + long, to: scene.server.port)
        #expect(Self.statuses(answer) == ["200", "431"])
    }

    @Test(arguments: ["", "Host: a\r\n", "Host: a\r\nConnection: keep-alive\r\n"])
    func `HTTP/1.0 gets an answer and the end of the connection`(fields: String) async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send("GET /api HTTP/1.0\r\n\(fields)\r\n", to: scene.server.port)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.lowercased().contains("\r\nconnection: close\r\n"))
    }

    @Test func `HTTP/1.0 is not asked to go on`() async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(
            "POST /auth/oauth2/token HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b",
            to: scene.server.port)
        #expect(Self.statuses(answer) == ["400"])
    }

    @Test(arguments: ["close", "Close", "keep-alive, close"])
    func `a caller that wants the connection to end gets Connection close`(option: String) async throws {
        let scene = try WorkServer.current
        let answer = try await RawCaller.send(
            "GET /api HTTP/1.1\r\nHost: a\r\nConnection: \(option)\r\n\r\n", to: scene.server.port)
        #expect(answer.lowercased().contains("\r\nconnection: close\r\n"))
    }

    @Test func `what is refused whatever the body is refused before it is sent`() async throws {
        let scene = try WorkServer.current
        for (fields, status) in [
            ("Content-Type: text/plain", "415"),
            ("Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: gzip", "415"),
        ] {
            let head =
                "POST /auth/oauth2/token HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\(fields)\r\nContent-Length: 8\r\n\r\n"
            let answer = try await RawCaller.send(head, to: scene.server.port, until: "\r\n\r\n")
            #expect(Self.statuses(answer) == [status])
        }
    }
}
