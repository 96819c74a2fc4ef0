/// A text in which every character that shows nothing stands as its escape, such as `\u{1B}`.
///
/// Control characters (C0, DEL, C1), marks that turn the direction of writing, zero-width characters and line separators act
/// on whatever shows them: a terminal, a log viewer, a build server. What comes from a file, a server or a command line
/// becomes a `VisibleText` before it is shown there, and the console prints nothing else.
public struct VisibleText: Sendable, Hashable, CustomStringConvertible {
    /// The text, safe to show.
    public let description: String

    /// A text on one line: line breaks and tabs are escaped, too.
    public init(line text: some StringProtocol) { description = Self.escaped(text, keepsLines: false) }

    /// A text of several lines: line feeds and tabs stay, and a carriage return before a line feed goes.
    public init(lines text: some StringProtocol) { description = Self.escaped(text, keepsLines: true) }

    private init(safe text: String) { description = text }

    /// Whether a character shows nothing of itself, so that a reader cannot know it is there.
    public static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        // They choose between the two forms of a sign, and do nothing else.
        if (0xFE00...0xFE0F).contains(scalar.value) { return false }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
        }
    }

    private static func escaped(_ text: some StringProtocol, keepsLines: Bool) -> String {
        let scalars = text.unicodeScalars
        guard scalars.contains(where: isUnseen) else { return String(text) }
        var result = ""
        for (place, scalar) in zip(scalars.indices, scalars) {
            switch scalar {
            case "\n", "\t":
                result += keepsLines ? String(scalar) : scalar == "\n" ? "\\n" : "\\t"
            case "\r":
                let next = scalars.index(after: place)
                let endsLine = next < scalars.endIndex && scalars[next] == "\n"
                if !(keepsLines && endsLine) { result += "\\r" }
            case _ where isUnseen(scalar): result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Texts one after the other.
    public static func + (one: VisibleText, other: VisibleText) -> VisibleText {
        VisibleText(safe: one.description + other.description)
    }

    /// The text without what a build server would obey: `::` at the start of a line, and `##name[` anywhere.
    public var withoutWorkflowCommands: VisibleText {
        let scalars = Array(description.unicodeScalars)
        var result = String.UnicodeScalarView()
        var isStart = true
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            let endsMark = scalar == "#" && index > 0 && scalars[index - 1] == "#"
            if isStart && scalar == ":" && next == ":" || endsMark && Self.opensCommand(scalars[(index + 1)...]) {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
            } else {
                result.append(scalar)
            }
            isStart = scalar == "\n" || isStart && scalar.properties.isWhitespace
        }
        return VisibleText(safe: String(result))
    }

    private static func opensCommand(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        rest.first { !($0.isASCII && $0.properties.isAlphabetic) } == "["
    }
}

extension VisibleText: ExpressibleByStringInterpolation {
    /// A literal of the source stays as it is.
    public init(stringLiteral value: String) { description = value }

    /// Literals with values between them.
    public init(stringInterpolation: StringInterpolation) { description = stringInterpolation.text }

    /// Puts literals and escaped values together.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Begins with nothing.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        /// Adds text of the source.
        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// Adds a value as text, escaped, on the same line.
        public mutating func appendInterpolation<Value>(_ value: Value) {
            text += VisibleText(line: String(describing: value)).description
        }

        /// Adds a text that can be shown as it is.
        public mutating func appendInterpolation(_ value: VisibleText) { text += value.description }
    }
}

extension Sequence<VisibleText> {
    /// The texts with another one between them.
    public func joined(separator: VisibleText) -> VisibleText {
        VisibleText(lines: map(\.description).joined(separator: separator.description))
    }
}

extension VisibleText {
    /// A JSON text in which each unseen character, and what a build server would obey, stands as its code: what is read from
    /// it stays the same.
    ///
    /// Outside of strings JSON has line feeds, carriage returns, tabs and blanks alone; they stay.
    public static func json(_ text: String) -> String {
        coded(text) { scalar in
            String(scalar).utf16.map { "\\u" + digits($0, 4) }.joined()
        }
    }

    /// A YAML scalar in double quotes in which the same stands as its code.
    public static func yaml(quoted text: String) -> String {
        coded(text) { $0.value > 0xFFFF ? "\\U" + digits($0.value, 8) : "\\u" + digits($0.value, 4) }
    }

    private static func coded(_ text: String, _ code: (Unicode.Scalar) -> String) -> String {
        guard text.unicodeScalars.contains(where: isUnseen) || text.contains("##") else { return text }
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.reduce(into: "") { result, index in
            let scalar = scalars[index]
            let isHidden = isUnseen(scalar) && !["\n", "\r", "\t"].contains(scalar)
            let isCommand =
                scalar == "#" && index > 0 && scalars[index - 1] == "#" && opensCommand(scalars[(index + 1)...])
            if isHidden || isCommand {
                result += code(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    private static func digits(_ number: some BinaryInteger, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}
