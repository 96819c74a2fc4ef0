/// A header value with parameters, such as `form-data; name="file"; filename="Smith; Jones v. Doe.docx"`.
///
/// Reads tokens and quoted strings (RFC 9110, section 5.6). A backslash escapes a quote or a backslash and is itself before
/// anything else, since some clients send `C:\Cases\Note.docx` as it stands.
struct HeaderParameters: Sendable {
    /// What stands before the parameters, in lower case.
    let value: String
    private let parameters: [(name: String, value: String)]

    init(_ text: String) {
        var reader = Reader(rest: text[...])
        value = reader.token(until: [";"]).lowercased()
        var parameters: [(name: String, value: String)] = []
        while !reader.rest.isEmpty {
            reader.rest = reader.rest.dropFirst()
            let name = reader.token(until: ["=", ";"]).lowercased()
            guard reader.rest.first == "=" else { continue }
            reader.rest = reader.rest.dropFirst()
            parameters.append((name, reader.value()))
        }
        self.parameters = parameters
    }

    /// The value of the first parameter with a name in lower case; nil where there is none.
    subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    private struct Reader {
        var rest: Substring

        /// Reads up to one of the characters, without the blanks around.
        mutating func token(until ends: Set<Character>) -> String {
            let token = rest.prefix { !ends.contains($0) }
            rest = rest[token.endIndex...]
            return String(token.trimmingBlanks)
        }

        /// Reads a quoted string or a token, and whatever stands up to the next parameter.
        mutating func value() -> String {
            rest = rest.drop { $0.isBlank }
            guard rest.first == "\"" else { return token(until: [";"]) }
            rest = rest.dropFirst()
            var text = ""
            while let character = rest.popFirst(), character != "\"" {
                let isEscape = character == "\\" && (rest.first == "\"" || rest.first == "\\")
                text.append(isEscape ? rest.popFirst() ?? character : character)
            }
            _ = token(until: [";"])
            return text
        }
    }
}

extension Character {
    /// Whether it is white space within a header's line.
    fileprivate var isBlank: Bool { self == " " || self == "\t" }
}

extension Substring {
    /// The text without blanks at its ends.
    fileprivate var trimmingBlanks: Substring {
        let front = drop { $0.isBlank }
        return front.lastIndex { !$0.isBlank }.map { front[...$0] } ?? front.prefix(0)
    }
}
