import WorkServerTesting
import WorkTime

/// The time of a scene, as an observer waits for it: to sleep is to move it.
struct SceneClock: WorkClock {
    let scene: WorkServerScene

    var now: WorkInstant { scene.clock.now }
    var minimumResolution: Duration { .nanoseconds(1) }
    var origin: WorkDate { scene.clock.origin }

    func sleep(until deadline: WorkInstant, tolerance: Duration?) async throws {
        try await scene.advance(by: now.duration(to: deadline))
    }
}
