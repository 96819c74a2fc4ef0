/// A release of the work server, compared number by number, so that 10.10 is newer than 10.2.
public struct Release: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The release as it is written: `10.4`, or `cloud`.
    public let text: String
    private let numbers: [Int]

    /// Reads a release: `cloud`, or numbers joined by dots; nil for anything else.
    public init?(text: String) {
        guard text != "cloud" else {
            self.text = text
            numbers = [.max]
            return
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part).flatMap { $0 < 1_000_000 ? $0 : nil } : nil
        }
        guard numbers.count == parts.count, (2...4).contains(numbers.count) else { return nil }
        self.text = text
        self.numbers = numbers
    }

    private init(known text: String, _ numbers: [Int]) {
        self.text = text
        self.numbers = numbers
    }

    /// The releases that the simulator knows, oldest first.
    public static let known: [Release] = [
        Release(known: "9.5", [9, 5]), Release(known: "10.1", [10, 1]), Release(known: "10.2.0", [10, 2, 0]),
        Release(known: "10.2.1", [10, 2, 1]), Release(known: "10.2.2", [10, 2, 2]), Release(known: "10.3", [10, 3]),
        Release(known: "10.4", [10, 4]), Release(known: "10.5", [10, 5]), Release(known: "10.10", [10, 10]), cloud,
    ]

    /// The release that a server has unless told otherwise.
    public static let standard = Release(known: "10.4", [10, 4])

    /// The cloud's rolling release.
    public static let cloud = Release(known: "cloud", [.max])

    /// The first release with OAuth for third-party applications, as the older guide has it.
    static let firstWithOAuth = Release(known: "10.2.2", [10, 2, 2])

    /// The same, as a later edition of the guide has it.
    static let laterFirstWithOAuth = Release(known: "10.4.0", [10, 4, 0])

    /// From here on Control Center says Client ID instead of API Key; where that changed is not public.
    static let firstWithClientLabels = Release(known: "10.4", [10, 4])

    /// From here on who has Tier 1 access to Control Center may hold the scope `admin`.
    static let firstWithTierOneScope = Release(known: "10.4", [10, 4])

    /// The database schema that OAuth needs.
    static let schemaForOAuth = Release(known: "10.2.1", [10, 2, 1])

    /// What the server prints as `dms_version`; the cloud prints the only value that was ever seen of it.
    public var reported: String { self == .cloud ? "10.2.3812" : text }

    /// The text to show.
    public var description: String { text }

    /// Compares number by number.
    public static func < (left: Release, right: Release) -> Bool {
        for index in 0..<max(left.numbers.count, right.numbers.count) {
            let (one, other) = (left.number(at: index), right.number(at: index))
            if one != other { return one < other }
        }
        return false
    }

    /// Whether both stand for the same release; 10.2 and 10.2.0 do.
    public static func == (left: Release, right: Release) -> Bool {
        !(left < right) && !(right < left)
    }

    /// Hashes what equality looks at.
    public func hash(into hasher: inout Hasher) {
        let significant = numbers.reversed().drop { $0 == 0 }
        hasher.combine(Array(significant))
    }

    /// Reads the value as files and logs hold it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let release = Release(text: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is not a release; write it in quotes, as \"10.4\"")
        }
        self = release
    }

    /// Writes the value as files and logs hold it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    private func number(at index: Int) -> Int {
        index < numbers.count ? numbers[index] : 0
    }
}
