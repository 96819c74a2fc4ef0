import ScenarioKeys
import WorkTime

/// Lets virtual time pass.
struct AdvanceClock: StageStep {
    static let name = "clock.advance"
    static let doc = "Lets virtual time pass."
    static let alone: String? = "by"
    static let keys: [ListedKey<Self>] = [.init(\._time)]

    @Key("by", "How much.", required: true, example: "clock.advance: 20m")
    var time = Duration.zero

    func perform(on stage: Stage) async throws -> Nothing {
        try await stage.wait(until: stage.clock.now.advanced(by: time), step: Self.name)
        return Nothing()
    }
}
