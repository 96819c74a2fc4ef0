import ScenarioLanguage
import ScenarioRunner
import Stage

/// A story with how far it had come.
struct Telling: Sendable {
    let scenario: Scenario
    let moments: [Moment]

    /// Whether another one is the same place of the same story.
    func goesOn(as other: Telling) -> Bool {
        scenario.id == other.scenario.id && moments.count == other.moments.count
    }
}

/// Where a demo stood after each change, to undo and to redo, and which record each place belongs to.
struct History: Sendable {
    /// What was shown at one time.
    struct Place: Sendable {
        let telling: Telling
        /// The story that waited meanwhile.
        let aside: Telling?
        /// The number of its record, from 1.
        var record = 1
    }

    /// How many places are kept.
    private static let most = 500

    private var places: [Place]
    private var current = 0
    private var records = 1

    init(beginningAt telling: Telling) {
        places = [Place(telling: telling, aside: nil)]
    }

    var canUndo: Bool { current > 0 }
    var canRedo: Bool { current + 1 < places.count }
    /// The number of the record that is written now.
    var record: Int { places[current].record }

    /// Adds a place; what was undone before it cannot be redone.
    ///
    /// A place that does not go on from the one before begins a record of its own, so that no record is overwritten by less.
    mutating func note(_ telling: Telling, aside: Telling?) {
        let before = places[current]
        let goesOn =
            before.telling.scenario.id == telling.scenario.id && before.telling.moments.count <= telling.moments.count
        var place = Place(telling: telling, aside: aside, record: before.record)
        if !goesOn, !before.telling.moments.isEmpty {
            records += 1
            place.record = records
        }
        if before.aside != nil, aside == nil,
            let left = places[...current].last(where: { $0.aside == nil && $0.telling.goesOn(as: telling) })
        {
            // Back in the story that was left, its record goes on.
            place.record = left.record
        }
        places.removeSubrange((current + 1)...)
        places.append(place)
        if places.count > Self.most { places.removeFirst() }
        current = places.count - 1
    }

    /// Goes one place back; nil at the first.
    mutating func undo() -> Place? {
        guard canUndo else { return nil }
        current -= 1
        return places[current]
    }

    /// Goes one place forward; nil at the last.
    mutating func redo() -> Place? {
        guard canRedo else { return nil }
        current += 1
        return places[current]
    }
}
