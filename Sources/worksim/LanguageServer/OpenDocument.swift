import Foundation
import ScenarioLanguage

/// A file that an editor has open, with positions as the protocol counts them: lines from 0, UTF-16 units from 0.
struct OpenDocument: Sendable {
    let uri: String
    let path: String
    var text: String
    var version: Int?
    /// The lines as the language reads them.
    let lines: [String]

    init(uri: String, text: String, version: Int?) {
        self.uri = uri
        self.text = text
        self.version = version
        path = Self.path(of: uri)
        lines = Self.lines(of: text)
    }

    static func lines(of text: String) -> [String] {
        let unmarked = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        return unmarked.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// The path of a file's URI; of another one, such as that of a new buffer, a name in the working folder.
    static func path(of uri: String) -> String {
        guard let url = URL(string: uri), url.isFileURL else {
            let name = uri.split(separator: "/").last.map(String.init)?.replacing(":", with: "-") ?? "untitled"
            return FileManager.default.currentDirectoryPath + "/" + (name.removingPercentEncoding ?? name)
        }
        return url.standardizedFileURL.path
    }

    /// The URI of a path.
    static func uri(of path: String) -> String { URL(fileURLWithPath: path).absoluteString }

    /// The position in characters of one in UTF-16 units; beyond the end of a line, its end, and beyond the last line, the
    /// next one.
    func position(_ value: WireValue?) -> EditedFile.Position? {
        guard let line = value?["line"]?.int, let units = value?["character"]?.int, line >= 0, units >= 0 else {
            return nil
        }
        guard line < lines.count else { return .init(line: lines.count + 1, column: 1) }
        var rest = units
        let column = lines[line].prefix { character in
            rest -= character.utf16.count
            return rest >= 0
        }.count
        return .init(line: line + 1, column: column + 1)
    }

    /// A part of a line in UTF-16 units.
    static func range(in lines: [String], line: Int, column: Int, length: Int) -> WireValue {
        let text = line >= 1 && line <= lines.count ? lines[line - 1] : ""
        func units(_ characters: Int) -> Int { text.prefix(max(0, characters)).utf16.count }
        let (start, end) = (units(column - 1), units(column - 1 + length))
        let row = WireValue.int(max(0, line - 1))
        return [
            "start": ["line": row, "character": .int(start)], "end": ["line": row, "character": .int(max(start, end))],
        ]
    }
}
