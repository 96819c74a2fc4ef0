import WorkTime

/// A span of dates as filters give it: from, to, or in relation to now.
struct DateFilter: Sendable {
    private var from: WorkDate?
    private var to: WorkDate?

    /// Reads `NAME_from` and `NAME_to`, and the relative form where it is given; nil where none is.
    init?(
        _ name: String, relative: String?, _ text: (String) -> String?, now: WorkDate
    ) throws(ContentRefusal) {
        let from = text(name + "_from")
        let to = text(name + "_to")
        let relative = relative.flatMap(text)
        guard from != nil || to != nil || relative != nil else { return nil }
        self.from = try from.map { text throws(ContentRefusal) in try Self.date(text, name + "_from") }
        self.to = try to.map { text throws(ContentRefusal) in try Self.date(text, name + "_to") }
        if let relative {
            guard let span = RelativeSpan(relative) else {
                throw .invalid(name, "\(relative) is not a relative date, such as -7d, -3m:-1m or 0d:2w.")
            }
            (self.from, self.to) = span.dates(from: now)
        }
    }

    /// Whether a date lies in it; both ends count.
    func holds(_ date: WorkDate?) -> Bool {
        guard let date else { return false }
        return from.map { date >= $0 } ?? true && to.map { date <= $0 } ?? true
    }

    private static func date(_ text: String, _ name: String) throws(ContentRefusal) -> WorkDate {
        guard let date = WorkDate(apiText: text) else {
            throw .invalid(name, "\(name) is a date such as 2026-03-02 or 2026-03-02T09:00:00Z.")
        }
        return date
    }
}

/// Days, weeks, months or years before and after now, by iManage's pattern.
///
/// A month counts as 30 days and a year as 365: whether the real server goes by the calendar is not public.
struct RelativeSpan: Sendable {
    private let first: Int
    private let second: Int?

    /// Reads `-7d`, `-3:2w` or `-1m:0d`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else { return nil }
        let unit = parts.last?.last.flatMap(Self.days)
        guard let first = Self.count(parts[0], otherwise: parts.count == 2 ? unit : nil) else { return nil }
        self.first = first
        if parts.count == 2 {
            guard let second = Self.count(parts[1], otherwise: Self.days(parts[0].last ?? " ")) else { return nil }
            self.second = second
        } else {
            second = nil
        }
    }

    /// The dates that it spans: from one count to the other, or from a single one to now.
    func dates(from now: WorkDate) -> (WorkDate, WorkDate) {
        let ends = [first, second ?? 0].map { now + .seconds(Int64($0) * 86_400) }
        return (min(ends[0], ends[1]), max(ends[0], ends[1]))
    }

    private static func days(_ unit: Character) -> Int? {
        ["d": 1, "w": 7, "m": 30, "y": 365][unit.lowercased()]
    }

    private static func count(_ text: Substring, otherwise unit: Int?) -> Int? {
        let own = text.last.flatMap(days)
        let digits = own == nil ? text : text.dropLast()
        guard let days = own ?? unit, let count = Int(digits), count.magnitude < 100_000 else { return nil }
        return count * days
    }
}

extension WorkDate {
    /// Reads `2026-03-02`, or a date with a time and `Z` or an offset, of the years 1 to 9999; nil for anything else.
    ///
    /// By the Gregorian calendar throughout, as ISO 8601 has it: Foundation's reader goes over to the Julian one in 1582.
    init?(apiText text: String) {
        let pattern =
            /(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9})\d*)?(?:Z|([+-])(\d{2}):?(\d{2})))?/
        guard let parts = text.wholeMatch(of: pattern)?.output,
            let year = Int64(parts.1), let month = Int64(parts.2), let day = Int64(parts.3),
            let civil = CivilDate(year: year, month: month, day: day)
        else { return nil }
        func number(_ part: Substring?) -> Int64 { part.flatMap { Int64($0) } ?? 0 }
        let (hour, minute, second) = (number(parts.4), number(parts.5), number(parts.6))
        let (offsetHours, offsetMinutes) = (number(parts.9), number(parts.10))
        guard hour < 24, minute < 60, second < 60, offsetHours < 24, offsetMinutes < 60 else { return nil }
        let offset = (offsetHours * 3_600 + offsetMinutes * 60) * (parts.8 == "-" ? -1 : 1)
        let seconds = civil.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second - offset
        let fraction = number(parts.7.map { Substring(($0 + "000000000").prefix(9)) })
        guard (1...9_999).contains(CivilDate(daysSinceEpoch: Int64((Double(seconds) / 86_400).rounded(.down))).year)
        else { return nil }
        self.init(sinceEpoch: .seconds(seconds) + .nanoseconds(fraction))
    }
}
