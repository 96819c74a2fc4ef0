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

    /// The folders that were entered, by their real path, so that a link back ends.
    private var entered: Set<String> = []

    /// Reads every `*.yaml` file under the paths; folders called `presets` and hidden ones are passed over.
    public init(paths: [String], vocabulary: Vocabulary = .catalogues) {
        let loader = ScenarioLoader(vocabulary: vocabulary)
        for path in paths { find(path) }
        for file in files {
            guard let data = FileManager.default.contents(atPath: file) else {
                unreadable.append("\(file): the file cannot be read")
                continue
            }
            let result = loader.load(bytes: data, path: file)
            scenarios += result.scenarios
            diagnostics += result.diagnostics
        }
        scenarios.sort { $0.id < $1.id }
        reportTwins()
    }

    private mutating func find(_ path: String) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            unreadable.append("\(path): there is no such file or folder")
            return
        }
        guard isFolder.boolValue else {
            if !files.contains(path) { files.append(path) }
            return
        }
        guard entered.insert(URL(fileURLWithPath: path).resolvingSymlinksInPath().path).inserted else { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            unreadable.append("\(path): the folder cannot be read")
            return
        }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        for name in names.sorted() where !name.hasPrefix(".") && name != "presets" {
            let inner = "\(folder)/\(name)"
            var isInnerFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: inner, isDirectory: &isInnerFolder)
            if isInnerFolder.boolValue {
                find(inner)
            } else if name.hasSuffix(".yaml"), !files.contains(inner) {
                files.append(inner)
            }
        }
    }

    /// Two files of one id would share results and secrets.
    private mutating func reportTwins() {
        for (one, other) in zip(scenarios, scenarios.dropFirst()) where one.id == other.id {
            unreadable.append("\(other.path): its id '\(other.id)' is also that of \(one.path)")
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
