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

    /// What each file stands on, for who plays again what a saved file touches.
    private var footing: [String: Footing] = [:]

    /// The presets that a file names, with those beneath them, and the paths of the files that it extends.
    private struct Footing {
        var presets: Set<String> = []
        var extended: Set<String> = []
    }

    /// Reads every scenario file (`.yaml`, `.yml`) under the paths; folders called `presets` and hidden files are passed over.
    ///
    /// The id of a scenario is its path below the folder that was named, or below `Scenarios`; with `only`, no other files
    /// of what was named are read. Presets beside and above a file, and those of the named folders, go before built-in ones.
    public init(
        paths: [String], only: Set<String>? = nil, vocabulary: Vocabulary = .catalogues, texts: ScenarioTexts = .disk
    ) {
        let nearby = NearbyPresets(vocabulary: vocabulary, common: paths.map(Self.clean), texts: texts)
        let found = ScenarioFinder(paths)
        let read = found.files.filter { only?.contains($0.path) ?? true }
        unreadable = found.unreadable
        if only == nil { passedOver = found.passedOver }
        // A file without a title is one that others extend, if any does.
        let wholes = read.filter { !$0.isPart }
        for file in wholes { load(file, nearby, texts) }
        let extended = footing.values.reduce(into: Set()) { $0.formUnion($1.extended) }
        for file in read where file.isPart && !extended.contains(NearbyPresets.absolute(file.path)) {
            load(file, nearby, texts)
        }
        let mistakes = mistakes(in: found.presetFolders, nearby).map(\.masked)
        // What stands on a preset that cannot be read is wrong for that reason alone.
        let isPresetBroken = mistakes.contains { $0.severity == .error }
        if isPresetBroken { scenarios = [] }
        var seen: Set<Diagnostic> = []
        diagnostics = (mistakes + (isPresetBroken ? [] : diagnostics)).filter { seen.insert($0).inserted }
        scenarios.sort { ($0.id, $0.path) < ($1.id, $1.path) }
        refuseTwins(found.files.filter { footing[$0.path] != nil || !$0.isPart })
    }

    private mutating func load(_ file: ScenarioFinder.Found, _ nearby: NearbyPresets, _ texts: ScenarioTexts) {
        files.append(file.path)
        switch texts.bytes(of: file.path) {
        case .success(let data):
            let result = nearby.loader(for: file.path).load(bytes: data, path: file.path, id: file.id)
            scenarios += result.scenarios
            diagnostics += result.diagnostics.map(\.masked)
            if let problem = result.scenarios.first?.problemOfLike(in: data) { diagnostics.append(problem.masked) }
            let all = [data] + result.extended.compactMap { try? texts.bytes(of: $0).get() }
            let names = all.map { PresetUse.names(in: String(decoding: $0, as: UTF8.self)) }.reduce(into: Set()) {
                $0.formUnion($1)
            }
            footing[file.path] = Footing(
                presets: PresetUse.closure(of: names) { nearby.presets(namedBy: $0, for: file.path) },
                extended: Set(result.extended.map(NearbyPresets.absolute)))
        case .failure(let refusal):
            unreadable.append("\(file.path): \(refusal.reason)")
        }
    }

    /// What is wrong with the presets in some folders, and with those that the files stand on.
    private func mistakes(in folders: [String], _ nearby: NearbyPresets) -> [Diagnostic] {
        var checked = Set(folders.map(NearbyPresets.absolute))
        var mistakes = folders.flatMap { nearby.mistakes(in: $0) }
        for (path, footing) in footing.sorted(by: { $0.key < $1.key }) {
            for preset in footing.presets.sorted() {
                guard let file = nearby.file(of: preset, for: path),
                    !checked.contains(NearbyPresets.absolute(NearbyPresets.folder(of: file.path))),
                    checked.insert(NearbyPresets.absolute(file.path)).inserted
                else { continue }
                mistakes += nearby.mistakes(of: file)
            }
        }
        return mistakes
    }

    /// The files that stand on some that were saved: those themselves, and what names a preset or extends a file among them.
    public func files(touchedBy paths: Set<String>) -> [String] {
        let saved = Set(paths.map(NearbyPresets.absolute))
        let presets = paths.filter { NearbyPresets.folder(of: $0).split(separator: "/").last == "presets" }.map {
            let file = $0.split(separator: "/").last.map(String.init) ?? $0
            return ScenarioLoader.name(ofFile: file) ?? file
        }
        return files.filter { file in
            saved.contains(NearbyPresets.absolute(file))
                || !(footing[file]?.presets.isDisjoint(with: presets) ?? true)
                || !(footing[file]?.extended.isDisjoint(with: saved) ?? true)
        }
    }

    /// The folders, beside those of the files themselves, in which a change touches them.
    public var furtherFolders: [String] {
        let folders = files.flatMap { file in
            (footing[file]?.extended ?? []).map(NearbyPresets.folder)
                + NearbyPresets().presets(for: file).map { NearbyPresets.folder(of: $0.path) }
        }
        return Set(folders).sorted()
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
        return scenarios.filter { Self.pattern(filter, names: $0) }
    }

    /// Whether a pattern with `*` and `?` fits the id of a scenario, with or without its row.
    package static func pattern(_ pattern: String, names scenario: Scenario) -> Bool {
        let pattern = GlobPattern(pattern)
        return pattern.matches(scenario.id) || pattern.matches(scenario.fileID)
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
