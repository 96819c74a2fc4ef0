import Foundation
import Secrets
import Testing

/// Secrets that a scenario's file writes out, searched for in all that the program prints and writes.
@Suite struct `A canary in a file` {
    private static let program =
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("worksim").path

    /// A secret for each entry, and the book that finds it in any encoding.
    private struct Canaries {
        let book = SecretBook()

        /// The canary of an entry: unlike any word, and searched for from here on.
        func mint(_ entry: String) -> String {
            let value = "cNry" + Data(entry.utf8).base64EncodedString().filter { $0 != "=" } + "4x8w9Zq"
            book.note(value, as: entry)
            return value
        }
    }

    /// A folder with a scenario that fails at its first step, so that a run prints its story.
    private func scenario(_ canaries: Canaries) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("canary-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let address = "https://a.example/?access_token=\(canaries.mint("URL in a query"))"
        let basic = Data("ada:\(canaries.mint("Basic"))".utf8).base64EncodedString()
        let path =
            "/api?password=\(canaries.mint("query"))&u="
            + (address.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
        let headers = """
            X-Auth-Token: \(canaries.mint("X-Auth-Token")), Cookie: "a=\(canaries.mint("Cookie"))", \
            Authorization: "Basic \(basic)"
            """
        let form = """
            grant_type: password, username: ADA, password: \(canaries.mint("password in a form")), client_id: x, \
            client_secret: \(canaries.mint("client_secret in a form")), code_verifier: \(canaries.mint("code_verifier"))
            """
        let manifest = "{ name: Billing, api_secret: \(canaries.mint("manifest")), unknown: 1 }"
        let typed = "https://u:\(canaries.mint("URL's user"))@work.example.com/?token=\(canaries.mint("URL's query"))"
        let text = """
            title: Another program sends secrets and is refused
            keep_going: true
            given: { preset: connected }
            steps:
              - admin.import_package: { manifest: "\(manifest)" }
                expect: ok
              - office.add_server: { url: "\(typed)", client_secret: \(canaries.mint("typed Client Secret")) }
                expect: ok
              - other.request: { path: "\(path)", headers: { \(headers) } }
                expect: { failure: no-rights, because: applications.disabled }
              - other.request: { path: /auth/oauth2/token, form: { \(form) } }
                expect: ok
              - other.request:
                  path: /api/v1/session/login
                  method: PUT
                  json: { user_id: ADA, password: \(canaries.mint("password in JSON")) }
                expect: ok
              - other.request: { path: /work/api/v2/customers/1/libraries, bearer: \(canaries.mint("bearer")) }
                expect: ok
              - other.request:
                  path: /auth/oauth2/revoke-token
                  method: POST
                  body: '{"token": "\(canaries.mint("token in a body"))", "password": "\(canaries.mint("unterminated"))'
                expect: ok

            """
        try text.write(to: folder.appendingPathComponent("canary.yaml"), atomically: true, encoding: .utf8)
        return folder
    }

    /// What the program prints on both of its outputs.
    private func output(_ arguments: [String]) throws -> String {
        let process = Process()
        let out = Pipe()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = arguments
        (process.standardOutput, process.standardError) = (out, out)
        try process.run()
        let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }

    @Test(arguments: ["text", "tap", "jsonl", "github"])
    func `shows in no output of a run and in no file of its report`(_ format: String) throws {
        let canaries = Canaries()
        let folder = try scenario(canaries)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = folder.appendingPathComponent("report")
        let told = try output(["run", folder.path, "--format", format, "--steps", "--report", report.path])
        #expect(told.contains("Another program sends secrets") || told.contains("canary"), "\(told)")
        #expect(canaries.book.leaks(in: told) == [], "\(told)")
        let files = try FileManager.default.contentsOfDirectory(atPath: report.path)
        #expect(Set(files).isSuperset(of: ["report.html", "results.json", "junit.xml"]))
        for file in files {
            let text = try String(contentsOf: report.appendingPathComponent(file), encoding: .utf8)
            #expect(canaries.book.leaks(in: text) == [], "\(file)")
        }
        let read = try output(["compare", report.path, report.path])
        #expect(canaries.book.leaks(in: read) == [], "\(read)")
    }

    @Test func `shows in nothing that is said about a pasted text`() throws {
        let canaries = Canaries()
        let folder = try scenario(canaries)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pasted = """
            POST /auth/oauth2/token 401 client_secret=\(canaries.mint("pasted form"))
            {"error": "invalid_client", "refresh_token": "\(canaries.mint("pasted JSON"))"}
            """
        let diagnosed = try output(["diagnose", pasted])
        #expect(diagnosed.contains("secret-refused"), "\(diagnosed)")
        #expect(canaries.book.leaks(in: diagnosed) == [], "\(diagnosed)")
        let cleaned = try output(["redact", folder.appendingPathComponent("canary.yaml").path])
        #expect(cleaned.contains("Another program sends secrets"))
        #expect(canaries.book.leaks(in: cleaned) == [], "\(cleaned)")
        let registration = folder.appendingPathComponent("app.json")
        let secret = canaries.mint("client_secret of a registration")
        let url = "https://u:\(canaries.mint("user of a URL"))@a.example/?token=\(canaries.mint("query of a URL"))"
        try #"{"client_id": "0ddd2a60", "client_secret": "\#(secret)", "redirect_url": "\#(url)", "name": "O&D"}"#
            .write(to: registration, atomically: true, encoding: .utf8)
        let checked = try output(["check-registration", registration.path])
        #expect(canaries.book.leaks(in: checked) == [], "\(checked)")
    }
}
