import WorkTime

/// Moves the clock of a served world on with the machine's clock.
package struct MachineTime: Sendable {
    /// How often it does.
    private static let pace = Duration.milliseconds(100)

    private let service: ControlService

    /// Moves the clock of the world that a service controls.
    package init(_ service: ControlService) { self.service = service }

    /// Moves the clock until the task is cancelled.
    package func run() async {
        let clock = SystemClock()
        var last = clock.now
        while (try? await clock.sleep(until: clock.now.advanced(by: Self.pace), tolerance: nil)) != nil {
            let now = clock.now
            await service.pass(last.duration(to: now))
            last = now
        }
    }
}
