/// Looks for secrets in a text that is too large to hold, piece by piece.
///
/// It keeps numbers and the first few places, and no part of the text.
public struct SecretCheck {
    /// Where a secret stands.
    public struct Place: Hashable, Sendable {
        /// The line, from 1.
        public let line: Int
        /// What it is: `access token`.
        public let kind: String
    }

    /// More places than this are counted and not named.
    private static let mostPlaces = 10

    private let finder: SecretFinder
    private var table: TableScanner.Table?
    private var line = 1

    /// How often each kind was found so far.
    public private(set) var counts: [String: Int] = [:]
    /// The first places.
    public private(set) var places: [Place] = []

    /// Begins a check; a strict one takes any long run of mixed letters and digits for a secret.
    public init(strict: Bool) { finder = SecretFinder(isStrict: strict) }

    /// Looks through the next piece, which ends with a line.
    public mutating func take(_ bytes: [UInt8]) {
        var at = 0
        for found in finder.secrets(in: bytes, continuing: &table) {
            counts[found.kind.name, default: 0] += 1
            guard places.count < Self.mostPlaces, found.range.lowerBound >= at else { continue }
            line += bytes[at..<found.range.lowerBound].count { $0 == 0x0A }
            at = found.range.lowerBound
            places.append(Place(line: line, kind: found.kind.name))
        }
        line += bytes[at...].count { $0 == 0x0A }
    }
}
