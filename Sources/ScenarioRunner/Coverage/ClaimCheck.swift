import Rules
import ScenarioLanguage

/// Finds claims of `covers` that a scenario cannot prove, whatever comes of it: before anything is played.
///
/// A refusal proves something only where the file names its rule, since one that nobody names fails the step; the
/// refusals that a client answers by a refresh are the exception. A rule that grants proves it where a step leads there.
struct ClaimCheck {
    private let ledger: RuleLedger

    init(ledger: RuleLedger = .all) { self.ledger = ledger }

    /// Why none of the scenarios can prove the claim, and what to write; nil where one may.
    func obstacle(_ claim: String, in scenarios: [Scenario]) -> (message: String, suggestion: String)? {
        let serving = ledger.catalogue.rules.filter { Proof.serves($0, claim) }
        guard !serving.isEmpty else {
            return ("no rule serves '\(claim)', so no scenario can prove it", "leave it out")
        }
        let steps = scenarios.flatMap(\.steps).flatMap(\.alone)
        let actions = Set(steps.compactMap(\.action))
        let named = Set(steps.flatMap(\.rulesNamed))
        let armed = Set(steps.compactMap(\.faultArmed))
        let mayDecide = serving.contains { rule in
            if named.contains(rule.id) || armed.contains(rule.id) { return true }
            if rule.isRefusal, !rule.id.hasPrefix("oauth.access.") { return false }
            return actions.contains { Self.reaches(rule.id, from: $0) }
        }
        guard !mayDecide else { return nil }
        let message = "nothing in this file can prove '\(claim)': no rule that serves it can decide here"
        let refusals = serving.filter(\.isRefusal).map(\.id)
        guard refusals.isEmpty else {
            return (message, "expect a failure with because: \(Self.list(refusals))")
        }
        return (message, "do what leads to \(Self.list(serving.map(\.id)))")
    }

    private static func list(_ ids: [String]) -> String {
        ids.prefix(3).joined(separator: ", ") + (ids.count > 3 ? " or \(ids.count - 3) more" : "")
    }

    /// Whether a rule may decide in a step of this name; never false where it does.
    static func reaches(_ rule: String, from step: String) -> Bool {
        // Another program, and a log-in, may ask any end point.
        if step == "other.request" { return true }
        let starts = leads.filter { rule.hasPrefix($0.rules) }.max { $0.rules.count < $1.rules.count }?.steps
        return starts?.contains { step.hasPrefix($0) } ?? true
    }

    /// The steps in which a user works with a session that is there already.
    private static let use = [
        "user.list_libraries", "user.browse", "user.search", "user.open", "user.save", "user.resume_save", "user.lock",
        "user.unlock", "user.report",
    ]

    /// The steps in which the rules of an area may decide, by the beginnings of their names.
    private static let leads: [(rules: String, steps: [String])] = [
        ("applications.", ["admin."]), ("settings.", ["admin."]), ("users.", ["admin."]),
        ("client.integration", ["office.", "user."]), ("client.role", ["office."]), ("client.value", ["office."]),
        ("client.url", ["office."]), ("client.server", ["office.", "user."]), ("client.version", ["office.", "user."]),
        ("client.", ["user."]), ("client.report", ["user.report", "office."]),
        ("content.", ["user.", "work.", "admin.end_check_out"]),
        ("control-center.", []), ("session.", []), ("pages.", []), ("customer.", []), ("http.", ["user.log_in"]),
        ("discovery.", ["user.log_in", "office.", "admin.look_up_version"]),
        ("firewall.edited", ["network."]), ("server.changed", ["network.", "server."]),
        ("firewall.", ["user.", "office."]), ("fault.", []), ("tls.", ["user.", "office."]),
        ("oauth.", ["user.log_in", "office.", "user.log_out"]), ("oauth.refresh", ["user."]),
        // A token that was just made is good, and the client sends no call without one.
        ("oauth.access", use), ("oauth.access.missing", []), ("oauth.client", ["user."]), ("oauth.user", ["user."]),
    ]
}

extension Step {
    /// The step, or the steps that it plays together.
    fileprivate var alone: [Step] {
        if case .together(let steps) = kind { steps.flatMap(\.alone) } else { [self] }
    }

    fileprivate var action: String? {
        if case .action(let name, _) = kind { name } else { nil }
    }

    /// The rules whose refusals it expects.
    fileprivate var rulesNamed: [String] {
        ([expectation].compactMap { $0 } + oneOf).flatMap { wanted in
            ["because", "also"].flatMap { key in
                wanted[key].map { value in value.text.map { [$0] } ?? value.items.compactMap(\.text) } ?? []
            }
        }
    }

    fileprivate var faultArmed: String? {
        guard case .action("network.fault", let arguments) = kind else { return nil }
        return arguments["kind"]?.text.map { "fault.\($0)" }
    }
}
