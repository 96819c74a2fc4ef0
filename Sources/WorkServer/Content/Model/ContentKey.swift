/// What a container or a document is called in a library: `ACTIVE!17`; case does not count.
public struct ContentKey: Hashable, Codable, Sendable, Comparable {
    /// The library in capitals.
    public let library: String
    /// The number, which containers and documents of a library share.
    public let number: Int

    init(library: String, number: Int) {
        self.library = library.uppercased()
        self.number = number
    }

    /// Takes a library that is in capitals already.
    init(capitals library: String, number: Int) {
        self.library = library
        self.number = number
    }

    /// The id of a container, `ACTIVE!17`.
    public var text: String { "\(library)!\(number)" }

    /// The id of a version of a document, `ACTIVE!17.2`.
    func text(version: Int) -> String { "\(text).\(version)" }

    /// Reads `ACTIVE!17` or `ACTIVE!17.2`; nil for anything else.
    static func reading(_ id: String) -> (key: ContentKey, version: Int?)? {
        guard let mark = id.utf8.firstIndex(of: UInt8(ascii: "!")), mark != id.startIndex else { return nil }
        let library = String(id[..<mark])
        let numbers = id[id.utf8.index(after: mark)...]
        guard let dot = numbers.utf8.firstIndex(of: UInt8(ascii: ".")) else {
            return positive(numbers).map { (ContentKey(library: library, number: $0), nil) }
        }
        guard let number = positive(numbers[..<dot]), let version = positive(numbers[numbers.utf8.index(after: dot)...])
        else { return nil }
        return (ContentKey(library: library, number: number), version)
    }

    private static func positive(_ digits: Substring) -> Int? { Int(digits).flatMap { $0 > 0 ? $0 : nil } }

    /// By library, then by number.
    public static func < (left: ContentKey, right: ContentKey) -> Bool {
        (left.library, left.number) < (right.library, right.number)
    }
}

/// What a person may do with something: nothing, look, change, or give rights to others.
public enum AccessLevel: String, Codable, Sendable, CaseIterable, Comparable {
    case none = "no_access"
    case read
    case write = "read_write"
    case full = "full_access"

    /// Reads the words of the API and the shorter ones of scenario files.
    public init?(word: String) {
        switch word {
        case "none": self = .none
        case "write": self = .write
        case "full": self = .full
        default: self.init(rawValue: word)
        }
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .read: 1
        case .write: 2
        case .full: 3
        }
    }

    /// From nothing to everything.
    public static func < (left: AccessLevel, right: AccessLevel) -> Bool {
        left.rank < right.rank
    }
}
