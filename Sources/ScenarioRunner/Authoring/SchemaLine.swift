import Foundation

/// The comment by which an editor finds the JSON Schema of a scenario file.
public enum SchemaLine {
    private static let name = "scenario.schema.json"
    /// How the comment begins.
    public static let start = "# yaml-language-server: $schema="

    /// A file's text with the path to the schema as it is seen from where the file lies.
    ///
    /// The schema is looked for beside the file and in each folder above it, there in `Scenarios` as well. Where there is
    /// none, the text has no such line: an editor would report it.
    ///
    /// - Parameters:
    ///   - text: the text of a scenario file.
    ///   - path: where the file will lie.
    /// - Returns: the text with that line at its head, if there is a schema.
    public static func fitting(_ text: String, at path: String) -> String {
        let rest = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix(start) }
        return (schema(from: path).map { "\(start)\($0)\n" } ?? "") + rest.joined(separator: "\n")
    }

    private static func schema(from path: String) -> String? {
        var folder = URL(filePath: path).standardizedFileURL.deletingLastPathComponent()
        var up = ""
        while true {
            for inner in ["", "Scenarios/"] {
                let file = folder.appending(path: inner + name)
                if FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) { return up + inner + name }
            }
            let above = folder.deletingLastPathComponent().standardizedFileURL
            guard above.path.count < folder.path.count else { return nil }
            folder = above
            up += "../"
        }
    }
}
