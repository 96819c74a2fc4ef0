import Foundation
import Rules
import Secrets
import Testing
import WorkTime

@testable import IntegrationClient

/// Secrets that a server plants in its answers, searched for in all that the doctor and the client show and report.
@Suite struct `A canary in an answer` {
    private static let secret = "s3cret+of/the=canary test"

    /// A secret for each place of an answer, and the book that finds it in any encoding.
    private struct Canaries {
        let book = SecretBook()

        init() { book.note(secret, as: "the Client Secret") }

        func mint(_ place: String) -> String {
            let value = "cNry4" + Data(place.utf8).base64EncodedString().filter { $0 != "=" } + "x8w9Zq"
            book.note(value, as: place)
            return value
        }
    }

    /// An answer with a secret in each of its headers.
    private static func answer(
        _ status: Int, _ canaries: Canaries, _ body: String, type: String = "application/json",
        _ headers: [(String, String)] = []
    ) -> TinyReply {
        let common = [
            ("Content-Type", "\(type); token=\(canaries.mint("media type"))"),
            ("Set-Cookie", "a=\(canaries.mint("Set-Cookie"))"), ("Server", "x token=\(canaries.mint("Server"))"),
            ("WWW-Authenticate", "Bearer token=\"\(canaries.mint("challenge"))\""),
        ]
        return .answer(status, common + headers, body)
    }

    private static func quoted(_ text: String) -> String {
        (try? String(decoding: JSONEncoder().encode(text), as: UTF8.self)) ?? "\"\""
    }

    /// What a server may do with secrets, each with a change of what it answers.
    private static let manners: [(String, @Sendable (inout WorkScript, Canaries) -> Void)] = [
        (
            "a version with a token",
            { script, canaries in
                let version = "10.4 build token=\(canaries.mint("version"))"
                script.discovery = answer(200, canaries, WorkScript.description(version: version))
            }
        ),
        (
            "a date with a password",
            { script, canaries in
                script.discovery = answer(
                    200, canaries, WorkScript.description(), [("Date", "password=\(canaries.mint("Date"))")])
            }
        ),
        (
            "a proxy's page",
            { script, canaries in
                let page =
                    "<body>Authorization: Bearer \(canaries.mint("page")) password: \(canaries.mint("page's password"))"
                script.discovery = answer(502, canaries, page, type: "text/html")
            }
        ),
        (
            "an API's error",
            { script, canaries in
                let message = quoted("client_secret=\(canaries.mint("API message")) is wrong")
                script.discovery = answer(
                    403, canaries,
                    "{\"error\":{\"code\":\"token=\(canaries.mint("API code"))\",\"message\":\(message)}}")
            }
        ),
        (
            "a redirect to a sign-in",
            { script, canaries in
                let url =
                    "https://idp.example/?SAMLRequest=\(canaries.mint("query"))#access_token=\(canaries.mint("fragment"))"
                script.discovery = answer(302, canaries, "", [("Location", url)])
            }
        ),
        (
            "an authorize page that quotes",
            { script, canaries in
                let page =
                    "<body>client_secret=\(canaries.mint("authorize page")) \(secret) \(String(repeating: "x ", count: 80))"
                script.authorize = answer(400, canaries, page + secret, type: "text/html")
            }
        ),
        (
            "a callback's error",
            { script, canaries in
                let words = "error=access_denied&error_description=token%3D\(canaries.mint("error_description"))"
                script.authorize = answer(
                    302, canaries, "",
                    [("Location", Deployment.multiTenant.redirectURL + "?\(words)&code=\(canaries.mint("code"))")])
            }
        ),
        (
            "a token end point that quotes",
            { script, canaries in
                let encoded = Data(secret.utf8).base64EncodedString()
                let words = quoted("\(secret) is wrong, or \(encoded); token=\(canaries.mint("words"))")
                script.token = answer(401, canaries, "{\"error\":\(quoted(secret)),\"error_description\":\(words)}")
            }
        ),
        (
            "a token end point that is none",
            { script, canaries in
                script.token = answer(
                    418, canaries, "{\"access_token\":\"\(canaries.mint("cut token"))", type: "text/plain")
            }
        ),
    ]

    @Test(arguments: manners.indices)
    func `shows in no line of the doctor's and in no report of it`(_ index: Int) async throws {
        let canaries = Canaries()
        var script = WorkScript()
        Self.manners[index].1(&script, canaries)
        try await Office.play(script: script.callAsFunction) { office in
            let redirect = Deployment.multiTenant.redirectURL
            let doctor = ConnectionDoctor(
                ConnectionDoctor.Options(
                    network: office.network, clientID: "a-client", redirectURL: redirect,
                    clientSecret: Secret(Self.secret), clock: PartyClock(office.clock)))
            let report = await doctor.examine(Office.url)
            let sent = redirect + "?code=\(canaries.mint("Redirect URL"))"
            let text =
                report.supportText(clientID: "a-client", redirectURL: sent)
                + report.lines.flatMap(\.text).joined(separator: "\n")
                + String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
                + DoctorComparison(inside: report, outside: report).lines.joined(separator: "\n")
            #expect(office.server.requests.count >= 1)
            #expect(canaries.book.leaks(in: text) == [], "\(Self.manners[index].0): \(text)")
        }
    }

    @Test(arguments: manners.indices)
    func `shows in no message of the client and in no report for support`(_ index: Int) async throws {
        let canaries = Canaries()
        var script = WorkScript()
        Self.manners[index].1(&script, canaries)
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            office.secrets.note(Self.secret, as: "the Client Secret")
            var shown = ""
            do {
                shown += try await office.logIn().notices.joined(separator: "\n")
            } catch let failure as IntegrationFailure {
                shown += "\(failure) \(failure.message) \(failure.error ?? "")"
            }
            if let checklist = try? await office.integration.review(as: "sven", server: "main") {
                shown += "\(checklist)"
            }
            let report = try office.integration.report(as: "ada", server: "main")
            shown += report.text() + String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
            #expect(shown.contains("main"))
            #expect(canaries.book.leaks(in: shown) == [], "\(Self.manners[index].0): \(shown)")
        }
    }
}
