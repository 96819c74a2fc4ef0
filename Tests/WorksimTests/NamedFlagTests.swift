import ArgumentParser
import Foundation
import Testing

@testable import worksim

/// What messages, help and documents tell a person to type.
@Suite struct `Options that texts name` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The options of each command, as its help prints them.
    private static let options: [String: Set<String>] = Dictionary(
        uniqueKeysWithValues: WorkSim.configuration.subcommands.map { command in
            (command._commandName, flags(in: WorkSim.helpMessage(for: command)[...]))
        })

    /// Options of other programs that texts name: curl, swift, make's ARGS and the like.
    private static let foreign: Set = [
        "--cacert", "--silent", "--output", "--max-time", "--data-urlencode", "--form-string", "--form", "--proxy-user",
        "--user", "--header", "--request", "--data", "--help", "--write-out", "--connect-timeout", "--location",
        "--include", "--verbose", "--password", "--client-secret", "--port",
    ]

    /// Options that a command takes and does not list.
    private static let hidden: [String: Set<String>] = ["diagnose": ["--write-index"], "profiles": ["--freeze"]]

    private static func flags(in text: Substring) -> Set<String> {
        Set(text.matches(of: /(?:^|[\s`'"(\[|,])(--[a-z][a-z-]*[a-z])/).map { String($0.output.1) })
    }

    /// Each `worksim command … --option` of a text, to the end of its line or of what is quoted.
    private static func wrong(in text: String, file: String) -> [String] {
        text.split(separator: "\n").flatMap { line in
            line.matches(of: /worksim ([a-z][a-z-]*)((?: [^`"|;\\]*)?)/).flatMap { match -> [String] in
                guard let known = options[String(match.output.1)] else { return [] }
                let own = known.union(hidden[String(match.output.1)] ?? []).union(["--help", "--version"])
                // A second command in the same line has options of its own.
                let words = match.output.2.split(separator: "worksim ").first ?? ""
                return flags(in: words).subtracting(own).sorted().map { "\(file): worksim \(match.output.1) \($0)" }
            }
        }
    }

    private static func texts(below folders: [String], ending: String) -> [(file: String, text: String)] {
        folders.flatMap { folder -> [(file: String, text: String)] in
            let base = root.appending(path: folder)
            let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
            return names.filter { $0.hasSuffix(ending) }.sorted().compactMap { name in
                (try? String(contentsOf: base.appending(path: name), encoding: .utf8)).map { ("\(folder)/\(name)", $0) }
            }
        }
    }

    @Test func `belong to the command that they stand behind`() {
        let all =
            Self.texts(below: ["Sources"], ending: ".swift") + Self.texts(below: [".docs", ".editors"], ending: ".md")
        #expect(all.count > 500 && Self.options.count > 20)
        #expect(all.flatMap { Self.wrong(in: $0.text, file: $0.file) } == [])
        // The search finds what is wrong.
        #expect(Self.wrong(in: "try `worksim run FILE --stepz` now", file: "f") == ["f: worksim run --stepz"])
    }

    @Test func `are options of some command where no command is named`() {
        let known = Self.options.values.reduce(Self.foreign) { $0.union($1) }.union(Self.hidden.values.flatMap { $0 })
        var unknown: [String] = []
        let folders = ["worksim", "Observing", "ScenarioRunner", "Demo", "IntegrationClient/Doctor"].map {
            "Sources/\($0)"
        }
        for (file, text) in Self.texts(below: folders, ending: ".swift") {
            for line in text.split(separator: "\n") where line.contains("\"") {
                unknown += Self.flags(in: line).subtracting(known).map { "\(file): \($0)" }
            }
        }
        #expect(unknown == [])
    }
}
