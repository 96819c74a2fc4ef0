import ScenarioLanguage
import ScenarioRunner
import Stage

/// How far a story has come: its next step, and the later steps that somebody did by hand already.
struct Progress: Sendable {
    /// The position of the next step.
    private(set) var position = 0
    private var doneAhead: Set<Int> = []

    /// Goes on behind the next step, and behind those that were done by hand already.
    mutating func advance() {
        position += 1
        while doneAhead.remove(position) != nil { position += 1 }
    }

    /// Counts a step as done by hand.
    mutating func count(_ index: Int) {
        if index == position { advance() } else { doneAhead.insert(index) }
    }

    /// Returns the position of the step that an act stands for: the next one, or else a later one with the same name, person,
    /// server, application and document; `nil` where there is none.
    func position(doneBy deed: Deed, in rehearsal: Rehearsal) -> Int? {
        let steps = rehearsal.scenario.steps
        func fits(_ index: Int) -> Bool {
            Words.name(of: steps[index]) == deed.action.name
                && (deed.refusedBy != nil) == (steps[index].expectation?["failure"] != nil)
        }
        guard position < steps.count else { return nil }
        if fits(position) { return position }
        guard deed.refusedBy == nil else { return nil }
        return (position..<steps.count).dropFirst().first { index in
            guard !doneAhead.contains(index), fits(index), let planned = rehearsal.action(at: index) else {
                return false
            }
            return ["as", "server", "application", "document", "user"].allSatisfy { key in
                guard let wanted = planned.arguments[key], let done = deed.action.arguments[key] else { return true }
                return wanted == done
            }
        }
    }
}
