/// What an answer shows, told from its shape alone.
public indirect enum ProbeCheck: Sendable, Hashable {
    /// The status is one of these.
    case status([Int], at: Int = -1)
    /// The status is none of these.
    case statusNot([Int], at: Int = -1)
    /// What stands at a place of the JSON is of one of these kinds.
    case json(String, [AnswerShape.Kind], at: Int = -1)
    /// At a place of the JSON stands one of these words.
    case word(String, [String], at: Int = -1)
    /// The header is there, or is not.
    case header(String, Bool, at: Int = -1)
    /// The body is of one of these kinds.
    case body([AnswerShape.Body], at: Int = -1)
    /// Two things that were kept are equal.
    case same(String, String)
    /// Two things that were kept differ.
    case differ(String, String)
    /// The server's release is at least the first and before the second.
    case release(from: String, before: String)
    /// One of these holds.
    case any([ProbeCheck])

    /// All words of a check: the only texts of a server that an observation may keep.
    public var words: [String] {
        switch self {
        case .word(_, let words, _): words
        case .any(let checks): checks.flatMap(\.words)
        default: []
        }
    }

    /// Which answer the check asks, counted from 0, or from the end below 0; nil where it asks none.
    public var call: Int? {
        switch self {
        case .status(_, let at), .statusNot(_, let at), .json(_, _, let at), .word(_, _, let at),
            .header(_, _, let at), .body(_, let at):
            at
        case .any(let checks): checks.first?.call
        case .same, .differ, .release: nil
        }
    }
}

extension ProbeCheck: CustomStringConvertible {
    /// The check in words.
    public var description: String {
        switch self {
        case .status(let statuses, _): "status \(Self.list(statuses.map(String.init)))"
        case .statusNot(let statuses, _): "status not \(Self.list(statuses.map(String.init)))"
        case .json(let place, let kinds, _): "\(place): \(Self.list(kinds.map(\.rawValue)))"
        case .word(let place, let words, _): "\(place): '\(Self.list(words))'"
        case .header(let name, let isThere, _): "\(isThere ? "with" : "without") \(name)"
        case .body(let kinds, _): "body: \(Self.list(kinds.map(\.rawValue)))"
        case .same(let first, let second): "\(first) equals \(second)"
        case .differ(let first, let second): "\(first) differs from \(second)"
        case .release(let from, let before): "release from \(from), before \(before)"
        case .any(let checks): Self.list(checks.map(\.description))
        }
    }

    private static func list(_ texts: [String]) -> String { texts.joined(separator: " or ") }
}

/// The kinds of things that the shape of an answer is made of.
public enum AnswerShape {
    /// What stands at a place of JSON.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        case object, list, text, number, flag, null, missing
        /// A list without entries.
        case emptyList = "empty list"
        /// A text without characters.
        case emptyText = "empty text"
        /// A text such as 10.4.8.
        case version
    }

    /// What a body is.
    public enum Body: String, Sendable, Hashable, CaseIterable, Codable {
        case json = "JSON", html = "HTML", empty, other
    }
}

extension [AnswerShape.Kind] {
    /// A text that is not empty, a version included.
    public static var someText: [AnswerShape.Kind] { [.text, .version] }
    /// A list, with or without entries.
    public static var anyList: [AnswerShape.Kind] { [.list, .emptyList] }
    /// Whatever is there.
    public static var present: [AnswerShape.Kind] { AnswerShape.Kind.allCases.filter { $0 != .missing } }
    /// Not there, or without a value.
    public static var blank: [AnswerShape.Kind] { [.missing, .null, .emptyText] }
}
