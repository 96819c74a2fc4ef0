import ScenarioKeys
import Synchronization
import WorkTime

/// Lets virtual time pass until a moment that is counted from a step.
struct SetClock: StageStep {
    static let name = "clock.set"
    static let doc = "Lets virtual time pass until a moment that is counted from a step."
    static let keys: [ListedKey<Self>] = [.init(\._step), .init(\._time)]

    @Key("after", "The step from whose end is counted.", required: true)
    var step: StepID = ""
    @Key("by", "How long after it.", required: true, example: "clock.set: { after: log_in, by: 29s }")
    var time = Duration.zero

    func perform(on stage: Stage) async throws -> Nothing {
        guard let mark = stage.state.withLock({ $0.marks[step.name] }) else {
            throw StageTrouble("clock.set: the step '\(step)' has not been played")
        }
        let moment = mark.advanced(by: time)
        guard moment >= stage.clock.now else {
            throw StageTrouble("clock.set: that moment is past; the clock never goes back")
        }
        try await stage.clock.sleep(until: moment)
        return Nothing()
    }
}
