import ScenarioKeys
import Testing
import WorkTime

@Suite struct `Dates in files` {
    private func read(_ text: String) throws -> String {
        try DateTime(scalar: ScalarText(text, isPlain: true, key: "clock")).date.iso8601
    }

    @Test(arguments: [
        ("2026-12-31T23:50Z", "2026-12-31T23:50:00Z"), ("2026-12-31", "2026-12-31T00:00:00Z"),
        ("2028-02-29T00:00:01Z", "2028-02-29T00:00:01Z"), ("2027-01-01T00:30+01:00", "2026-12-31T23:30:00Z"),
        ("2000-03-01T00:00-12:00", "2000-03-01T12:00:00Z"), ("2099-12-31T23:59:59Z", "2099-12-31T23:59:59Z"),
        ("2026-12-31t23:50z", "2026-12-31T23:50:00Z"), ("2026-12-31 23:50:01Z", "2026-12-31T23:50:01Z"),
        ("2026-12-31T23:50:01.25Z", "2026-12-31T23:50:01.250Z"),
        ("2026-12-31T23:50:01.5+01:00", "2026-12-31T22:50:01.500Z"),
    ])
    func `a date is read in its time zone`(_ text: String, _ moment: String) throws {
        #expect(try read(text) == moment)
    }

    @Test(arguments: [
        "2026-02-29", "2100-01-01", "1999-12-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31T00:00Z",
        "2026-01-01T24:00Z", "2026-01-01T10:60Z", "2026-01-01T10:00", "2026-01-01T10:00+25:00", "26-01-01", "tomorrow",
        "",
        "2026-01-01T10:00ZZ", "2026-01-01T10:00:00.Z", "2026-01-01T10:00:00.0123456789Z", "2026-01-01T10:00.5Z",
        "99999999999999999999-01-01",
    ])
    func `what is no date is refused`(_ text: String) {
        #expect(throws: KeyIssue.self) { try read(text) }
    }
}
