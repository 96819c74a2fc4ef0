/// A piece of HTML: what is written in the source is markup, every value put into it is escaped.
///
/// So `"<p>\(name)</p>"` is safe whatever `name` holds; only another `HTML` goes in as it is.
public struct HTML: Sendable, Hashable {
    /// The markup.
    public let text: String

    /// Takes over text that is markup already.
    public init(markup text: String) {
        self.text = text
    }

    /// Nothing.
    public static let nothing = HTML(markup: "")

    /// Whether there is nothing.
    public var isEmpty: Bool { text.isEmpty }
}

extension HTML: ExpressibleByStringInterpolation {
    /// A literal of the source is markup.
    public init(stringLiteral value: String) {
        text = value
    }

    /// Literals with values between them.
    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    /// Puts markup and escaped values together.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Begins with nothing.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 32 * interpolationCount)
        }

        /// Adds markup of the source.
        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// Adds a text, escaped; nothing for nil.
        ///
        /// A literal of the source is never taken for a text: `\(isOver ? "<b>Over</b>" : nil)` is markup, in both arms.
        @_disfavoredOverload
        public mutating func appendInterpolation(_ value: String?) { text += HTML.escaped(value ?? "") }

        /// Adds a number.
        public mutating func appendInterpolation(_ value: Int) { text += String(value) }

        /// Adds markup; nothing for nil.
        public mutating func appendInterpolation(_ html: HTML?) { text += html?.text ?? "" }

        /// Adds pieces of markup one after the other.
        public mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.text } }

        /// Adds an attribute that stands alone, such as `checked`, where it applies.
        public mutating func appendInterpolation(flag name: StaticString, _ isSet: Bool) {
            if isSet { text += " \(name)" }
        }
    }
}

extension HTML {
    /// The text with HTML's special characters as references, for contents and for values in quotes.
    public static func escaped(_ text: String) -> String {
        // Scalar by scalar: a quote with a combining mark behind it is one character, and still a quote to a browser.
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
