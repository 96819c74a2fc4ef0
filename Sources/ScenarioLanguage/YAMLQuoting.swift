import Foundation
import Markup

extension String {
    /// The text in quotes: a JSON string is a YAML scalar that nothing within it can break out of.
    public var quotedForYAML: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let quoted = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
        return VisibleText.yaml(quoted: quoted)
    }

    /// The text with each dollar doubled, where one of them would read as a reference or as an escape.
    public var dollarsEscaped: String {
        hasPrefix("$") || contains("$$") || contains(/\$[A-Za-z_]/) ? replacing("$", with: "$$") : self
    }

    /// The text that a scenario's scalar means: `$$` is a dollar.
    var dollarsUnescaped: String { replacing("$$", with: "$") }
}
