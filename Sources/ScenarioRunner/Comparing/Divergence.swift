import Stage

/// The first place at which a play departs from one with parties that are known to be right, and who departed there.
///
/// The same request and another answer is the server; another request after equal answers is the client.
struct Divergence {
    /// Who departed.
    let side: Blame.Side

    /// Compares a play with a right one of the same scenario and seed; nil where they are the same.
    init?(of play: ScenarioResult, from right: ScenarioResult) {
        if let side = Self.side(right.beginning ?? [], play.beginning ?? []) {
            self.side = side
            return
        }
        let groups = zip(Self.groups(right.steps), Self.groups(play.steps))
        for (one, other) in groups {
            guard let side = Self.side(Self.journal(one), Self.journal(other)) ?? Self.side(one, other) else {
                continue
            }
            self.side = side
            return
        }
        return nil
    }

    /// The steps, those that are played together in one group.
    private static func groups(_ steps: [StepResult]) -> [[StepResult]] {
        steps.reduce(into: []) { groups, step in
            if groups.last?.last?.number == step.number {
                groups[groups.count - 1].append(step)
            } else {
                groups.append([step])
            }
        }
    }

    /// What the steps of a group met, in the order of time.
    private static func journal(_ steps: [StepResult]) -> [JournalLine] {
        let lines = steps.flatMap(\.journal)
        guard steps.count > 1 else { return lines }
        return lines.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
    }

    /// Who made steps come out in another way after the same exchanges; nil where they came out alike.
    private static func side(_ right: [StepResult], _ steps: [StepResult]) -> Blame.Side? {
        zip(right, steps).lazy.compactMap { side($0, $1) }.first
    }

    /// Who made journal lines other ones; nil where all are the same.
    private static func side(_ right: [JournalLine], _ lines: [JournalLine]) -> Blame.Side? {
        for place in 0..<max(right.count, lines.count) {
            let one = right.indices.contains(place) ? right[place] : nil
            let other = lines.indices.contains(place) ? lines[place] : nil
            let isFirst = lines.prefix(place).allSatisfy { $0.party != other?.party }
            if let side = side(one, other, isFirstOfParty: isFirst) { return side }
        }
        return nil
    }

    private static func side(_ right: StepResult, _ step: StepResult) -> Blame.Side? {
        guard
            right.seen != step.seen || right.message != step.message || right.mismatches != step.mismatches
                || right.elapsed != step.elapsed || right.verdict != step.verdict
        else { return nil }
        return isClients(step.does) ? .client : .server
    }

    /// Who made a line of the journal another one; nil where both are the same.
    private static func side(_ right: JournalLine?, _ line: JournalLine?, isFirstOfParty: Bool) -> Blame.Side? {
        guard right != line else { return nil }
        guard let right, let line else {
            // A request that is missing, or one too many.
            return sender(of: (line ?? right)?.party ?? "", isFirstOfParty)
        }
        // The firewall and the certificate are the server's, whoever meets them.
        if line.kind != right.kind, line.kind == "connection" || right.kind == "connection" { return .server }
        guard right.party == line.party, right.what == line.what, right.request == line.request,
            right.date == line.date
        else { return sender(of: line.party, isFirstOfParty) }
        return .server
    }

    /// Whose a request is: a browser opens first what the client names, and goes then where the server sends it.
    private static func sender(of party: String, _ isFirstOfParty: Bool) -> Blame.Side {
        party == "office" || (party == "browser" && isFirstOfParty) ? .client : .server
    }

    private static func isClients(_ does: String) -> Bool {
        ["user.", "office.", "check.told", "check.report", "again", "together"].contains { does.hasPrefix($0) }
    }
}
