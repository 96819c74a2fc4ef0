import Testing

@testable import WorkServer

@Suite struct `Durations in a form` {
    @Test(arguments: [
        ("30", 30), ("30s", 30), ("30 s", 30), ("30 sec", 30), ("30 secs", 30), ("30 Seconds", 30),
        (" 30 seconds ", 30),
        ("1 min", 60), ("1 minute 30 seconds", 90), ("1m30s", 90), ("2 hrs", 7_200), ("1 day, 1 hour", 90_000),
        ("1 week", 604_800), ("45 sec.", 45),
    ])
    func `are read as people write them`(_ text: String, _ seconds: Int) {
        #expect(Duration(written: text, unit: .seconds) == .seconds(seconds))
    }

    @Test(arguments: [
        "", " ", "thirty", "30 x", "s", "-1", "1.5 s", "30 seconds 1 minute", "1 s 1 s", "30 30", "1 m 30",
        "99999999999 s", "1,5 h", "1,000 s", "30 , 5 s",
        "٣٠", "30 seconds or so",
    ])
    func `are refused where they could mean something else`(_ text: String) {
        #expect(Duration(written: text, unit: .seconds) == nil)
    }

    @Test func `a number alone counts the unit of the field`() {
        #expect(Duration(written: "5", unit: .minutes) == .seconds(300))
        #expect(FormUnit.days.count(in: "365 days") == 365)
        #expect(FormUnit.days.count(in: "365") == 365)
        #expect(FormUnit.days.count(in: "48 hours") == 2)
        #expect(FormUnit.days.count(in: "1 hour") == nil)
        #expect(FormUnit.minutes.count(in: "0") == 0)
        #expect(FormUnit.minutes.count(in: "-3") == -3)
    }
}
