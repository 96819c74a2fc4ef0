package import WorkTime

/// A date with its time, written `2026-12-31T23:50Z`, or a day, whose first second in UTC is meant.
package struct DateTime: ScalarValue, Hashable {
    /// The moment.
    package var date: WorkDate
    /// As it was written.
    private let text: String

    package static var words: String { "a date such as 2026-12-31T23:50Z or 2026-12-31" }
    package static var schema: Value {
        Scalar.pattern("^20[0-9]{2}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$")
    }

    package init(scalar: ScalarText) throws(KeyIssue) {
        let text = scalar.text
        let form = /([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(.*))?/
        guard let match = text.wholeMatch(of: form) else {
            throw KeyIssue(
                "'\(scalar.key)' takes a date, not '\(text)'", suggestion: "write 2026-12-31T23:50Z or 2026-12-31")
        }
        func number(_ digits: Substring?) -> Int { digits.flatMap { Int($0) } ?? 0 }
        let (year, month, day) = (number(match.1), number(match.2), number(match.3))
        guard (2000...2099).contains(year) else {
            throw KeyIssue("'\(scalar.key)' takes a date from 2000 to 2099, not '\(text)'")
        }
        guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day) else {
            throw KeyIssue("there is no such day as '\(text.prefix(10))'")
        }
        let (hour, minute, second) = (number(match.4), number(match.5), number(match.6))
        guard hour < 24, minute < 60, second < 60 else {
            throw KeyIssue("there is no such time as '\(text.dropFirst(11))'", suggestion: "write 23:50 or 23:50:00")
        }
        var offset = 0
        if let zone = match.7 {
            guard let found = Self.minutes(ofZone: zone) else {
                throw KeyIssue(
                    "'\(text)' does not say in which time zone it is",
                    suggestion: "write \(text.prefix(10))T\(match.4 ?? "00"):\(match.5 ?? "00")Z for UTC")
            }
            offset = found
        }
        let days = Self.daysSinceEpoch(year, month, day)
        date = WorkDate(sinceEpoch: .seconds(((days * 24 + hour) * 60 + minute - offset) * 60 + second))
        self.text = text
    }

    package var written: Value { .text(text) }

    /// How far a time zone is ahead of UTC: `Z`, `+02:00`; nil for anything else.
    private static func minutes(ofZone zone: Substring) -> Int? {
        if zone == "Z" || zone == "z" { return 0 }
        guard let match = zone.wholeMatch(of: /([+-])([0-9]{2}):([0-9]{2})/), let hours = Int(match.2),
            let minutes = Int(match.3), hours < 15, minutes < 60
        else { return nil }
        return (match.1 == "-" ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        daysSinceEpoch(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - daysSinceEpoch(year, month, 1)
    }

    /// The days from 1970-01-01 to a day, in the Gregorian calendar; years are counted from March, so that a leap day ends one.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let years = month > 2 ? year : year - 1
        let months = (month + 9) % 12
        return 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 719_469
    }
}
