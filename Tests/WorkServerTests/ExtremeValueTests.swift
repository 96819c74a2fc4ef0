import Foundation
import HTTPTypes
import Rules
import Secrets
import Testing
import WorkServerTesting

@testable import WorkServer

/// What nobody means, at every parameter that the method table declares: a new method is covered as soon as it is there.
@Suite struct `Extreme values` {
    /// Values at the ends of every type and form, and some of a seeded generator.
    static let texts: [String] = {
        let noise = SeededIdentifiers(seed: 11, path: ["extremes"])
        let random = (0..<8).map { index -> String in
            let bytes = noise.bytes("number", count: 8)
            let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return index % 2 == 0 ? String(number) : String(Int64(bitPattern: number))
        }
        return [
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-1", "0", "1.5", "1", "9999",
            "10000",
            "1000000001", "2147483648", "18446744073709551616", "1e400", "NaN", "inf", "0x10", "+5", "-0", "٣",
            "9-1",
            "<", "<-9223372036854775808", ">9223372036854775807", "1-9223372036854775807", "-", "--", ":", "/", "!",
            ".",
            String(repeating: "9", count: 400), "9999-12-31", "0000-00-00", "-99999999y:99999999y", "12:d",
            "ACTIVE!9223372036854775807", "ACTIVE!1.9223372036854775807", "ACTIVE!-1", "!1", "ACTIVE!0",
            "cZZZZZZZZZZZZZ",
            "c1.1.1.1", "c-1y2p0ij32e8e7", "*", "a*b*c*", "\"", "\u{202E}", "'; --", " ", "true", "asc",
        ] + random
    }()

    /// The values that every parameter meets, and a few of the others, which differ from parameter to parameter: all of them at
    /// all parameters would take minutes.
    private static func some<Value>(_ all: [Value], of round: Int) -> [Value] {
        let first = all.prefix(6)
        let rest = all.dropFirst(6)
        return first + (0..<5).map { rest[rest.startIndex + (round * 5 + $0) % rest.count] }
    }

    private static let methods = ContentAPI.methods.filter { $0.body != .upload }

    private static func isRefusal(_ answer: Answer, naming name: String) -> Bool {
        guard answer.status == 400, let body = try? JSONObject(reading: Array(answer.body.utf8)) else { return false }
        return body["error"]?["code_message"]?.text?.contains(name) == true
    }

    /// Whether an answer is one that a caller can use, whatever was asked: no 5xx, and JSON where there is a body.
    private static func isUsable(_ answer: Answer) -> Bool {
        answer.status < 500
            && (answer.file != nil || answer.body.isEmpty || (try? JSONObject(reading: Array(answer.body.utf8))) != nil)
    }

    @Test func `of a declared parameter are accepted within its limits, and refused by its name outside`() async throws
    {
        let server = try InProcess()
        let token = try await server.token()
        var round = 0
        for method in Self.methods {
            let path = InProcess.path(method.wholePaths[0])
            let body = method.body == .none ? nil : "{}"
            for parameter in method.about.query {
                round += 1
                for text in Self.some(Self.texts, of: round) {
                    let query = "?\(parameter.name)=\(percentEncoded(text))"
                    let answer = try await server.send(method.method, path + query, ["X-Auth-Token": token], body: body)
                    let place = "\(method.method) \(path)\(query): \(answer.status) \(answer.body.prefix(200))"
                    #expect(Self.isUsable(answer), "\(place)")
                    let isAccepted = (try? parameter.check(text)) != nil
                    if !isAccepted { #expect(Self.isRefusal(answer, naming: parameter.name), "\(place)") }
                    if answer.rule.id == "content.parameter.invalid" { #expect(answer.status == 400, "\(place)") }
                }
            }
        }
    }

    @Test func `of an id in a path find nothing, and end nothing`() async throws {
        let server = try InProcess()
        let token = try await server.token()
        var round = 0
        for method in Self.methods {
            let template = method.wholePaths[0]
            for name in template.split(separator: "/").filter({ $0.hasPrefix(":") }).map({ String($0.dropFirst()) }) {
                round += 1
                for text in Self.some(Self.texts, of: round) where text != "." {
                    let path = InProcess.path(template, with: [name: text])
                    let body = method.body == .none ? nil : "{}"
                    let answer = try await server.send(method.method, path, ["X-Auth-Token": token], body: body)
                    #expect(Self.isUsable(answer), "\(method.method) \(path): \(answer.status)")
                }
            }
        }
    }

    /// Members of JSON at the ends of every type.
    private static let members: [String] =
        [
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-1", "[]", "\"-1\"", "0", "1e400",
            "1.5",
            "5.0", "{}", "null", "true", "[null, -9223372036854775808]", #"[{"id": 1}]"#, #"{"id": {"id": []}}"#,
        ] + texts.map { JSONValue.text($0).serialized }

    @Test func `of a field in a body are accepted within its limits, and refused by its name outside`() async throws {
        var round = 0
        for method in Self.methods {
            guard let schema = method.about.body, case .object(let fields) = OpenAPISchemas.bodies[schema] else {
                continue
            }
            // A server for each method, since some of the bodies change what is there.
            let server = try InProcess()
            let token = try await server.token()
            let path = InProcess.path(method.wholePaths[0])
            for (field, type) in fields.sorted(by: { $0.key < $1.key }) {
                round += 1
                for member in Self.some(Self.members, of: round) {
                    let answer = try await server.send(
                        method.method, path, ["X-Auth-Token": token], body: "{\"\(field)\": \(member)}")
                    let place =
                        "\(method.method) \(path) \(field): \(member): \(answer.status) \(answer.body.prefix(200))"
                    #expect(Self.isUsable(answer), "\(place)")
                    guard case .bounded(let number) = type, member != "null" else { continue }
                    let isAccepted =
                        (try? JSONObject(reading: Array("{\"it\": \(member)}".utf8)))?["it"].flatMap(number.read) != nil
                    if !isAccepted, method.name == "search" {
                        #expect(Self.isRefusal(answer, naming: field), "\(place)")
                    }
                }
            }
        }
    }

    @Test func `of a filter in a search's body are refused by its name, or find what they say`() async throws {
        let server = try InProcess()
        let token = try await server.token()
        let names =
            DocumentSearch.profileFields.map(\.rawValue) + [
                "document_number", "version", "create_date", "edit_date", "create_date_from", "edit_date_to",
                "container_id",
                "latest", "checked_out", "custom17_from", "custom21_relative", "custom21_to",
            ]
        var round = 0
        for kind in ["documents", "folders", "workspaces"] {
            for name in names {
                round += 1
                for member in Self.some(Self.members, of: round) {
                    let answer = try await server.send(
                        .post, "/work/api/v2/customers/1/libraries/ACTIVE/\(kind)/search", ["X-Auth-Token": token],
                        body: "{\"filters\": {\"\(name)\": \(member)}}")
                    #expect(Self.isUsable(answer), "\(kind) \(name) \(member): \(answer.status)")
                }
            }
        }
    }

    @Test func `of header fields are read as RFC 9110 has it, or refused`() async throws {
        let server = try InProcess()
        let token = try await server.token()
        let download = "/work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!3/download"
        #expect(try await server.send(.get, download, ["X-Auth-Token": token]).status == 200)
        let names = [
            "Range", "If-Range", "If-None-Match", "If-Match", "If-Modified-Since", "Content-Length", "Expect",
            "X-Forwarded-For", "Cookie", "Accept", "Authorization", "Origin", "Referer", "Date", "X-Auth-Token",
        ]
        for (round, name) in names.enumerated() {
            for text in Self.some(Self.texts, of: round).flatMap({
                [$0, "bytes=\($0)-", "bytes=-\($0)", "bytes=0-\($0)", "Basic \($0)"]
            }) {
                let isText = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 }
                guard isText else { continue }
                for (method, path) in [
                    (HTTPRequest.Method.get, download), (.get, "/work/cc/users"), (.get, "/api"),
                ] {
                    let answer = try await server.send(
                        method, path, [name == "X-Auth-Token" ? "Via" : "X-Auth-Token": token, name: text])
                    #expect(answer.status < 500, "\(path) \(name): \(text): \(answer.status)")
                }
            }
        }
    }

    @Test func `of settings, expiries and firewall rules in Control Center's forms are refused on the page`()
        async throws
    {
        let server = try InProcess()
        let opened = try await server.send(
            .post, "/work/cc/sign-in", body: "username=NORA&password=nora%27s%20password",
            type: "application/x-www-form-urlencoded")
        let cookie = try #require(opened.headers[.setCookie]?.split(separator: ";").first.map(String.init))
        let form = ControlCenterSession.formToken(of: String(cookie.drop { $0 != "=" }.dropFirst()))
        func post(_ path: String, _ fields: String) async throws -> Answer {
            try await server.send(
                .post, "/work/cc" + path, ["Cookie": cookie], body: "form=\(percentEncoded(form))&\(fields)",
                type: "application/x-www-form-urlencoded")
        }
        for (round, text) in Self.texts.enumerated() {
            let value = percentEncoded(text)
            for setting in Self.some(Array(ServerSetting.allCases), of: round) {
                for unit in ["", "d"] {
                    let answer = try await post("/settings", "setting=\(setting.rawValue)&value=\(value)\(unit)")
                    #expect([200, 422].contains(answer.status), "\(setting) \(text)\(unit): \(answer.status)")
                }
            }
            for field in ["refresh_token_expiry", "access_token_expiry", "secret_expires"] {
                let answer = try await post("/applications/\(WorkServerScene.clientID)", "name=O%26D&\(field)=\(value)")
                #expect([200, 422].contains(answer.status), "\(field) \(text): \(answer.status)")
            }
            for rule in ["allow%20\(value)", "allow%2010.0.0.0/\(value)", "deny%20::/\(value)", "\(value)"] {
                let answer = try await post("/network", "default=allow&rules=\(rule)")
                #expect([200, 422].contains(answer.status), "\(rule): \(answer.status)")
            }
        }
        let nesting = percentEncoded(String(repeating: "[", count: 20_000))
        #expect(try await post("/applications/import", "manifest=\(nesting)").status == 422)
        #expect(try await server.send(.get, "/api").status == 200)
    }

    @Test func `of an application's token settings are refused, not passed over`() async throws {
        let server = try InProcess()
        var refused = 0
        for member in Self.members {
            let answer = try await server.send(
                .put, "/work/api/v2/customers/1/settings/\(WorkServerScene.clientID)/oauth2.tokens",
                ["X-Auth-Token": try await server.token()],
                body: "{\"value\": {\"allow_refresh_token\": true, \"refresh_token_expiry\": \(member)}}")
            #expect(answer.status < 500, "\(member)")
            refused += answer.status == 400 ? 1 : 0
        }
        #expect(refused > Self.members.count / 2 || refused == 0)
    }

    @Test func `a page begins within the limits that the document states`() async throws {
        let server = try InProcess()
        let headers = ["X-Auth-Token": try await server.token()]
        for path in ["/work/api/v2/customers/1/documents", "/work/api/v2/customers/1/libraries/ACTIVE/documents"] {
            let beyond = try await server.send(.get, path + "?offset=9223372036854775807", headers)
            #expect(beyond.status == 400 && beyond.body.contains("offset is a whole number from 0 to 1000000000."))
            let last = try await server.send(.get, path + "?offset=1000000000&limit=9999", headers)
            #expect(last.status == 200 && last.body.contains("\"results\":[]"))
        }
        let search = "/work/api/v2/customers/1/libraries/ACTIVE/documents/search"
        for body in [
            #"{"offset": 9223372036854775807}"#, #"{"offset": 9223372036854775808}"#, #"{"offset": -1}"#,
            #"{"offset": "x"}"#, #"{"offset": 1.5}"#, #"{"offset": []}"#,
        ] {
            let answer = try await server.send(.post, search, headers, body: body)
            #expect(answer.status == 400 && answer.body.contains("\"field\":\"offset\""), "\(body)")
        }
        #expect(try await server.send(.post, search, headers, body: #"{"offset": "0", "limit": 5.0}"#).status == 200)
    }
}
