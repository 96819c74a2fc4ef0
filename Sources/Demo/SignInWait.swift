import Stage
import WorkTime

/// How long a sign-in takes: time that was jumped over while its page was open.
///
/// The time passes between the server's answer and the product's page, so that a code can expire on its way.
struct SignInWait: Sendable {
    /// What the sign-in that is open will take.
    private(set) var planned = Duration.zero
    /// What the sign-in took that is on its way back to the product.
    private var passed = Duration.zero

    /// Lets the sign-in that is open take longer.
    mutating func plan(_ length: Duration) { planned += length }

    /// Returns the time that passes now, behind the server's answer; `nil` for none.
    mutating func begin() -> Action? {
        guard planned > .zero else { return nil }
        defer { (passed, planned) = (passed + planned, .zero) }
        return Self.advance(by: planned)
    }

    /// Returns the time that passed for a log-in that was given up, as a step; `nil` for none.
    mutating func giveUp() -> Action? {
        defer { self = SignInWait() }
        return passed > .zero ? Self.advance(by: passed) : nil
    }

    /// Returns a log-in with the time that it took.
    mutating func waited(_ deed: Deed) -> Deed {
        guard passed > .zero, deed.action.name == "user.log_in" else { return deed }
        var arguments = deed.action.arguments
        arguments["pause_before_callback"] = .text(passed.text)
        passed = .zero
        return Deed(
            action: Action(deed.action.name, arguments), refusedBy: deed.refusedBy, failure: deed.failure,
            message: deed.message)
    }

    /// The step in which time passes.
    static func advance(by length: Duration) -> Action {
        Action("clock.advance", ["by": .text(length.text)])
    }
}
