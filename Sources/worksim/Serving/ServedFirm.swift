import Foundation
import IntegrationClient
import ScenarioLanguage
import ScenarioRunner
import Stage
import WorkServer

/// What a preset, or the world of a scenario, makes of a server by itself: its firm and where it differs from the
/// usual server.
struct ServedFirm {
    /// The world as a scenario has it; its steps are not played.
    let scenario: Scenario
    /// The names that steps may use in it.
    let vocabulary: Vocabulary
    /// The world.
    let world: StageSetup
    let firm: Firm
    let setup: ServerSetup
    /// The readings that the preset assumes, by switch.
    var assume: [String: String] { world.assume }

    /// Reads a preset by its name, or a file with a preset or a scenario.
    ///
    /// - Throws: `ServingTrouble` where there is no such preset, or where it describes several servers.
    init(preset: String) throws {
        let isFile = preset.contains("/") || ScenarioLoader.name(ofFile: preset) != nil
        (scenario, vocabulary) = isFile ? try Self.file(preset) : try Self.named(preset)
        do {
            world = try StageSetup(reading: try scenario.adoptedWorld())
        } catch {
            throw ServingTrouble.invalidPreset(preset, "\(error)")
        }
        guard world.servers.count == 1, let server = world.servers.first else {
            throw ServingTrouble.invalidPreset(
                preset, "it describes \(world.servers.count) servers, and one is served; name a preset with one")
        }
        setup = server.value
        let deployment = world.office.deployment ?? .multiTenant
        firm = world.firm(of: server.key, sheet: deployment.registrationSheet)
    }

    private static func named(_ preset: String) throws -> (Scenario, Vocabulary) {
        let vocabulary = NearbyPresets.here
        guard vocabulary.presets[preset] != nil else {
            throw ServingTrouble.unknownPreset(preset, known: vocabulary.presets.keys.sorted())
        }
        let text = "title: Served\ngiven:\n  preset: \(preset)\nsteps:\n  - clock.advance: 1s\n"
        let loaded = ScenarioLoader(vocabulary: vocabulary).load(text: text, path: "\(preset).yaml")
        guard let scenario = loaded.scenarios.first else {
            throw ServingTrouble.invalidPreset(preset, loaded.diagnostics.map(\.description).joined(separator: "\n"))
        }
        return (scenario, vocabulary)
    }

    /// The world of a file, with its keys at the head as a preset has them, or under `given`.
    private static func file(_ path: String) throws -> (Scenario, Vocabulary) {
        let text: String
        switch ScenarioTexts.disk.anyText(of: path) {
        case .success(let found): text = found
        case .failure(let refusal):
            throw ServingTrouble.unreadableFile(path, refusal.reason, refusal.remedy ?? "name a file that is there")
        }
        let presets = NearbyPresets()
        let loader = presets.loader(for: path)
        let isScenario = text.split(whereSeparator: \.isNewline).contains {
            $0.hasPrefix("title:") || $0.hasPrefix("steps:") || $0.hasPrefix("extends:")
        }
        let mistakes: [Diagnostic]
        var loaded: [Scenario] = []
        if isScenario {
            let result = loader.load(text: text, path: path)
            (loaded, mistakes) = (result.scenarios, result.diagnostics)
        } else {
            mistakes = loader.check(preset: text, path: path)
            let body = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
            let file = "title: Served\ngiven:\n\(body)\nsteps:\n  - clock.advance: 1s\n"
            loaded = loader.load(text: file, path: path).scenarios
        }
        let errors = mistakes.filter { $0.severity == .error }
        guard errors.isEmpty, let scenario = loaded.first else {
            throw ServingTrouble.invalidPreset(path, errors.map(\.description).joined(separator: "\n"))
        }
        guard loaded.count == 1 else {
            throw ServingTrouble.invalidPreset(
                path, "its matrix has \(loaded.count) rows, each with a world; name a file with one world")
        }
        return (scenario, presets.vocabulary(for: path))
    }
}

/// Why a server cannot be served.
enum ServingTrouble: Error, CustomStringConvertible {
    case unknownPreset(String, known: [String])
    case invalidPreset(String, String)
    case unreadableFile(String, String, String)

    var description: String {
        switch self {
        case .unknownPreset(let name, let known):
            "there is no preset '\(name)'"
                + (nearest(name, among: known).map { "; did you mean '\($0)'?" } ?? ".")
                + " There are: \(known.joined(separator: ", ")). A file is named with its ending: my-world.yaml."
        case .invalidPreset(let name, let why): "the preset '\(name)' cannot be served: \(why)"
        case .unreadableFile(let path, let why, let remedy): "the file '\(path)' cannot be served: \(why); \(remedy)"
        }
    }
}
