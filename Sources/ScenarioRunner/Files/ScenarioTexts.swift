public import Foundation
public import ScenarioLanguage

/// Reads scenario files and presets: as an editor holds them unsaved, else from the disk.
public struct ScenarioTexts: Sendable {
    /// A larger file is no scenario, and no more of it is read.
    static let largest = 1 << 20

    /// The files of the disk.
    public static let disk = ScenarioTexts { _ in nil }

    private let unsaved: @Sendable (String) -> String?

    /// Reads what `unsaved` gives for a path from the root, and the file where that is nil.
    public init(unsaved: @escaping @Sendable (String) -> String?) { self.unsaved = unsaved }

    /// The bytes of a file, or why they are not read.
    public func bytes(of path: String) -> Result<Data, ExtendedTexts.Refusal> {
        if let text = unsaved(NearbyPresets.absolute(path)) { return .success(Data(text.utf8)) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return .failure(.init("there is no such file"))
        }
        guard !isFolder.boolValue else { return .failure(.init("it is a folder", remedy: "name a file in it")) }
        guard let handle = FileHandle(forReadingAtPath: path) else { return .failure(.init("the file cannot be read")) }
        defer { try? handle.close() }
        var data = Data()
        // A pipe gives what it has, so that one reading may not be all.
        while data.count <= Self.largest {
            guard let more = try? handle.read(upToCount: Self.largest + 1 - data.count) else { break }
            data += more
        }
        guard data.count <= Self.largest else {
            return .failure(.init("the file is larger than 1 MiB", remedy: "name a smaller file"))
        }
        return .success(data)
    }

    /// The text of a file that another file names, or why there is none; of a pipe or a device nothing is read.
    public func text(of path: String) -> Result<String, ExtendedTexts.Refusal> {
        guard unsaved(NearbyPresets.absolute(path)) != nil || !Self.isOther(path) else {
            return .failure(.init("it is a pipe or a device", remedy: "name a file"))
        }
        return anyText(of: path)
    }

    /// The text of a file that a person names, which may be a pipe.
    public func anyText(of path: String) -> Result<String, ExtendedTexts.Refusal> {
        bytes(of: path).flatMap { data in
            String(validating: data, as: UTF8.self).map { .success($0) }
                ?? .failure(.init("it is not UTF-8 text", remedy: "save it as UTF-8"))
        }
    }

    /// Whether what is there is neither a file nor a folder: reading it might never end.
    public static func isOther(_ path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let facts = try? FileManager.default.attributesOfItem(atPath: target)
        let type = facts?[.type] as? FileAttributeType
        return type != .typeRegular && type != .typeDirectory
    }

    /// The texts as a loader asks for them.
    var extended: ExtendedTexts { ExtendedTexts { text(of: $0) } }
}
