import Foundation
public import ScenarioLanguage
public import Stage

/// All scenarios of files and folders, in the order of their ids.
public struct ScenarioSuite: Sendable {
    /// The files that were read, in order.
    public private(set) var files: [String] = []
    /// The scenarios, sorted by id; each row of a matrix is one.
    public private(set) var scenarios: [Scenario] = []
    /// What is wrong with the files, in their order.
    public private(set) var diagnostics: [Diagnostic] = []
    /// Paths that could not be read, each with the reason.
    public private(set) var unreadable: [String] = []

    /// Whether anything may be played: not while a file is invalid or unreadable.
    public var isPlayable: Bool { unreadable.isEmpty && !diagnostics.contains { $0.severity == .error } }

    /// What looks like a scenario in a folder and is not played, each with the reason.
    public private(set) var passedOver: [String] = []

    /// Reads every scenario file (`.yaml`, `.yml`) under the paths; folders called `presets` and hidden files are passed over.
    ///
    /// The id of a scenario is its path below the folder that was named, or below `Scenarios`; with `only`, no other files
    /// of what was named are read.
    public init(paths: [String], only: Set<String>? = nil, vocabulary: Vocabulary = .catalogues) {
        let loader = ScenarioLoader(vocabulary: vocabulary)
        let found = ScenarioFinder(paths)
        let read = found.files.filter { only?.contains($0.path) ?? true }
        (files, unreadable) = (read.map(\.path), found.unreadable)
        if only == nil { passedOver = found.passedOver }
        for file in read {
            guard let data = FileManager.default.contents(atPath: file.path) else {
                unreadable.append("\(file.path): the file cannot be read")
                continue
            }
            let result = loader.load(bytes: data, path: file.path, id: file.id)
            scenarios += result.scenarios
            diagnostics += result.diagnostics.map(\.masked)
            if let problem = result.scenarios.first?.problemOfLike(in: data) { diagnostics.append(problem.masked) }
        }
        scenarios.sort { ($0.id, $0.path) < ($1.id, $1.path) }
        refuseTwins(found.files)
    }

    /// A path without `./` in front, doubled slashes and a slash at its end, as the paths of scenarios are.
    public static func clean(path: String) -> String { ScenarioFinder.clean(path) }

    /// Two files of one id would share results and secrets.
    private mutating func refuseTwins(_ files: [ScenarioFinder.Found]) {
        for (id, twins) in Dictionary(grouping: files, by: \.id).sorted(by: { $0.key < $1.key }) where twins.count > 1 {
            let paths = twins.map(\.path).sorted()
            let names = paths.map { "'\($0)'" }.joined(separator: " and ")
            unreadable.append(
                "\(paths[1]): \(names) have the same id '\(id)'; rename one of them, or name the folder above \(paths.count > 2 ? "all" : "both")"
            )
        }
    }

    /// The scenarios that a filter names: a pattern with `*` and `?` over ids, or `tag:x`; without one, all.
    public func matching(_ filter: String?) -> [Scenario] {
        guard let filter else { return scenarios }
        if filter.hasPrefix("tag:") {
            let tag = String(filter.dropFirst(4))
            return scenarios.filter { $0.tags.contains(tag) }
        }
        let pattern = GlobPattern(filter)
        return scenarios.filter { pattern.matches($0.id) || pattern.matches($0.fileID) }
    }
}

extension Scenario {
    /// Its id without the row of a matrix.
    public var fileID: String { String(id.prefix { $0 != "[" }) }
}

/// A pattern in which `*` stands for any text and `?` for any character.
struct GlobPattern {
    private let pattern: [Character]

    init(_ text: String) {
        pattern = Array(text)
    }

    /// Whether the whole text fits.
    func matches(_ text: String) -> Bool {
        let text = Array(text)
        var (at, position) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while position < text.count {
            if at < pattern.count, pattern[at] == "*" {
                star = (at, position)
                at += 1
            } else if at < pattern.count, pattern[at] == "?" || pattern[at] == text[position] {
                at += 1
                position += 1
            } else if let last = star {
                // The last star takes one character more.
                star = (last.pattern, last.text + 1)
                (at, position) = (last.pattern + 1, last.text + 1)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == "*" }
    }
}

extension ScenarioSuite {
    /// The world of a preset; nil where there is none of that name.
    public static func world(ofPreset preset: String) -> StageSetup? {
        let text = "title: A preset\ngiven:\n  preset: \(preset)\nsteps:\n  - clock.advance: 1s\n"
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "\(preset).yaml")
        return loaded.scenarios.first.flatMap { try? StageSetup(reading: $0.world) }
    }
}
