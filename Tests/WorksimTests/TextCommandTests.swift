import Foundation
import ScenarioRunner
import Secrets
import Testing

@testable import worksim

@Suite struct `Commands for texts` {
    @Test func `redact reads and writes what Windows writes, and refuses what is no text`() throws {
        let log = "password=hunter2\r\n"
        let wide: [UInt8] = log.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let bigEndian: [UInt8] = log.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let samples: [[UInt8]] = [Array(log.utf8), [0xFF, 0xFE] + wide, wide, [0xFE, 0xFF] + bigEndian]
        for bytes in samples {
            let encoding = try #require(LogEncoding(of: Data(bytes)))
            let text = try #require(encoding.utf8(of: Data(bytes)))
            #expect(String(decoding: text, as: UTF8.self) == log)
            #expect(encoding.data(of: text) == Data(bytes))
        }
        #expect(LogEncoding(of: Data([0x50, 0x4B, 0x03, 0x04, 0x00])) == nil)
        #expect(LogEncoding(of: Data([0x61, 0xE9, 0x62])) == .bytes)
    }

    @Test func `redact says what it replaced`() {
        let cleaned = LogCleaner().clean("password=hunter2&client_secret=abcdefgh9&again=abcdefgh9")
        #expect(
            Redact.summary(cleaned.counts, cleaned.distinct)
                == ["client secret: 2 places, 1 different", "password: 1 place, 1 different"])
        #expect(Redact.summary([:], [:]).count == 1)
    }

    @Test func `redact cleans a large file in pieces, with one name for one secret and a table across pieces`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "redact-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        var text = "name,client_secret\n"
        // The secret of the last row stands without its field in the first.
        text += "the last one is Zx9Qk27TmVb4LsHw,Aa11Bb22Cc33\n"
        while text.utf8.count < LogPieces.size + 1_000 {
            text += String(repeating: "a note", count: 200) + ",Aa11Bb22Cc33\n"
        }
        text += "last,Zx9Qk27TmVb4LsHw\n"
        try Data(text.utf8).write(to: file)
        let handle = try FileHandle(forReadingFrom: file)
        var cleaning = Cleaning(strict: false)
        var pieces = try LogPieces(file: handle)
        var count = 0
        while let piece = try pieces.piece() {
            cleaning.learn(piece)
            count += 1
        }
        #expect(count == 2)
        pieces = try LogPieces(file: handle)
        var cleaned = ""
        while let piece = try pieces.piece() { cleaned += String(decoding: cleaning.clean(piece), as: UTF8.self) }
        #expect(!cleaned.contains("Zx9Qk27TmVb4LsHw") && !cleaned.contains("Aa11Bb22Cc33"))
        #expect(cleaned.hasPrefix("name,client_secret\nthe last one is <client secret 2>,<client secret 1>\n"))
        #expect(cleaned.hasSuffix("last,<client secret 2>\n"))
        #expect(cleaned.split(separator: "\n").count == text.split(separator: "\n").count)
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
