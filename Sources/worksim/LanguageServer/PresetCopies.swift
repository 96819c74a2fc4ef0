import Foundation
import ScenarioLanguage
import ScenarioRunner

/// Copies of the built-in presets, so that an editor can open what a name means.
enum PresetCopies {
    /// The file of a built-in preset, written where it is missing; nil for another name, or where nothing can be written.
    static func file(of preset: String) -> EditedFile.PresetFile? {
        guard let text = BuiltInPresets.texts[preset] else { return nil }
        let path = folder + "/\(preset).yaml"
        if FileManager.default.contents(atPath: path) != Data(text.utf8) {
            do {
                try WholeFile.makeFolder(folder)
                try WholeFile.write(Data(text.utf8), to: path, for: .owner)
            } catch { return nil }
        }
        return EditedFile.PresetFile(path: path, text: text)
    }

    private static var folder: String {
        let cache = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"] ?? ""
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        return (cache.hasPrefix("/") ? cache : home + "/.cache") + "/worksim/presets"
    }
}
