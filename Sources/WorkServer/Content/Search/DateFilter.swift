import Foundation
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
                throw .invalid(name, "\(relative) is no relative date, such as -7d, -3m:-1m or 0d:2w.")
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
    /// The years 1 to 9999 in seconds since the epoch: what four digits can write.
    private static let writable = -62_135_596_800..<253_402_300_800.0

    /// Reads `2026-03-02`, or a date with a time and `Z` or an offset; nil for anything else.
    init?(apiText text: String) {
        let whole = text.count == 10 ? text + "T00:00:00Z" : text
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: whole.contains("."))
        guard let date = try? style.parse(whole), Self.writable.contains(date.timeIntervalSince1970) else { return nil }
        self.init(date)
    }
}
