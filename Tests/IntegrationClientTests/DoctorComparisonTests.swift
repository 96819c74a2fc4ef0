import Foundation
import Rules
import Testing
import WorkTime

@testable import IntegrationClient

@Suite struct `Two looks at one server` {
    /// A look that passed up to a line and failed there.
    private static func look(
        failing line: DoctorLine? = nil, as failure: FailureID = .connectionTimedOut, url: String = Office.url
    ) -> DoctorReport {
        var report = DoctorReport(url: url, made: WorkDate(sinceEpoch: .zero))
        for other in DoctorLine.allCases {
            if other == line {
                report.fail(other, failure)
                return report
            }
            report.set(other, .passed, "It is well.")
        }
        return report
    }

    @Test(arguments: [
        (DoctorLine.name, FailureID.nameUnknown, "public DNS"), (.connect, .connectionTimedOut, "allow-list"),
        (.connect, .connectionRefused, "not published"), (.tls, .connectionReset, "Allow Office & Dragons' own"),
        (.tls, .tlsUntrusted, "firm's own authority"), (.api, .notAWorkServer, "proxy"),
        (.client, .applicationUnknown, "different servers"),
    ])
    func `part where the way from outside is blocked`(_ line: DoctorLine, _ failure: FailureID, _ words: String) {
        let joined = DoctorComparison(inside: Self.look(), outside: Self.look(failing: line, as: failure))
        #expect(joined.conclusion.contains(words))
        #expect(joined.rows.filter { $0.meaning != nil }.map(\.id) == [line.rawValue])
        #expect(!joined.isHealthy && joined.lines.contains { $0.contains("here they part") })
    }

    @Test func `part where the way from inside is blocked`() {
        let joined = DoctorComparison(inside: Self.look(failing: .tls, as: .tlsUntrusted), outside: Self.look())
        #expect(joined.conclusion.contains("inspects TLS") && joined.isHealthy)
    }

    @Test func `say when it is the server's own matter, or nothing`() {
        let same = DoctorComparison(
            inside: Self.look(failing: .version, as: .versionTooOld),
            outside: Self.look(failing: .version, as: .versionTooOld))
        #expect(same.conclusion.contains("own matter") && same.rows.allSatisfy { $0.meaning == nil })
        let two = DoctorComparison(
            inside: Self.look(failing: .version, as: .versionTooOld), outside: Self.look(failing: .connect))
        #expect(two.conclusion.contains("silent"))
        #expect(DoctorComparison(inside: Self.look(), outside: Self.look()).conclusion == "Nothing failed in either.")
    }

    @Test func `are of one URL`() {
        let joined = DoctorComparison(inside: Self.look(), outside: Self.look(url: "https://other.example.com"))
        #expect(joined.conclusion.contains("different URLs"))
    }

    @Test func `are read from what was written`() throws {
        let report = Self.look(failing: .tls, as: .tlsExpired)
        #expect(try JSONDecoder().decode(DoctorReport.self, from: JSONEncoder().encode(report)) == report)
    }
}
