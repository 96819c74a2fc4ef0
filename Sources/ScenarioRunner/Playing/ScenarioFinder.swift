import Foundation
import Markup
import ScenarioKeys
import ScenarioLanguage

/// Finds the scenario files of files and folders, each with its id, and names whatever looks like one and is none.
struct ScenarioFinder {
    /// A file to read.
    struct Found {
        let path: String
        /// The path below the folder that was named, without the ending.
        let id: String
        /// Whether it has no title, as a file may that others extend.
        var isPart = false
    }

    /// The files to read, in order.
    private(set) var files: [Found] = []
    /// What cannot be read, each with the reason.
    private(set) var unreadable: [String] = []
    /// What looks like a scenario and is not played, each with the reason.
    private(set) var passedOver: [String] = []
    /// The folders called `presets` that were passed over.
    private(set) var presetFolders: [String] = []

    /// The folders that were entered, by their real path, so that a link back ends.
    private var entered: Set<String> = []
    private var taken: Set<String> = []
    /// Links to folders: they are followed last, so that a folder's own path gives the ids.
    private var links: [(path: String, prefix: String)] = []

    /// Looks at files and folders; folders called `presets` and hidden files are passed over.
    init(_ paths: [String]) {
        for path in paths {
            var isFolder: ObjCBool = false
            guard !path.isEmpty, FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                unreadable.append("\(path.isEmpty ? "''" : path): there is no such file or folder")
                continue
            }
            let clean = Self.clean(path)
            if isFolder.boolValue {
                enter(clean, below: Self.prefix(of: clean))
            } else {
                take(Found(path: clean, id: ScenarioLoader.id(of: clean)))
            }
        }
        while let link = links.first {
            links.removeFirst()
            enter(link.path, below: link.prefix)
        }
    }

    /// A path without `./` in front, doubled slashes and a slash at its end: two spellings of one file are one.
    static func clean(_ path: String) -> String {
        // Nothing names no folder, not even this one.
        guard !path.isEmpty else { return "" }
        let parts = path.split(separator: "/").filter { $0 != "." }
        let joined = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
    }

    /// What stands before the ids of a folder's files: of a folder below `Scenarios`, its own path below that.
    private static func prefix(of folder: String) -> String {
        let id = ScenarioLoader.id(of: folder + "/x")
        return id == "x" ? "" : String(id.dropLast(1))
    }

    private mutating func enter(_ folder: String, below prefix: String) {
        guard entered.insert(URL(fileURLWithPath: folder).resolvingSymlinksInPath().path).inserted else { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            unreadable.append("\(folder): the folder cannot be read")
            return
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            guard name != "presets" else {
                presetFolders.append(path)
                continue
            }
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            if isFolder.boolValue {
                let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
                if isLink {
                    links.append((path, prefix + name + "/"))
                } else {
                    enter(path, below: prefix + name + "/")
                }
            } else if ScenarioTexts.isOther(path) {
                // A pipe or a device may never end.
                if ScenarioLoader.name(ofFile: name) != nil {
                    passedOver.append(("\(path) is not played: it is a pipe or a device" as VisibleText).description)
                }
            } else if let stem = ScenarioLoader.name(ofFile: name) {
                if let reason = isThere ? Self.reasonAgainst(path) : "it is a link that leads nowhere" {
                    passedOver.append(("\(path) is not played: \(reason)" as VisibleText).description)
                } else {
                    take(Found(path: path, id: prefix + stem, isPart: Self.isPart(path)))
                }
            } else if isThere, let reason = Self.likeness(of: name, at: path) {
                passedOver.append(("\(path) is not played: \(reason)" as VisibleText).description)
            }
        }
    }

    private mutating func take(_ found: Found) {
        // The name is shown, and secrets derive from it.
        guard !found.id.unicodeScalars.contains(where: VisibleText.isUnseen) else {
            unreadable.append("\(found.path): its name has a character that shows nothing; rename it")
            return
        }
        if taken.insert(found.path).inserted { files.append(found) }
    }

    // MARK: What looks like a scenario

    /// Why a YAML file in a folder is no scenario; nil for one that is, also with mistakes.
    private static func reasonAgainst(_ path: String) -> String? {
        guard let text = text(of: path) else { return nil }
        let keys = keys(in: text)
        let known = Vocabulary.catalogues.records.first { $0.topic == "file" }?.fields.map(\.name) ?? []
        guard keys.isDisjoint(with: known) else { return nil }
        return "it has neither 'title' nor 'steps'; a scenario begins with 'title:'"
    }

    /// Whether a file has keys of a scenario, and no title.
    private static func isPart(_ path: String) -> Bool {
        text(of: path).map { !keys(in: $0).contains("title") } ?? false
    }

    /// Why a file with another ending may have been meant as a scenario; nil where nothing speaks for it.
    private static func likeness(of name: String, at path: String) -> String? {
        let end = "its name does not end in .yaml or .yml; rename it to play it, or move it out of the folder"
        let parts = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        if parts.contains("yaml") || parts.contains("yml") { return end }
        guard let text = text(of: path) else { return nil }
        return keys(in: text).isSuperset(of: ["title", "steps"]) ? end : nil
    }

    /// The contents of a file of a size that scenarios have.
    private static func text(of path: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        // At the end of a file, and so of an empty one, there is nothing to read.
        guard let data = try? handle.read(upToCount: 1 << 20) ?? Data() else { return nil }
        return String(validating: data, as: UTF8.self)
    }

    /// The keys of the outermost map, in YAML or JSON, as far as they can be seen without reading the file as YAML.
    private static func keys(in text: String) -> Set<String> {
        let isFlow = text.first { !$0.isWhitespace } == "{"
        let pattern = isFlow ? /(?:^|[{,\s])["']?([A-Za-z_]+)["']?\s*:/ : /(?:^|\n)["']?([A-Za-z_]+)["']?[ \t]*:/
        return Set(text.matches(of: pattern).map { String($0.output.1) })
    }
}
