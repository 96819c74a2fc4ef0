import CertificateAuthority
import Foundation
import Rules
import Secrets
import Testing
import WorkTime

@testable import IntegrationClient

/// A server with one thing wrong, and the line and failure that a doctor has to name.
struct Ailment: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var script = WorkScript()
    var door = TinyDoor.open
    var url = Office.url
    let line: DoctorLine
    let failure: String?

    static let page = "<html><body><h1>Sign-in is not possible</h1><p>"

    static let all: [Ailment] = [
        Ailment("a trailing slash", url: Office.url + "/", .url, "url-trailing-slash"),
        Ailment("http", url: "http://work.example.com", .url, "url-not-https"),
        Ailment("a log-in page's path", url: Office.url + "/login", .url, "url-has-path"),
        Ailment("a name that is not there", url: "https://nowhere.example.com", .name, "name-unknown"),
        Ailment("a port where nothing listens", url: "https://closed.example.com", .connect, "connection-refused"),
        Ailment("another name", url: "https://other.example.com", .tls, "tls-name-mismatch"),
        Ailment("a reset", door: .reset, .tls, "connection-reset"),
        Ailment("plain HTTP", door: .talk("HTTP/1.1 400 Bad Request\r\n\r\n"), .tls, "not-tls"),
        Ailment("a proxy's page", .api, "not-a-work-server") { $0.stranger = .html("<p>Sign in to Contoso</p>") },
        Ailment("a proxy's redirect", .api, "not-a-work-server") {
            $0.stranger = .answer(302, [("Location", "https://login.example.net/")], "")
        },
        Ailment("another program's JSON", .api, "not-a-work-server") { $0.stranger = .json(#"{"hello":"world"}"#) },
        Ailment("a proxy without its server", .api, "server-unavailable") { $0.stranger = .html("", status: 502) },
        Ailment("an old version", .version, "version-too-old") {
            $0.discovery = .json(WorkScript.description(version: "10.1.4"))
        },
        Ailment("no OAuth", .oauth, "oauth-not-offered") { $0.authorize = .html("not found", status: 404) },
        Ailment("an authorize page in trouble", .oauth, "server-unavailable") {
            $0.authorize = .html("oops", status: 500)
        },
        Ailment("an unknown Client ID", .client, "application-unknown") {
            $0.authorize = .html(page + "There is no application with this Client ID.</p>", status: 400)
        },
        Ailment("a refusal that does not say why", .client, "application-unknown") {
            $0.authorize = .html(page + "Nein.</p>", status: 403)
        },
        Ailment("a disabled application", .client, "application-disabled") {
            let url = Deployment.multiTenant.redirectURL
            $0.authorize = .answer(302, [("Location", url + "?error=unauthorized_client&state=s")], "")
        },
        Ailment("another Redirect URL", .redirect, "redirect-mismatch") {
            $0.authorize = .html(page + "The redirect URL is not registered.</p>", status: 400)
        },
        Ailment("a wrong secret", .secret, "secret-refused") {
            $0.token = .json(#"{"error":"invalid_client","error_description":"wrong secret"}"#, status: 401)
        },
        Ailment("a clock that is behind", .clock, nil) { script in
            script.stranger = .answer(
                200, [("Content-Type", "application/json"), ("Date", "Mon, 02 Mar 2026 08:50:00 GMT")],
                WorkScript.description())
        },
    ]

    init(
        _ name: String, url: String = Office.url, door: TinyDoor = .open,
        _ line: DoctorLine, _ failure: String?, _ change: (inout WorkScript) -> Void = { _ in }
    ) {
        testDescription = name
        self.url = url
        self.door = door
        self.line = line
        self.failure = failure
        change(&script)
    }
}

@Suite struct `The doctor` {
    static let secret = "s3cret-of-the-doctor-test"

    private func examine(_ office: Office, _ url: String = Office.url) async -> DoctorReport {
        let doctor = ConnectionDoctor(
            ConnectionDoctor.Options(
                network: office.network, clientID: "a-client", clientSecret: Secret(Self.secret),
                clock: PartyClock(office.clock)))
        return await doctor.examine(url)
    }

    private static func healthy() -> WorkScript {
        var script = WorkScript()
        script.stranger = .answer(
            200, [("Content-Type", "application/json"), ("Date", "Mon, 02 Mar 2026 09:00:20 GMT")],
            WorkScript.description())
        script.token = .json(#"{"error":"invalid_grant","error_description":"unknown code"}"#, status: 400)
        return script
    }

    @Test func `passes a healthy server, line by line, with few requests and no secret in its words`() async throws {
        try await Office.play(script: Self.healthy().callAsFunction) { office in
            let report = await examine(office)
            #expect(report.isHealthy)
            #expect(report.checks.map(\.id) == DoctorLine.allCases.map(\.rawValue))
            #expect(report.checks.filter { $0.state != .passed }.map(\.id) == ["grant"])
            #expect(report.checks.last?.remedy?.contains("30 seconds") == true)
            #expect(office.server.requests.map(\.method) == ["GET", "GET", "POST"])
            let text =
                report.supportText(clientID: "a-client", redirectURL: "https://r.example")
                + report.lines.flatMap(\.text).joined()
            #expect(!text.contains(Self.secret) && !String(describing: report).contains(Self.secret))
            #expect((1...6).allSatisfy { text.contains("Step \($0):") })
        }
    }

    @Test(arguments: Ailment.all)
    func `names the line at which it fails`(_ ailment: Ailment) async throws {
        try await Office.play(script: ailment.script.callAsFunction) { office in
            let port = try #require(office.network.port(of: "work.example.com"))
            office.network.publish("other.example.com", port: port)
            office.network.publish("closed.example.com", port: 1)
            office.server.door = ailment.door
            let report = await examine(office, ailment.url)
            #expect(!report.isHealthy)
            let failed = report.checks.filter { $0.state == .failed }
            #expect(failed.map(\.id) == [ailment.line.rawValue])
            #expect(failed.first?.failure?.rawValue == ailment.failure)
            #expect(failed.first?.remedy?.isEmpty == false)
            // What lies behind a failure below HTTP was not looked at.
            if [.name, .connect, .tls].contains(ailment.line) {
                #expect(report.checks.first { $0.id == "api" }?.state == .notReached)
                #expect(office.server.requests.isEmpty)
            }
        }
    }

    @Test func `tells what a server of the firm's own authority lacks`() async throws {
        try await Office.play { office in
            let strangers = LoopbackNetwork(clock: office.clock, roots: [try Authority(name: "Strangers").rootPEM])
            strangers.publish("work.example.com", port: try #require(office.network.port(of: "work.example.com")))
            let report = await ConnectionDoctor(
                ConnectionDoctor.Options(network: strangers, clock: PartyClock(office.clock))
            ).examine(Office.url)
            #expect(report.firstFailed?.failure == .tlsUntrusted)
            #expect(report.firstFailed?.evidence.contains { $0.contains("DNS:work.example.com") } == true)
            let shown = report.lines.flatMap(\.text)
            #expect(shown.contains { $0.contains("certificate ") && $0.contains("signed by") }, "\(shown)")
            #expect(shown.contains { $0.contains("--ca") }, "\(shown)")
        }
    }

    @Test func `says what it does not know without a Client ID`() async throws {
        try await Office.play(script: Self.healthy().callAsFunction) { office in
            let options = ConnectionDoctor.Options(network: office.network, clock: PartyClock(office.clock))
            let report = await ConnectionDoctor(options).examine(Office.url)
            #expect(report.isHealthy)
            let open = report.checks.filter { $0.state == .notReached }.map(\.id)
            #expect(open == ["client", "redirect", "secret", "grant"])
            #expect(report.checks.suffix(1).map(\.words) == ["not asked"])
        }
    }

    @Test func `shows no password and no query of a URL`() async throws {
        try await Office.play { office in
            let report = await examine(office, "https://ada:hunter2222@work.example.com/?code=c0dec0de")
            let text = String(describing: report)
            #expect(!text.contains("hunter2222") && !text.contains("c0dec0de"))
        }
    }

    @Test func `looks again until all is well, or time is over`() async throws {
        var sick = DoctorReport(url: Office.url, made: WorkDate(sinceEpoch: .zero))
        sick.fail(.connect, .connectionTimedOut)
        let well = DoctorReport(url: Office.url, made: WorkDate(sinceEpoch: .zero))
        for (looks, limit, isHealthy) in [(3, Duration.seconds(300), true), (11, .seconds(300), false)] {
            let clock = VirtualClock()
            try await clock.call("watch") {
                var count = 0
                let watch = DoctorWatch(every: .seconds(30), limit: limit, clock: clock)
                let end = try await watch.run {
                    count += 1
                    return count == 3 && isHealthy ? well : sick
                } note: { _, _ in
                }
                #expect(count == looks && end.isHealthy == isHealthy)
                #expect(clock.now.elapsed == .seconds(30 * (looks - 1)))
            }
        }
    }

    @Test(arguments: [
        "Mon, 02 Mar 2026 09:00:00 GMT", "", "yesterday", "Mon, 02 Mar 2026 09:00:00 CET",
        "Mon, 02 Foo 2026 09:00:00 GMT",
    ])
    func `reads dates of HTTP and nothing else`(_ text: String) {
        let isDate = text.hasSuffix("GMT") && text.contains("Mar")
        #expect(HTTPDate.date(text)?.sinceEpoch == (isDate ? .seconds(1_772_442_000) : nil))
    }
}
