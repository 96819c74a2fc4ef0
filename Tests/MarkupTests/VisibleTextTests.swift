import Foundation
import Markup
import Testing

@Suite struct `Text from outside` {
    /// Every character that shows nothing of itself, by what it is.
    private static let unseen: [ClosedRange<UInt32>] = [
        0x00...0x1F, 0x7F...0x9F,  // C0, DEL, C1
        0xAD...0xAD, 0x34F...0x34F, 0x61C...0x61C, 0x180E...0x180E,
        0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,  // zero width, line separators, direction of writing
        0x3164...0x3164, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0xFFFE...0xFFFF,
        0xE0001...0xE0001, 0xE0020...0xE007F,
    ]
    private static let all = unseen.flatMap { $0 }.compactMap(Unicode.Scalar.init)

    @Test func `each control character is escaped in a line, and nothing of it is left`() {
        #expect(Self.all.count > 150)
        for scalar in Self.all {
            #expect(VisibleText.isUnseen(scalar), "U+\(String(scalar.value, radix: 16))")
            let shown = VisibleText(line: "a\(scalar)b").description
            #expect(!shown.unicodeScalars.contains(where: VisibleText.isUnseen))
            #expect(shown.hasPrefix("a\\") && shown.hasSuffix("b"))
        }
        #expect(VisibleText(line: "\u{1B}[31m\n\t\u{202E}").description == "\\u{1B}[31m\\n\\t\\u{202E}")
    }

    @Test func `several lines keep line feeds and tabs alone`() {
        #expect(VisibleText(lines: "a\r\n\tb\rc\u{2028}d").description == "a\n\tb\\rc\\u{2028}d")
        for scalar in Self.all where scalar != "\n" && scalar != "\t" {
            let shown = VisibleText(lines: "a\(scalar)").description.unicodeScalars
            #expect(!shown.contains(where: VisibleText.isUnseen))
        }
    }

    @Test func `letters of all writings and signs stay as they are`() {
        let text = "Smith & Söhne, Ελλάδα, 日本語, العربية, e\u{301}, ❤\u{FE0F}, \\ \" ' <b>"
        #expect(VisibleText(line: text).description == text)
        #expect(VisibleText.json("\"\(text)\"") == "\"\(text)\"")
    }

    @Test func `what is put into a literal is escaped, the literal is not`() {
        let name = "x\n\u{9B}y"
        let text: VisibleText = "one\n\(name) \(7) \(VisibleText(lines: "a\nb"))"
        #expect(text.description == "one\nx\\n\\u{9B}y 7 a\nb")
    }

    @Test(arguments: [
        "::error::x", "  ::add-mask::x", "\u{A0}::stop-commands::x", "##[group]x", "a ##[error]b", "##vso[task.x]y",
        "fine\n::warning::x", ":\u{3A}\u{301}x",
    ])
    func `no line is left that a build server would obey`(_ text: String) {
        let tame = VisibleText(lines: text).withoutWorkflowCommands.description
        for line in tame.split(separator: "\n") {
            let scalars = Array(line.unicodeScalars.drop { $0.properties.isWhitespace })
            #expect(!scalars.starts(with: "::".unicodeScalars))
        }
        #expect(!tame.contains("##[") && !tame.contains("##vso["))
        #expect(VisibleText(lines: "a::b # c ## d").withoutWorkflowCommands.description == "a::b # c ## d")
    }

    @Test func `JSON and YAML keep the value, and show nothing unseen`() throws {
        let value = String(String.UnicodeScalarView(Self.all)) + "##[group]"
        let json = VisibleText.json(String(decoding: try JSONEncoder().encode([value]), as: UTF8.self))
        #expect(!json.unicodeScalars.contains(where: VisibleText.isUnseen) && !json.contains("##["))
        #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [value])
    }
}
