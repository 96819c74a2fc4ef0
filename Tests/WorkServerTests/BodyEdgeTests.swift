import HTTPTypes
import NIOHTTP1
import Rules
import Secrets
import Testing
import WorkServerTesting

@testable import WorkServer

/// What a server answers by the head and the encoding of a request alone.
@Suite struct `Bodies and methods` {
    private static let logIn = "/api/v1/session/login"
    private static let good = #"{"user_id": "NORA", "password": "nora's password"}"#

    @Test(arguments: ["gzip", "deflate", "br", "identity, gzip", "GZIP"])
    func `a compressed body is refused`(coding: String) async throws {
        let server = try InProcess()
        let answer = try await server.send(.put, Self.logIn, ["Content-Encoding": coding], body: Self.good)
        #expect(answer.status == 415 && answer.rule.id == "http.content-encoding.unsupported")
        #expect(answer.headers[.acceptEncoding] == "identity")
        #expect(
            try await server.send(.put, Self.logIn, ["Content-Encoding": "identity"], body: Self.good).status == 200)
    }

    @Test(arguments: ["utf-16", "iso-8859-1", "\"windows-1252\""])
    func `a body in another encoding than UTF-8 is refused`(charset: String) async throws {
        let server = try InProcess()
        let type = "application/json; charset=\(charset)"
        let answer = try await server.send(.put, Self.logIn, body: Self.good, type: type)
        #expect(answer.status == 415 && answer.rule.id == "http.charset.unsupported")
        for accepted in ["application/json;charset=UTF-8", "Application/JSON; charset=\"utf-8\""] {
            #expect(try await server.send(.put, Self.logIn, body: Self.good, type: accepted).status == 200)
        }
    }

    private static func problem(_ bytes: [UInt8]) -> JSONReader.Problem? {
        do throws(JSONReader.Problem) {
            _ = try JSONReader.object(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func `JSON is UTF-8 by its bytes`() {
        let text = #"{"a": "é"}"#
        for order in [true, false] {
            let units = Array(text.utf16).flatMap { unit -> [UInt8] in
                let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
                return order ? [high, low] : [low, high]
            }
            #expect(Self.problem(units) == .notUTF8)
            #expect(Self.problem((order ? [0xFE, 0xFF] : [0xFF, 0xFE]) + units) == .notUTF8)
        }
        #expect(Self.problem(Array(#"{"a": ""#.utf8) + [0xE9] + Array(#""}"#.utf8)) == .notUTF8)
        #expect(Self.problem([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        "", " ", "{", "{]", "{}x", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":01}", "{\"a\":1.}",
        "{\"a\":.5}", "{\"a\":+1}", "{\"a\":-}", "{\"a\":1e}", "{\"a\":NaN}", "{\"a\":tru}", "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\u+123\"}",
        "{\"a\":\"b}", "{\"a\":[1 2]}", "{\"a\":1}{}",
    ])
    func `what is no JSON is refused where it ends to be some`(text: String) {
        guard case .malformed(let place)? = Self.problem(Array(text.utf8)) else {
            Issue.record("\(text) is read as JSON")
            return
        }
        #expect((0...text.utf8.count).contains(place))
    }

    @Test func `every beginning of a JSON text is refused, and the whole is read`() throws {
        let text =
            #"{"a": [1, -2.5e3, "x\n\"\u00e9\ud83d\ude00", true, false, null, {}, []], "b": {"c": ""}, "d": 5.0}"#
        for length in 0..<text.utf8.count { #expect(Self.problem(Array(text.utf8.prefix(length))) != nil) }
        let object = try JSONObject(reading: Array(text.utf8))
        guard case .list(let items) = object["a"] else { throw Unexpected("no list") }
        #expect(
            items[0].number == 1 && items[1].number == -2_500 && items[2].text == "x\n\"é😀" && items[3].truth == true)
        #expect(items[5].isNull && object["b"]?["c"]?.text == "" && object["d"]?.number == 5)
        #expect(Self.problem(Array("[]".utf8)) == .noObject)
    }

    @Test func `a name that stands twice is refused, or the last one counts`() async throws {
        let twice = #"{"user_id": "ADA", "user_id": "NORA", "password": "nora's password"}"#
        let escaped = #"{"user_id": "ADA", "user\u005fid": "NORA", "password": "nora's password"}"#
        for body in [twice, escaped] {
            let refused = try await InProcess().send(.put, Self.logIn, body: body)
            #expect(refused.status == 400 && refused.rule.id == "http.json.duplicate-name")
            #expect(refused.body.contains("user_id"))
            let lenient = try InProcess(assume: ["http.json.duplicate-name": "last_wins"])
            #expect(try await lenient.send(.put, Self.logIn, body: body).status == 200)
        }
    }

    @Test func `Allow lists the methods that a path has, and each of them is not 405`() async throws {
        let server = try InProcess()
        let methods = RouteTable.methods + ["PROPFIND", "MSEARCH"].compactMap { HTTPRequest.Method($0) }
        for entry in server.responder.table.entries
        where !entry.path.contains("/api/v2/") || entry.path.contains("/work/api") {
            let path = InProcess.path(entry.path)
            var refusing: Set<String> = []
            var allow: Set<String> = []
            for method in methods {
                let answer = try await server.send(method, path)
                if method == .options {
                    #expect(answer.status == 204, "\(path)")
                    allow = Set((answer.headers[.allow] ?? "").split(separator: ", ").map(String.init))
                } else if answer.status == 405 {
                    refusing.insert(method.rawValue)
                    #expect(answer.headers[.allow] != nil, "\(method) \(path)")
                }
            }
            #expect(allow == Set(methods.map(\.rawValue)).subtracting(refusing), "\(path)")
        }
        let strict = try InProcess(assume: ["http.options": "not_allowed_405"])
        let answer = try await strict.send(.options, "/api")
        #expect(answer.status == 405 && answer.headers[.allow] == "GET, HEAD")
        let unknown = try #require(HTTPRequest.Method("PROPFIND"))
        #expect(try await strict.send(unknown, "/nothing").status == 404)
        #expect(try await strict.send(unknown, "/api").headers[.allow] == "GET, HEAD")
    }

    @Test func `a 401 of the API has a challenge, or none`() async throws {
        let path = "/work/api/v2/customers/1/libraries"
        let server = try InProcess()
        let missing = try await server.send(.get, path)
        #expect(missing.status == 401 && missing.headers[.wwwAuthenticate] == "Bearer realm=\"iManage Work\"")
        let wrong = try await server.send(.get, path, ["X-Auth-Token": "wrong"])
        #expect(wrong.headers[.wwwAuthenticate] == "Bearer realm=\"iManage Work\", error=\"invalid_token\"")
        let silent = try InProcess(assume: ["oauth.access.challenge": "absent"])
        #expect(try await silent.send(.get, path).headers[.wwwAuthenticate] == nil)
    }

    /// A disk that is full after so many bytes.
    private struct FullDisk: BlobFile {
        let room: Int
        func write(_ bytes: [UInt8], at offset: Int) throws {
            guard offset + bytes.count <= room else { throw StorageFailure() }
        }
        func read(at offset: Int, count: Int) throws -> [UInt8] { [] }
    }

    @Test(arguments: [true, false])
    func `a full disk refuses an upload with 507, and the server goes on`(atOnce: Bool) async throws {
        let server = try InProcess(makeBlobFile: {
            guard !atOnce else { throw StorageFailure() }
            return FullDisk(room: 1_500_000)
        })
        let token = try await server.token()
        let path = "/work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!2/documents"
        func upload(_ size: Int) async throws -> Answer {
            let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
            return try await server.send(
                .post, path, ["X-Auth-Token": token],
                body: head + String(repeating: "x", count: size) + "\r\n--b--\r\n",
                type: "multipart/form-data; boundary=b")
        }
        let answer = try await upload(2_000_000)
        #expect(answer.status == 507 && answer.rule.id == "http.storage.full")
        #expect(answer.body.contains("no room"))
        #expect(try await upload(1_000).status == 201)
    }

    @Test(arguments: [
        ("localhost:8443", 200), ("LOCALHOST", 200), ("work.example.com", 200), ("work.example.com.:8443", 200),
        ("127.0.0.1:1", 200), ("127.9.9.9", 200), ("[::1]:8443", 200), ("a.localhost", 200), ("evil.example.net", 421),
        ("evil.example.net:8443", 421), ("work.example.com.evil.net", 421), ("localhost.evil.net", 421), ("", 421),
        ("192.0.2.1", 421),
    ])
    func `a server with names of its own answers to no other`(host: String, status: Int) async throws {
        let server = try InProcess(ownNames: ["work.example.com"])
        let answer = try await server.send(.get, "/api", host: host)
        #expect(answer.status == status)
        #expect(status == 200 || answer.rule.id == "http.host.foreign")
    }

    @Test func `an upload takes a slash at the end of its path`() async throws {
        let server = try InProcess()
        let headers = ["X-Auth-Token": try await server.token()]
        let form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nx\r\n--b--\r\n"
        let folder = "/work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!2/documents/"
        let made = try await server.send(.post, folder, headers, body: form, type: "multipart/form-data; boundary=b")
        #expect(made.status == 201)
    }

    @Test func `pages are refused as pages, and programs as programs`() async throws {
        let server = try InProcess()
        let lost = try await server.send(.get, "/work/cc/nothing")
        #expect(lost.status == 404 && lost.body.contains("Page not found") && lost.body.contains("/work/cc"))
        #expect(lost.headers[.contentType]?.hasPrefix("text/html") == true)
        let root = try await server.send(.get, "/", ["Accept": "text/html,application/xhtml+xml"])
        #expect(
            root.status == 200 && root.body.contains("href=\"/work/cc\"") && root.body.contains("/work/api/v2"))
        let program = try await server.send(.get, "/", ["Accept": "application/json"])
        #expect(program.status == 404 && program.headers[.contentType] == "application/json")
    }

    @Test func `more parameters than any call needs are refused as that`() async throws {
        let server = try InProcess()
        let query = (0...100).map { "p\($0)=1" }.joined(separator: "&")
        let answer = try await server.send(.get, "/auth/oauth2/authorize?\(query)")
        #expect(answer.status == 400 && answer.rule.id == "http.parameter.too-many")
    }
}
