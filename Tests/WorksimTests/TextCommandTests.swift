import Foundation
import ScenarioRunner
import Secrets
import Testing

@testable import worksim

@Suite struct `Commands for texts` {
    @Test func `redact reads what Windows writes, and refuses what is no text`() throws {
        let log = "password=hunter2\r\n"
        #expect(Redact.text(of: Data(log.utf8)) == log)
        var wide = Data([0xFF, 0xFE])
        wide.append(contentsOf: log.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        #expect(Redact.text(of: wide) == log)
        #expect(Redact.text(of: Data([0x50, 0x4B, 0x03, 0x04, 0x00])) == nil)
        #expect(Redact.text(of: Data([0x61, 0xE9, 0x62]))?.contains("a") == true)
    }

    @Test func `redact says what it took out`() {
        let cleaned = LogCleaner().clean("password=hunter2&client_secret=abcdefgh&again=abcdefgh")
        #expect(
            Redact.summary(cleaned) == ["client secret: 2 places, 1 different", "password: 1 place, 1 different"])
        #expect(Redact.summary(LogCleaner().clean("nothing")).count == 1)
    }

    @Test func `diagnose prints cause, remedy, evidence, scenario and the question`() {
        let lines = Diagnose.lines(of: CauseSearch().answer(to: "Status 403 from the token end point at log-in"))
        #expect(lines.first?.hasPrefix("1. grant-expired") == true)
        for part in ["30 seconds", "evidence: documented", "C1", "worksim run Scenarios/7-trouble/"] {
            #expect(lines.contains { $0.contains(part) }, "\(part)")
        }
        #expect(Diagnose.lines(of: CauseSearch().answer(to: "")).count == 1)
    }
}
