public import ScenarioLanguage
public import Stage

/// One key of `expect`: what stands under it, and how an outcome is compared with that.
///
/// A new key is one type of this kind and one line in `Expectation.kinds`.
public protocol ExpectedPart: Sendable {
    /// The key in the file.
    static var key: String { get }

    /// Reads the value under the key, in which references are resolved already.
    ///
    /// - Throws: `ExpectationTrouble` that names the key.
    init(_ value: Value) throws(ExpectationTrouble)

    /// Returns what does not hold of an outcome; nothing where all of it does.
    func mismatches(in outcome: Outcome) -> [Mismatch]
}

/// An expectation that cannot be read; `lint` reports most of them before anything is played.
public struct ExpectationTrouble: Error, CustomStringConvertible {
    /// What is wrong with it.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
