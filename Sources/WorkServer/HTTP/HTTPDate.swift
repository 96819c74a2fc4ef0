import WorkTime

/// A day of the calendar, counted without a time zone.
struct CivilDate: Sendable {
    let year: Int64
    let month: Int64
    let day: Int64

    /// Days to civil date, after Howard Hinnant's algorithm, era by era of 400 years.
    init(daysSinceEpoch days: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// A day by its date; nil where the year is not from 1 to 9999, or the month has no such day.
    init?(year: Int64, month: Int64, day: Int64) {
        guard (1...9_999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        let there = CivilDate(daysSinceEpoch: daysSinceEpoch)
        guard there.month == month, there.day == day else { return nil }
    }

    /// How many days after 1970-01-01 it is, by the same algorithm the other way round.
    var daysSinceEpoch: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day as `2026-03-02`, the year with four digits.
    var text: String {
        let digits = String(year)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        return zeros + digits + "-\(twoDigits(month))-\(twoDigits(day))"
    }
}

extension WorkDate {
    /// The date as the `Date` header has it: `Mon, 02 Mar 2026 09:00:00 GMT`.
    var httpDate: String {
        let days = Int64((Double(wholeSeconds) / 86_400).rounded(.down))
        let second = wholeSeconds - days * 86_400
        let civil = CivilDate(daysSinceEpoch: days)
        let weekday = weekdays[Int(((days % 7) + 11) % 7)]
        let month = months[Int(civil.month) - 1]
        guard (1_000...9_999).contains(civil.year) else {
            return "\(weekday), \(twoDigits(civil.day)) \(month) \(civil.year) "
                + "\(twoDigits(second / 3_600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60)) GMT"
        }
        return String(unsafeUninitializedCapacity: 29) { buffer in
            var text = MarkWriter(buffer: buffer)
            text.write(weekday)
            text.write(", ")
            text.write(twoDigits: civil.day)
            text.write(" ")
            text.write(month)
            text.write(" ")
            text.write(twoDigits: civil.year / 100)
            text.write(twoDigits: civil.year % 100)
            text.write(" ")
            text.write(timeOfSecond: second)
            text.write(" GMT")
            return text.count
        }
    }

    /// The date as `2026-03-02T09:00:00Z`, worked out without a formatter: a list of documents has thousands.
    var plain: String {
        let seconds = wholeSeconds
        let days = Int64((Double(seconds) / 86_400).rounded(.down))
        let civil = CivilDate(daysSinceEpoch: days)
        let rest = seconds - days * 86_400
        guard (0...9_999).contains(civil.year) else {
            return civil.text + "T" + twoDigits(rest / 3_600) + ":" + twoDigits(rest / 60 % 60) + ":"
                + twoDigits(rest % 60) + "Z"
        }
        return String(unsafeUninitializedCapacity: 20) { buffer in
            var text = MarkWriter(buffer: buffer)
            text.write(twoDigits: civil.year / 100)
            text.write(twoDigits: civil.year % 100)
            text.write("-")
            text.write(twoDigits: civil.month)
            text.write("-")
            text.write(twoDigits: civil.day)
            text.write("T")
            text.write(timeOfSecond: rest)
            text.write("Z")
            return text.count
        }
    }
}

/// Writes a date mark by mark where it stays; no mark is beyond ASCII.
private struct MarkWriter {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { marks in
            for mark in marks { write(mark) }
        }
    }

    /// Writes a number from 0 to 99.
    mutating func write(twoDigits number: Int64) {
        write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// Writes the time of a second of the day, as `09:00:00`.
    mutating func write(timeOfSecond second: Int64) {
        write(twoDigits: second / 3_600)
        write(":")
        write(twoDigits: second / 60 % 60)
        write(":")
        write(twoDigits: second % 60)
    }

    private mutating func write(_ mark: UInt8) {
        buffer[count] = mark
        count += 1
    }
}

private let weekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
private let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

/// A number from 0 to 99 with a zero before it where it has one digit.
func twoDigits(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
}
