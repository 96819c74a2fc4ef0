import ScenarioKeys

/// A value as JSON text for people and files: sorted keys, two blanks of indent, the same bytes every time.
extension Value {
    /// The JSON text; references stand as text with their dollar.
    func prettyJSON(indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .text(let text): return Self.quoted(text)
        case .reference(let name): return Self.quoted("$" + name)
        case .integer(let number): return String(number)
        case .boolean(let truth): return truth ? "true" : "false"
        case .list(let items):
            guard !items.isEmpty else { return "[]" }
            return "[\n" + items.map { inner + $0.prettyJSON(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .map(let entries):
            guard !entries.isEmpty else { return "{}" }
            let lines = entries.sorted { $0.key < $1.key }
                .map { "\(inner)\(Self.quoted($0.key)): \($0.value.prettyJSON(indent: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
