import Foundation
import Synchronization

/// Bounds how many stages of this process play at once, whoever starts them.
///
/// A stage takes a place while it is built and while it plays an action; a run of a scenario takes one for all of it. Who
/// finds all places taken waits in the order of coming. Who already has a place takes no second one, so stages within
/// stages cannot wait for each other.
public enum PlayingLimit {
    /// How many stages may play at once: twice the processor's cores unless it is set, and at least one.
    ///
    /// A smaller number makes a busy machine no slower; results do not depend on it.
    public static var stages: Int {
        get { places.limit }
        set { places.setLimit(max(1, newValue)) }
    }

    /// Runs `body` with a place, as for all that one test does with its stage; throws `CancellationError` where the task is
    /// cancelled before it has one.
    public static func withPlace<Value>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
    ) async throws -> Value {
        if hasPlace { return try await body() }
        try await places.acquire()
        let place = Place()
        defer {
            place.leave()
            places.release()
        }
        return try await $place.withValue(place) { try await body() }
    }

    /// Whether the present task has a place.
    static var hasPlace: Bool { place?.isHeld ?? false }

    private static let places = FairSemaphore(limit: 2 * ProcessInfo.processInfo.activeProcessorCount)

    /// The place that the present task has.
    ///
    /// A task that outlives it inherits one that is no longer held.
    @TaskLocal private static var place: Place?

    private final class Place: Sendable {
        private let held = Atomic(true)

        var isHeld: Bool { held.load(ordering: .relaxed) }

        func leave() { held.store(false, ordering: .relaxed) }
    }
}
