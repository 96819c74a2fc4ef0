public import WorkTime

/// A position in the change events of a library, which a program keeps on the server under a name of its own.
public struct ChangeQueue: Hashable, Codable, Sendable {
    /// The library in capitals.
    public let library: String
    /// The name that the program gave.
    public let id: String
    /// The number of the last event that the program is done with; 0 for none.
    public internal(set) var event: Int
    /// When that event was, or when the queue was made where it stands before the first.
    public internal(set) var date: WorkDate

    /// What the state keeps it under: names differ by case, as no source says otherwise.
    var key: String { Self.key(library, id) }

    static func key(_ library: String, _ id: String) -> String { "\(library)/\(id)" }
}
