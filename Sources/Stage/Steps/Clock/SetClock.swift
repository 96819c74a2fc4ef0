import ScenarioKeys
import Synchronization
import WorkTime

/// Lets virtual time pass until a date, or until a moment that is counted from a step.
struct SetClock: StageStep {
    static let name = "clock.set"
    static let doc = "Lets virtual time pass until a date, or until a moment that is counted from a step."
    static let alone: String? = "to"
    static let keys: [ListedKey<Self>] = [.init(\._date), .init(\._step), .init(\._time)]

    @Key("to", "The date and time, which must not be past.", example: "clock.set: 2027-01-01T00:00Z")
    var date: DateTime?
    @Key("after", "The step from whose end is counted.")
    var step: StepID?
    @Key("by", "How long after it.", example: "clock.set: { after: log_in, by: 29s }")
    var time: Duration?

    func verify() throws(KeyIssue) {
        if date != nil {
            guard step == nil, time == nil else {
                throw KeyIssue(
                    "'to' is a date, and 'after' with 'by' counts from a step: one of them, not both",
                    at: step == nil ? "by" : "after")
            }
            return
        }
        guard step != nil, time != nil else {
            throw KeyIssue(
                "'clock.set' takes a date, or 'after' and 'by'",
                suggestion: "write 2027-01-01T00:00Z, or { after: log_in, by: 29s }")
        }
    }

    func perform(on stage: Stage) async throws -> Nothing {
        let moment = try moment(on: stage)
        guard moment >= stage.clock.now else {
            let now = stage.clock.origin + stage.clock.now.elapsed
            throw StageTrouble("clock.set: that moment is past, it is \(now.iso8601); the clock never goes back")
        }
        try await stage.wait(until: moment, step: Self.name)
        return Nothing()
    }

    private func moment(on stage: Stage) throws(StageTrouble) -> WorkInstant {
        if let date {
            return stage.clock.now.advanced(by: date.date - (stage.clock.origin + stage.clock.now.elapsed))
        }
        guard let step, let mark = stage.state.withLock({ $0.marks[step.name] }) else {
            throw StageTrouble("clock.set: the step '\(step?.name ?? "")' has not been played")
        }
        return mark.advanced(by: time ?? .zero)
    }
}

extension Stage {
    /// The last moment that a clock may show: some 20,000 years, beyond which calendars fail.
    private static let lastMoment = WorkInstant(elapsed: .seconds(630_000_000_000))

    /// Lets time pass until a moment.
    ///
    /// - Throws: `StageTrouble` where no calendar shows that moment.
    func wait(until moment: WorkInstant, step: String) async throws {
        guard moment <= Self.lastMoment else {
            throw StageTrouble("\(step): the clock would pass 20,000 years; write a shorter time")
        }
        try await clock.sleep(until: moment)
        // What the server does for callers from outside at that very moment belongs to it.
        if door != nil { await clock.awaitTurn() }
    }
}
