import Synchronization

/// Tells the first time from all others.
final class Once: Sendable {
    private let hasBeen = Mutex(false)

    /// True for the first caller alone.
    func first() -> Bool {
        hasBeen.withLock { hasBeen in
            defer { hasBeen = true }
            return !hasBeen
        }
    }
}
