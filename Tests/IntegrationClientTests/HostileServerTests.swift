import Foundation
import Rules
import Secrets
import Testing
import WorkTime

@testable import IntegrationClient

/// An answer that no work server gives, and what the doctor has to name.
struct HostileAnswer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reply: TinyReply
    /// The failures that are right: what a broken answer breaks first depends on where the pieces end.
    let failures: [FailureID]

    init(_ name: String, _ reply: TinyReply, _ failures: FailureID...) {
        (testDescription, self.reply, self.failures) = (name, reply, failures)
    }

    private static let json = "Content-Type: application/json\r\n"
    private static let field = "X-Canary: \(String(repeating: "c", count: 1_000))\r\n"

    static let all: [HostileAnswer] = [
        HostileAnswer(
            "headers without an end", .raw("HTTP/1.1 200 OK\r\n" + String(repeating: field, count: 4_000)),
            .notAWorkServer),
        HostileAnswer(
            "one header of a megabyte",
            .raw("HTTP/1.1 200 OK\r\nX-Canary: \(String(repeating: "c", count: 1 << 20))\r\n\r\n"), .notAWorkServer),
        HostileAnswer(
            "a body without an end",
            .raw("HTTP/1.1 200 OK\r\n\(json)\r\n{\"canary\":\"" + String(repeating: "c", count: 9 << 20)),
            // Whichever the client meets first: its own limit, or the end of a connection that nobody reads to its end.
            .notAWorkServer, .connectionReset),
        HostileAnswer(
            "a length below zero", .raw("HTTP/1.1 200 OK\r\n\(json)Content-Length: -7\r\n\r\n{}"), .notAWorkServer),
        HostileAnswer(
            "two lengths", .raw("HTTP/1.1 200 OK\r\n\(json)Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}"),
            .notAWorkServer, .connectionReset),
        HostileAnswer(
            "fewer bytes than announced", .raw("HTTP/1.1 200 OK\r\n\(json)Content-Length: 900\r\n\r\n{}"),
            .connectionReset),
        HostileAnswer(
            "chunks that are none", .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\ncanary\r\n"),
            .notAWorkServer),
        HostileAnswer("another protocol", .raw("SSH-2.0-canary\r\n"), .notAWorkServer),
        HostileAnswer("redirects in a loop", .answer(302, [("Location", "/api")], ""), .notAWorkServer),
        HostileAnswer(
            "a body that is compressed without being asked for",
            .answer(200, [("Content-Type", "application/json"), ("Content-Encoding", "gzip")], "\u{1f}\u{8b}canary"),
            .notAWorkServer),
        HostileAnswer(
            "bytes that are no UTF-8",
            .bytes(Array("HTTP/1.1 200 OK\r\n\(json)\r\n{\"data\":\"".utf8) + [0xFF, 0xC0, 0x80, 0xFE]), .notAWorkServer
        ),
        HostileAnswer(
            "escapes of a terminal",
            .answer(200, [("Content-Type", "text/html\u{9b}31m")], "<title>\u{1b}]0;canary\u{7}\u{202e}</title>"),
            .notAWorkServer),
        HostileAnswer(
            "JSON that is nested without an end", .json(String(repeating: "[", count: 200_000)), .notAWorkServer),
    ]
}

/// A hostile server costs the doctor one sentence, and no more memory than an answer may have.
@Suite struct `The doctor at a hostile server` {
    @Test(arguments: HostileAnswer.all)
    func `names one failure in a sentence that can be printed`(_ hostile: HostileAnswer) async throws {
        try await Office.play(script: { _ in hostile.reply }) { office in
            let report = await ConnectionDoctor(
                ConnectionDoctor.Options(
                    network: office.network, clientID: "a-client", clientSecret: Secret("s3cret-of-the-test"),
                    clock: PartyClock(office.clock))
            ).examine(Office.url)
            let failed = report.checks.filter { $0.state == .failed }
            #expect(failed.map(\.id) == ["api"])
            let failure = try #require(failed.first?.failure)
            #expect(hostile.failures.contains(failure), "\(failure): \(failed.first?.seen ?? "")")
            #expect(office.server.requests.count == 1)
            let text =
                report.lines.flatMap(\.text).joined(separator: "\n")
                + report.supportText(clientID: "a-client", redirectURL: "https://r.example")
            #expect(text.utf8.count < 10_000)
            #expect(!text.unicodeScalars.contains { isUnprintable($0) }, "\(text.debugDescription)")
        }
    }

    /// Whether a scalar moves a terminal's cursor, sets its title or turns the direction of writing.
    private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format: scalar != "\n"
        default: false
        }
    }
}
