package import WorkTime

/// A date with its time, written `2026-12-31T23:50Z`, or a day, whose first second in UTC is meant.
package struct DateTime: ScalarValue, Hashable {
    /// The moment.
    package var date: WorkDate
    /// As it was written.
    private let text: String

    package static var words: String { "a date such as 2026-12-31T23:50Z or 2026-12-31" }
    package static var schema: Value {
        let day = "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        let time = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?"
        return Scalar.pattern("^\(day)([Tt ]\(time)([Zz]|[+-](0[0-9]|1[0-4]):[0-5][0-9]))?$")
    }

    package init(scalar: ScalarText) throws(KeyIssue) {
        let text = scalar.text
        do throws(WorkDate.ReadingIssue) {
            date = try WorkDate(reading: text)
        } catch {
            throw Self.issue(error, scalar)
        }
        let bounds = "2000"..."2099"
        guard bounds.contains(String(text.prefix(4))) else { throw Self.issue(.year, scalar) }
        self.text = text
    }

    package var written: Value { .text(text) }

    /// What is wrong with a date that cannot be read, and how to write it.
    private static func issue(_ issue: WorkDate.ReadingIssue, _ scalar: ScalarText) -> KeyIssue {
        let text = scalar.text
        let (day, time) = (text.prefix(10), text.dropFirst(11).prefix(5))
        switch issue {
        case .form:
            return KeyIssue(
                "'\(scalar.key)' takes a date, not '\(text)'", suggestion: "write 2026-12-31T23:50Z or 2026-12-31")
        case .year: return KeyIssue("'\(scalar.key)' takes a date from 2000 to 2099, not '\(text)'")
        case .day: return KeyIssue("there is no such day as '\(day)'")
        case .time:
            return KeyIssue(
                "there is no such time as '\(text.dropFirst(11))'", suggestion: "write 23:50 or 23:50:00")
        case .zone:
            return KeyIssue(
                "'\(text)' does not say in which time zone it is", suggestion: "write \(day)T\(time)Z for UTC")
        }
    }
}
