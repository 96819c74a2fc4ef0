/// A password, token, code or client secret: it prints nothing of itself and is not `Codable`.
public struct Secret: Sendable, Hashable {
    private let value: String

    /// Takes charge of a secret text.
    public init(_ value: String) {
        self.value = value
    }

    /// The text itself, for the wire and the vault only.
    public func reveal() -> String { value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the text.
    public var description: String { "‹secret›" }
    /// Never the text.
    public var debugDescription: String { "‹secret›" }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
