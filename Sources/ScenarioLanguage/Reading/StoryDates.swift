import ScenarioKeys
import WorkTime

/// The earliest date that the clock of a story can show, step by step, as far as its text says.
struct StoryDates {
    private var earliest: WorkDate
    /// The time that each step lets pass, by its id, for `again`.
    private var spans: [String: Duration] = [:]
    /// What is wrong with the step that passed last: it sets the clock to a date that is past by then.
    private(set) var problem: KeyIssue?

    /// Begins at the date of a world.
    init(world: Value) {
        let begin = world["clock"]?.text.flatMap(Self.date)
        earliest = begin ?? VirtualClock.usualOrigin
    }

    /// Begins at a date that a clock shows already.
    init(now: WorkDate) { earliest = now }

    /// Lets a step pass; what is played at the same time is left out, since it may overlap.
    mutating func pass(_ step: Step) {
        problem = nil
        switch step.kind {
        case .action("clock.advance", let arguments):
            guard let time = arguments["by"]?.text.flatMap({ Duration(text: $0) }) else { return }
            var span = Duration.zero
            for _ in 0..<min(max(1, step.times), 1_000) { span += time }
            if let id = step.id { spans[id] = span }
            earliest = earliest + span
        case .action("clock.set", let arguments):
            guard let text = arguments["to"]?.text, let date = Self.date(text) else { return }
            if date < earliest {
                problem = KeyIssue(
                    "this date is past: the clock shows \(earliest.iso8601) here, or later, and never goes back",
                    suggestion: "write a later date, or let the story begin earlier: given: { clock: … }", at: "to")
            }
            earliest = max(earliest, date)
        case .again(let id):
            earliest = earliest + (spans[id] ?? .zero)
        case .action, .together, .note: break
        }
    }

    private static func date(_ text: String) -> WorkDate? {
        (try? DateTime(scalar: ScalarText(text, isPlain: true, key: "clock")))?.date
    }
}
