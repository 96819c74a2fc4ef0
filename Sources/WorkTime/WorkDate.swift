public import Foundation

/// A wall date, exact to the attosecond, so that 30 seconds are alive at 29 and over at 30 precisely.
///
/// `Foundation.Date` counts in floating point, where a sum of many short steps drifts.
public struct WorkDate: Hashable, Comparable, Codable, Sendable {
    /// The time since 1970-01-01T00:00:00Z.
    public let sinceEpoch: Duration

    /// Names the date that lies `sinceEpoch` after 1970-01-01T00:00:00Z.
    public init(sinceEpoch: Duration) {
        self.sinceEpoch = sinceEpoch
    }

    private enum CodingKeys: String, CodingKey {
        case sinceEpoch
    }

    /// Reads a date from a file; a date that no calendar can show is refused, so that differences of dates cannot overflow.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        sinceEpoch = try fields.decode(Duration.self, forKey: .sinceEpoch)
        let bound = Duration.seconds(1_000_000_000_000)
        guard sinceEpoch <= bound, sinceEpoch >= .zero - bound else {
            throw DecodingError.dataCorruptedError(
                forKey: .sinceEpoch, in: fields, debugDescription: "the date is too far away")
        }
    }

    /// Takes over a Foundation date, to the nanosecond.
    ///
    /// Seconds and nanoseconds are counted apart: 64 bits of nanoseconds end in the year 2262, and dates are typed by people.
    /// What lies beyond some 30,000 years either way becomes that bound.
    public init(_ date: Date) {
        let bound = 1e12
        let time = date.timeIntervalSince1970
        let seconds = (time.isNaN ? 0 : min(max(time, -bound), bound)).rounded(.down)
        let nanoseconds = abs(time) < bound ? ((time - seconds) * 1_000_000_000).rounded() : 0
        self.init(sinceEpoch: .seconds(Int64(seconds)) + .nanoseconds(Int64(nanoseconds)))
    }

    /// The same date for an interface that wants Foundation's type.
    public var foundationDate: Date {
        let (seconds, attoseconds) = sinceEpoch.components
        return Date(timeIntervalSince1970: Double(seconds) + Double(attoseconds) / 1e18)
    }

    /// Whole seconds since the epoch, rounded down.
    public var wholeSeconds: Int64 {
        let (seconds, attoseconds) = sinceEpoch.components
        return attoseconds < 0 ? seconds - 1 : seconds
    }

    /// The date as `2026-03-02T09:00:00Z`, with milliseconds where there are any.
    public var iso8601: String {
        let whole = Date(timeIntervalSince1970: Double(wholeSeconds)).formatted(.iso8601)
        let milliseconds = (sinceEpoch - .seconds(wholeSeconds)) / .milliseconds(1)
        guard milliseconds >= 1 else { return whole }
        let digits = String(Int(milliseconds))
        return whole.dropLast() + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
    }

    /// Whether the left date is the earlier one.
    public static func < (left: WorkDate, right: WorkDate) -> Bool {
        left.sinceEpoch < right.sinceEpoch
    }

    /// The date that lies `duration` later.
    public static func + (date: WorkDate, duration: Duration) -> WorkDate {
        WorkDate(sinceEpoch: date.sinceEpoch + duration)
    }

    /// The date that lies `duration` earlier.
    public static func - (date: WorkDate, duration: Duration) -> WorkDate {
        WorkDate(sinceEpoch: date.sinceEpoch - duration)
    }

    /// The time from the right date to the left one.
    public static func - (left: WorkDate, right: WorkDate) -> Duration {
        left.sinceEpoch - right.sinceEpoch
    }
}
