import Foundation
import NIOHTTP1
import Secrets
import Synchronization
import Testing
import WorkServerTesting

@testable import WorkServer

/// Secrets planted at every entry of the server, searched for in every encoding in all that its journal shows.
@Suite struct `A canary in a request` {
    private static let paths: [(HTTPMethod, String)] = [
        (.GET, "/api"), (.GET, "/auth/oauth2/authorize"), (.POST, "/auth/oauth2/sign-in"),
        (.POST, "/auth/oauth2/token"),
        (.POST, "/auth/oauth2/revoke-token"), (.PUT, "/api/v1/session/login"), (.GET, "/api/v1/session/logout"),
        (.POST, "/auth/api/v1/saml/login/1"), (.GET, "/auth/oidc/callback/1"),
        (.GET, "/work/api/v2/customers/1/libraries"),
        (.POST, "/work/api/v2/customers/1/libraries/ACTIVE/documents/search"),
        (.GET, "/work/api/v2/customers/1/documents/ACTIVE!1.1"), (.POST, "/work/api/v2/customers/1/apps"),
        (.POST, "/work/cc/sign-in"), (.GET, "/nowhere"), (.DELETE, "/api"),
    ]
    private static let names = [
        "password", "Password", "pass-word", "client_secret", "ClientSecret", "access_token", "token", "refresh_token",
        "code", "code_verifier", "state", "transaction", "assertion", "client_assertion", "SAMLResponse", "api_key",
        "Kennwort", "mot_de_passe", "XSRF-TOKEN", "sessionId",
    ]
    /// Fields of Control Center's forms, whose names say nothing of secrets anywhere else.
    private static let formNames = ["form", "manifest"]

    /// Mints canaries that nobody knows, and remembers them.
    private final class Canaries: Sendable {
        let book = SecretBook()
        private let count = Mutex(0)

        func mint(_ place: String) -> String {
            let number = count.withLock { count in
                count += 1
                return count
            }
            let value = "cNry\(number)x" + base64URL(Array("\(number * 7_919)-\(number)".utf8)) + "9Zq"
            book.note(value, as: place)
            return value
        }
    }

    /// What a listener of the journal hears, as `worksim serve --journal` does.
    private final class Heard: Sendable {
        let entries = Mutex<[JournalEntry]>([])
    }

    private static func percent(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    private static func escaped(_ text: String) -> String {
        text.utf16.map { "\\u" + String(format: "%04x", $0) }.joined()
    }

    @Test func `that nobody knows never shows in the journal`() async throws {
        let heard = Heard()
        let scene = try await WorkServerScene.start(firm: InProcess.firm, overTLS: false) { configuration in
            configuration.onEntry = { entry in heard.entries.withLock { $0.append(entry) } }
        }
        let canaries = Canaries()
        let caller = Caller(scene: scene)
        for (method, path) in Self.paths {
            let at = "\(method) \(path)"
            func fields(_ encode: (String) -> String) -> String {
                (Self.names + Self.formNames).map { "\(encode($0))=\(encode(canaries.mint("\(at): field \($0)")))" }
                    .joined(separator: "&")
            }
            let json = Self.names.map { "\"\($0)\": \"\(canaries.mint("\(at): member \($0)"))\"" }
            let odd = [
                "{\"password\":\"" + canaries.mint("\(at): unterminated"),
                "{\"pass\\u0077ord\":\"" + Self.escaped(canaries.mint("\(at): escaped")) + "\"}",
                "{\"a\":{\"Password\" : [\"" + canaries.mint("\(at): in a list") + "\"]}}",
                "{\"t\":\"{\\\"client_secret\\\":\\\"" + canaries.mint("\(at): JSON in JSON") + "\\\"}\"}",
                "<password>" + canaries.mint("\(at): XML") + "</password>",
            ]
            let headers = [
                ("X-Auth-Token", canaries.mint("\(at): X-Auth-Token")),
                ("Authorization", "Bearer " + canaries.mint("\(at): bearer")),
                ("Cookie", "a=" + canaries.mint("\(at): cookie") + "; b=" + canaries.mint("\(at): second cookie")),
                ("X-XSRF-TOKEN", canaries.mint("\(at): X-XSRF-TOKEN")),
                ("X-Api-Key", canaries.mint("\(at): X-Api-Key")), ("DPoP", canaries.mint("\(at): DPoP")),
                ("Authentication", canaries.mint("\(at): Authentication")),
                ("Set-Cookie", canaries.mint("\(at): a cookie without a name")),
                ("Accept", "text/html;password=" + canaries.mint("\(at): Accept")),
                ("Accept-Language", "token=" + canaries.mint("\(at): Accept-Language")),
                ("Referer", "https://a.example/?code=" + canaries.mint("\(at): referer")),
                ("User-Agent", "x (token=" + canaries.mint("\(at): user agent") + ")"),
            ]
            let body = method != .GET && method != .DELETE
            _ = try await caller.send(
                method, path + "?" + fields { $0 }, headers: headers, form: body ? fields(Self.percent) : nil)
            _ = try await caller.send(
                method, path + "?u=" + Self.percent("https://a/?password=" + canaries.mint("\(at): URL in a query")),
                headers: [
                    (
                        "Authorization",
                        "Basic " + Data("ada:\(canaries.mint("\(at): basic"))".utf8).base64EncodedString()
                    )
                ])
            let segment = canaries.mint("\(at): segment of a path")
            let bare = canaries.mint("\(at): query without a name")
            _ = try await caller.send(
                method, "\(path);password=\(canaries.mint("\(at): parameter of a path"))/\(segment)?a=1&\(bare)")
            _ = try await caller.send(
                method, path + "?" + canaries.mint("\(at): name in a query") + "=1",
                headers: [("Cookie", canaries.mint("\(at): cookies without a name"))])
            guard body else { continue }
            // What is no form is read as the name of a field, and quoted as one.
            let text = "{\"t\":\"{\\\"client_secret\\\":\\\"" + canaries.mint("\(at): JSON as a form") + "\\\"}\"}"
            _ = try await caller.send(method, path, form: text)
            for text in ["{" + json.joined(separator: ",") + "}"] + odd {
                _ = try await caller.send(method, path, headers: [("Content-Type", "application/json")], form: text)
            }
            _ = try await caller.send(
                method, path, headers: [("Content-Type", "multipart/form-data; boundary=b")],
                form: "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n"
                    + canaries.mint("\(at): multipart") + "\r\n--b--\r\n")
        }
        _ = try await caller.send(.GET, "/work/api/v2/customers/1/dialog-tokens/" + canaries.mint("path"))
        try await upload(canaries, to: scene, by: caller)
        let read = String(decoding: try JSONEncoder().encode(scene.server.journal), as: UTF8.self)
        let listened = String(decoding: try JSONEncoder().encode(heard.entries.withLock { $0 }), as: UTF8.self)
        #expect(canaries.book.count > 500 && read.utf8.count > 20_000)
        #expect(canaries.book.leaks(in: read) == [])
        #expect(canaries.book.leaks(in: listened) == [])
        await scene.server.stop()
    }

    /// Uploads files with secrets in their names and parts, and reads the answers that quote them.
    private func upload(_ canaries: Canaries, to scene: WorkServerScene, by caller: Caller) async throws {
        let opened = try await caller.send(
            .PUT, "/api/v1/session/login", headers: [("Content-Type", "application/json")],
            form: #"{"user_id": "NORA", "password": "nora's password"}"#)
        let token = try JSONObject(reading: Array(opened.body.utf8))["X-Auth-Token"]?.text
        let access = ("X-Auth-Token", try #require(token))
        let folder = "/work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!2/documents"
        let file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename"
        for (number, part) in [
            file + "=\"password=\(canaries.mint("file name")).txt\"\r\n\r\nx",
            file + "=\"a.txt\"\r\nAuthorization: Bearer \(canaries.mint("header of a part"))\r\n\r\nx",
            file + "=\"a.txt\"\r\nAuthorization Bearer \(canaries.mint("broken header of a part"))\r\n\r\nx",
            file + "=\"b.txt\"\r\n\r\nclient_secret=\(canaries.mint("content"))",
            "--b\r\nContent-Disposition: form-data; name=\"token=\(canaries.mint("name of a part"))\"\r\n\r\nx",
            "--b\r\nContent-Disposition: form-data; name=\"profile\"\r\n\r\n{\"password\":\"\(canaries.mint("profile"))\"",
        ].enumerated() {
            let answer = try await caller.send(
                .POST, folder, headers: [access, ("Content-Type", "multipart/form-data; boundary=b")],
                form: part + "\r\n--b--\r\n")
            #expect(number == 0 ? answer.status == 201 : answer.status < 500, "\(number): \(answer.status)")
        }
        _ = try await caller.send(.GET, folder, headers: [access])
    }

    @Test func `that the server knows never shows in the journal, wherever and however it stands`() async throws {
        let scene = try await WorkServerScene.start(overTLS: false)
        let secret = "a known secret/with+signs&4711"
        scene.secrets.note(secret, as: "the canary")
        let caller = Caller(scene: scene)
        let encoded = [
            Self.percent(secret), Self.percent(Self.percent(secret)), Data(secret.utf8).base64EncodedString(),
            hexadecimal(secret.utf8), Self.percent(secret).replacing("%20", with: "+"),
        ]
        for text in encoded {
            for (method, path) in Self.paths {
                _ = try await caller.send(
                    method, path + "?anything=" + Self.percent(text).replacing("%25", with: "%"),
                    headers: [("X-Anything", text), ("User-Agent", text)],
                    form: method == .GET ? nil : "anything=" + text)
            }
            _ = try await caller.send(.GET, "/work/" + Self.percent(text))
        }
        for text in [secret, Self.escaped(secret), secret.replacing("/", with: "\\/")] {
            _ = try await caller.send(
                .PUT, "/api/v1/session/login", headers: [("Content-Type", "application/json")],
                form: "{\"anything\":\"\(text)\"}")
        }
        let read = String(decoding: try JSONEncoder().encode(scene.server.journal), as: UTF8.self)
        #expect(read.contains("‹the canary›"))
        #expect(scene.secrets.leaks(in: read) == [])
        await scene.server.stop()
    }
}
