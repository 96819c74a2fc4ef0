import Foundation
public import ScenarioLanguage
import Synchronization

/// The presets that a scenario file may name: those in folders called `presets` beside it and above it, then the built-in
/// ones.
///
/// The nearest of a name wins. The way up ends at a folder with `.git`, at the home folder, or at the root.
public final class NearbyPresets: Sendable {
    /// A preset's file.
    struct Preset: Sendable {
        let name: String
        let path: String
        let text: String
    }

    /// What a folder called `presets` holds.
    private struct Folder: Sendable {
        var presets: [Preset] = []
        var unreadable: [Diagnostic] = []
    }

    private let base: Vocabulary
    private let texts: ScenarioTexts
    private let folders = Mutex<[String: Folder]>([:])
    private let vocabularies = Mutex<[String: Vocabulary]>([:])
    private let ways = Mutex<[String: [String]]>([:])
    /// The presets that a preset names, by its text: hundreds of files stand on the same few.
    private let named = Mutex<[String: Set<String>]>([:])

    /// Presets over these names; those of `common` folders may be named by every file.
    public init(
        vocabulary: Vocabulary = .catalogues, common: [String] = [], texts: ScenarioTexts = .disk
    ) {
        self.texts = texts
        var base = vocabulary
        let shared = common.flatMap { Self.read("\($0)/presets", texts).presets }
        if !shared.isEmpty { base.presets.merge(shared.map { ($0.name, $0.text) }) { _, later in later } }
        self.base = base
    }

    /// The names that the files of the working folder and of `Scenarios` in it may use.
    public static var here: Vocabulary { NearbyPresets().vocabulary(for: "Scenarios/any.yaml") }

    /// The names that a file may use.
    public func vocabulary(for path: String) -> Vocabulary {
        let folder = Self.folder(of: path)
        if let known = vocabularies.withLock({ $0[folder] }) { return known }
        var vocabulary = base
        let near = presets(for: path)
        if !near.isEmpty { vocabulary.presets.merge(near.map { ($0.name, $0.text) }) { _, nearer in nearer } }
        vocabularies.withLock { $0[folder] = vocabulary }
        return vocabulary
    }

    /// Reads a file with the names that it may use, and the files that it extends.
    public func loader(for path: String) -> ScenarioLoader {
        ScenarioLoader(vocabulary: vocabulary(for: path), texts: texts.extended)
    }

    /// The presets beside and above a file, the nearest last, so that it wins.
    func presets(for path: String) -> [Preset] {
        way(up: Self.folder(of: path)).reversed().flatMap {
            folder(at: $0 == "." ? "presets" : "\($0)/presets").presets
        }
    }

    /// The presets that a preset names, as a file sees it.
    func presets(namedBy preset: String, for path: String) -> Set<String> {
        guard let text = vocabulary(for: path).presets[preset] else { return [] }
        if let known = named.withLock({ $0[text] }) { return known }
        let names = PresetUse.names(in: text)
        named.withLock { $0[text] = names }
        return names
    }

    /// The file of a preset that a scenario names; nil for a built-in one.
    func file(of preset: String, for path: String) -> Preset? { presets(for: path).last { $0.name == preset } }

    /// The file of a preset that a scenario names, with its text; nil for a built-in one.
    public func presetFile(_ name: String, for path: String) -> EditedFile.PresetFile? {
        file(of: name, for: path).map { EditedFile.PresetFile(path: Self.absolute($0.path), text: $0.text) }
    }

    /// What is wrong with all presets of a folder called `presets`.
    func mistakes(in presetFolder: String) -> [Diagnostic] {
        let folder = folder(at: presetFolder)
        return folder.unreadable + folder.presets.flatMap { mistakes(of: $0) }
    }

    /// What is wrong with a preset, at its own place; one that is as it is built in is known to be right.
    func mistakes(of preset: Preset) -> [Diagnostic] {
        guard preset.text != BuiltInPresets.texts[preset.name] else { return [] }
        // It names presets of its own folder, and of those above.
        let neighbour = Self.folder(of: Self.folder(of: preset.path)) + "/any.yaml"
        return loader(for: neighbour).check(preset: preset.text, path: preset.path)
    }

    // MARK: Folders

    private func folder(at path: String) -> Folder {
        if let known = folders.withLock({ $0[path] }) { return known }
        let read = Self.read(path, texts)
        folders.withLock { $0[path] = read }
        return read
    }

    private static func read(_ path: String, _ texts: ScenarioTexts) -> Folder {
        var folder = Folder()
        for file in ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() {
            guard !file.hasPrefix("."), let name = ScenarioLoader.name(ofFile: file) else { continue }
            let path = "\(path)/\(file)"
            switch texts.text(of: path) {
            case .success(let text): folder.presets.append(Preset(name: name, path: path, text: text))
            case .failure(let refusal):
                folder.unreadable.append(
                    Diagnostic(path: path, line: 0, column: 1, length: 0, message: refusal.reason, lineText: ""))
            }
        }
        return folder
    }

    /// A folder and those above it, up to where presets are looked for.
    private func way(up folder: String) -> [String] {
        if let known = ways.withLock({ $0[folder] }) { return known }
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        let here = FileManager.default.currentDirectoryPath
        var current = Self.absolute(folder)
        var way: [String] = []
        while true {
            // Below the working folder a path is shown as a person would write it.
            let isBelow = current.hasPrefix(here + "/")
            way.append(current == here ? "." : isBelow ? String(current.dropFirst(here.count + 1)) : current)
            let isEnd = current == home || FileManager.default.fileExists(atPath: current + "/.git")
            guard !isEnd, current != "/", let slash = current.lastIndex(of: "/") else { break }
            current = slash == current.startIndex ? "/" : String(current[..<slash])
        }
        ways.withLock { $0[folder] = way }
        return way
    }

    /// The folder that a file lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path from the root, without `.` and `..`.
    static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: FileManager.default.currentDirectoryPath))
            .standardizedFileURL.path
    }
}
