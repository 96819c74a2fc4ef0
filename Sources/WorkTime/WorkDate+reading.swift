extension WorkDate {
    /// Why a text is no date.
    public enum ReadingIssue: Error, Hashable, Sendable {
        /// It has another form than `2026-12-31T23:50Z` or `2026-12-31`.
        case form
        /// The year is not from 1970 to 2199.
        case year
        /// The month has no such day.
        case day
        /// The day has no such time.
        case time
        /// It does not say in which time zone the time is.
        case zone
    }

    /// Reads a date as RFC 3339 writes it: `2026-12-31T23:50:00.25+01:00`, in capitals or not, with a blank for the `T`.
    ///
    /// The seconds may be left out, and the time too: the first second of the day in UTC is meant then. A fraction has up to
    /// nine digits.
    public init(reading text: String) throws(ReadingIssue) {
        let form =
            /([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(.*))?/
        guard let match = text.wholeMatch(of: form) else { throw .form }
        func number(_ digits: Substring?) -> Int { digits.flatMap { Int($0) } ?? 0 }
        let (year, month, day) = (number(match.1), number(match.2), number(match.3))
        guard (1970...2199).contains(year) else { throw .year }
        guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day) else { throw .day }
        let (hour, minute, second) = (number(match.4), number(match.5), number(match.6))
        guard hour < 24, minute < 60, second < 60 else { throw .time }
        var offset = 0
        if let zone = match.8 {
            guard let found = Self.minutes(ofZone: zone) else { throw .zone }
            offset = found
        }
        let digits = match.7.map(String.init) ?? ""
        let nanoseconds = number(Substring(digits + String(repeating: "0", count: 9 - digits.count)))
        let days = Self.daysSinceEpoch(year, month, day)
        self.init(
            sinceEpoch: .seconds(((days * 24 + hour) * 60 + minute - offset) * 60 + second)
                + .nanoseconds(nanoseconds))
    }

    /// Reads a date such as `2026-12-31`, or one with its time; nil for anything else.
    public init?(day text: String) {
        guard let date = try? WorkDate(reading: text) else { return nil }
        self = date
    }

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
