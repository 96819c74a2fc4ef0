import Foundation
import Testing
import WorkTime

@Suite struct `Durations as text` {
    @Test(arguments: [
        ("90s", Duration.seconds(90)), ("30m", .seconds(1_800)), ("364d23h59m59s", .seconds(31_535_999)),
        ("250ms", .milliseconds(250)), ("0s", .zero), ("29s999ms", .milliseconds(29_999)),
    ])
    func `are read to the millisecond`(text: String, duration: Duration) {
        #expect(Duration(text: text) == duration)
    }

    @Test(arguments: ["", "5", "s", "5 s", "-5s", "5s4m", "5s5s", "1.5s", "5x", "99999999999999999999s", "٣s"])
    func `are refused in any other form`(text: String) {
        #expect(Duration(text: text) == nil)
    }

    @Test(arguments: ["1d", "29m59s", "364d23h59m59s", "1s250ms", "0s"])
    func `are written as they are read`(text: String) {
        #expect(Duration(text: text)?.text == text)
    }
}

@Suite struct `Wall dates` {
    @Test func `are shown to the second, and to the millisecond where there are any`() {
        let date = WorkDate(sinceEpoch: .seconds(1_772_442_000))
        #expect(date.iso8601 == "2026-03-02T09:00:00Z")
        #expect((date + .milliseconds(7)).iso8601 == "2026-03-02T09:00:00.007Z")
    }

    @Test(arguments: [253_402_300_799, -62_167_219_200, 9_300_000_000, -1])
    func `are taken over from Foundation in any year`(seconds: Int64) {
        let date = Date(timeIntervalSince1970: Double(seconds) + 0.5)
        #expect(WorkDate(date).sinceEpoch == .seconds(seconds) + .milliseconds(500))
    }

    @Test(arguments: [Double.infinity, -.infinity, .greatestFiniteMagnitude, .nan])
    func `that nobody could mean are bounded`(seconds: Double) {
        let bounded = WorkDate(Date(timeIntervalSince1970: seconds)).sinceEpoch
        #expect(bounded <= .seconds(1_000_000_000_000) && bounded >= .seconds(-1_000_000_000_000))
    }

    @Test func `in a file are read as they were written, and refused where no calendar has them`() throws {
        let date = WorkDate(sinceEpoch: .seconds(1_772_442_000) + .milliseconds(7))
        let written = try JSONEncoder().encode(date)
        #expect(try JSONDecoder().decode(WorkDate.self, from: written) == date)
        for seconds in [Int64.max, .min, 1_000_000_000_001] {
            let far = try JSONEncoder().encode(WorkDate(sinceEpoch: .seconds(seconds)))
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(WorkDate.self, from: far) }
        }
    }

    @Test func `add up exactly however small the steps`() {
        let start = WorkDate(sinceEpoch: .seconds(1_772_442_000))
        let sum = (0..<300).reduce(start) { date, _ in date + .milliseconds(100) }
        #expect(sum - start == .seconds(30))
    }
}
