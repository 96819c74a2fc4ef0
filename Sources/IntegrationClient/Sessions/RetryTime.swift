import Foundation
import WorkTime

/// When a server that asks for fewer calls wants to see the next one.
enum RetryTime {
    /// The seconds to wait that a response names, rounded up; nil where it names none that can be read.
    ///
    /// iManage's `x-ratelimit-reset` and `x-ratelimit-retryafter` are seconds; `Retry-After` may be a date, too (RFC
    /// 9110, section 10.2.3). Where they differ, the longest counts.
    static func seconds(in response: WireResponse, now: WorkDate) -> Int? {
        ["Retry-After", "x-ratelimit-retryafter", "x-ratelimit-reset"]
            .compactMap { response.header($0) }
            .compactMap { number($0) ?? untilDate($0, now: now) }
            .max()
    }

    /// Numbers beyond ten days are moments of some calendar, not seconds to wait.
    private static func number(_ text: String) -> Int? {
        guard let seconds = Double(text.trimmingCharacters(in: .whitespaces)), seconds >= 0, seconds < 864_000 else {
            return nil
        }
        return Int(seconds.rounded(.up))
    }

    private static func untilDate(_ text: String, now: WorkDate) -> Int? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        guard let date = format.date(from: text) else { return nil }
        let wait = Int(WorkDate(date).wholeSeconds - now.wholeSeconds)
        return wait >= 0 && wait < 864_000 ? wait : nil
    }
}

/// How long a person at a screen is kept waiting for a server that asks for fewer calls.
public struct ThrottlePatience: Hashable, Sendable {
    /// How many times a call is repeated at most.
    public var repetitions: Int
    /// How long it is waited for in all, on the work clock.
    public var wait: Duration

    /// Sets the bounds; no repetition tells the person at once.
    public init(repetitions: Int = 3, wait: Duration = .seconds(30)) {
        self.repetitions = repetitions
        self.wait = wait
    }

    /// Takes from the bounds what a response asks for; nil where that is more than is left, or where it does not say.
    mutating func take(secondsAsked seconds: Int?) -> Duration? {
        guard let seconds, repetitions > 0 else { return nil }
        // A server that says 0 and goes on refusing is given a moment all the same.
        let asked = Duration.seconds(max(1, seconds))
        guard asked <= wait else { return nil }
        repetitions -= 1
        wait -= asked
        return asked
    }
}
