import ScenarioRunner
import Stage

extension Deed {
    /// The act with the rule that decided it: where the product knows none, the last that a server refused by on the way.
    func decided(by lines: [JournalLine]) -> Deed {
        guard let refusedBy, RuleLedger.all.rule(refusedBy) == nil, let line = lines.last(where: \.refused) else {
            return self
        }
        return Deed(action: action, refusedBy: line.rule, failure: failure, message: message)
    }
}
