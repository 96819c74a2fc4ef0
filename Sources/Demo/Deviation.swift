import Foundation
import Rules
import ScenarioRunner
import Stage
import WorkTime

/// What a person did beside the story before one of its steps: a jump in time, an act in a pane.
///
/// A step that comes out otherwise after that is no defect, and the page says what follows from the act.
struct Deviation {
    /// How much time was jumped over; zero where none was.
    private var jumped = Duration.zero
    /// The titles of what was done by hand.
    private var acts: [String] = []

    /// What was done beside the story up to the end of some moments; nil where nothing was.
    init?(in moments: some Sequence<Moment>) {
        for moment in moments {
            guard case .deed(let deed, replaces: nil) = moment.kind else { continue }
            if deed.action.name == "clock.advance",
                let by = Words.text(deed.action, "by").flatMap({ Duration(text: $0) })
            {
                jumped += by
            } else {
                acts.append(moment.title)
            }
        }
        guard jumped > .zero || !acts.isEmpty else { return nil }
    }

    /// What follows from it for a step that came out differently.
    ///
    /// For instance: `After 366 days Ada's log-in has expired.`
    func consequence(_ result: StepResult, of action: Action?) -> String {
        let who = action.flatMap { Words.text($0, "as") }?.capitalized
        return "\(cause) \(effect(result, who)). The story goes on from here as you have made it."
    }

    private var cause: String {
        guard let act = acts.last else { return "After \(jumped.inWords)" }
        let time = jumped > .zero ? " and \(jumped.inWords)" : ""
        return "After what was done by hand (\(act))\(time)"
    }

    private func effect(_ result: StepResult, _ who: String?) -> String {
        let whose = who.map { "\($0)'s" } ?? "the"
        switch result.failure {
        case .sessionExpired: return "\(whose) log-in has \(acts.isEmpty ? "expired" : "ended")"
        case .grantExpired: return "\(whose) sign-in took too long"
        case .tlsExpired: return "the server's certificate has expired"
        case let failure?: return "this step fails (\(failure))"
        case nil:
            let isExpectedToFail = result.expected?.hasPrefix("failure") ?? false
            if isExpectedToFail { return "this step succeeds, where the story has a failure" }
            let other = result.mismatches.first { $0.what != "ok" }
            return other.map { "\($0.what) is \($0.seen) instead of \($0.expected)" } ?? "this step comes out otherwise"
        }
    }
}

extension Duration {
    /// The duration in words for an audience: `366 days`, `1 day 2 hours`.
    var inWords: String {
        var rest = self
        var parts: [String] = []
        for (name, length) in [
            ("day", Duration.seconds(86_400)), ("hour", .seconds(3_600)), ("minute", .seconds(60)),
            ("second", .seconds(1)),
        ] {
            let count = Int(rest / length)
            guard count > 0 else { continue }
            parts.append("\(count) \(name)\(count == 1 ? "" : "s")")
            rest -= length * count
        }
        return parts.isEmpty ? "less than a second" : parts.joined(separator: " ")
    }
}
