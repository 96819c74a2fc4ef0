import Synchronization

/// Notes of which switches a reading was asked: a world in which a switch is never asked is the same under each of its readings.
public final class QuestionLog: Sendable {
    private let asked = Mutex<Set<String>>([])

    /// Starts with nothing.
    public init() {}

    /// The ids of the switches that were asked.
    public var ids: Set<String> { asked.withLock { $0 } }

    /// Notes that a switch was asked.
    public func note(_ id: String) { asked.withLock { _ = $0.insert(id) } }
}
