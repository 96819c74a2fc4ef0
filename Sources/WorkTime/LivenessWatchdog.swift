/// How the process answered one probe.
package enum ProbeAnswer: Sendable {
    /// Whatever could move a world answered at once.
    case prompt
    /// Something answered late: the machine is busy, and silence proves nothing.
    case late
}

/// Asks whatever could move a world for an answer, at its own pace.
package protocol LivenessProbe: Sendable {
    /// Waits for the next probe and returns how it was answered; throws `CancellationError` when cancelled.
    func answer() async throws -> ProbeAnswer
}

/// Tells a world that is stuck from one that is slow.
///
/// A world is stuck if many probes in a row were answered promptly and nothing in it has moved meanwhile. A late answer or
/// any progress starts the count again, so a starved world is never called stuck, however long it takes.
package struct LivenessWatchdog: Sendable {
    private let probe: any LivenessProbe
    private let patience: Int

    /// Watches by a probe, of which `patience` prompt answers in a row without progress mean that a world is stuck.
    package init(probe: any LivenessProbe, patience: Int = 120) {
        self.probe = probe
        self.patience = patience
    }

    /// Returns once the world is stuck.
    ///
    /// - Parameter progress: a number that changes whenever anything in the world moves.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func waitUntilStuck(progress: @Sendable () -> UInt64) async throws {
        var seen = progress()
        var quiet = 0
        while quiet < patience {
            let answer = try await probe.answer()
            try Task.checkCancellation()
            let present = progress()
            quiet = answer == .prompt && present == seen ? quiet + 1 : 0
            seen = present
        }
    }
}
