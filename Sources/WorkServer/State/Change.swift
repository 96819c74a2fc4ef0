public import WorkTime

/// What an event changes in the state, for reports.
public struct Change: Hashable, Codable, Sendable {
    /// Where, as `applications/Office & Dragons/enabled`.
    public let path: String
    /// The value before; nil if there was none.
    public let before: String?
    /// The value after; nil if it is gone.
    public let after: String?
}

/// An accepted fact with its place in the log.
public struct EventRecord: Codable, Sendable {
    /// Counts the server's events from 1.
    public let sequence: Int
    /// When, on the server's calendar.
    public let date: WorkDate
    /// Who caused it.
    public let party: String
    /// The rule that allowed it.
    public let rule: String
    /// The event's name, as `code.issued`.
    public let name: String
    /// The version of the event's form.
    public let version: Int
    /// The fact itself.
    public let event: WorkEvent
    /// What it changed.
    public let changes: [Change]
}
