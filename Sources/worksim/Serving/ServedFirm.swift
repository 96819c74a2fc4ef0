import Foundation
import IntegrationClient
import ScenarioLanguage
import ScenarioRunner
import Stage
import WorkServer

/// What a preset makes of a server that stands alone: its firm and where it differs from the usual server.
struct ServedFirm {
    let firm: Firm
    let setup: ServerSetup
    /// The readings that the preset assumes, by switch.
    let assume: [String: String]

    /// Reads a preset.
    ///
    /// - Throws: `ServingTrouble` where there is no such preset, or where it describes several servers.
    init(preset: String) throws {
        let vocabulary = NearbyPresets.here
        guard vocabulary.presets[preset] != nil else {
            throw ServingTrouble.unknownPreset(preset, known: vocabulary.presets.keys.sorted())
        }
        let text = "title: Served\ngiven:\n  preset: \(preset)\nsteps:\n  - clock.advance: 1s\n"
        let loaded = ScenarioLoader(vocabulary: vocabulary).load(text: text, path: "\(preset).yaml")
        guard let world = loaded.scenarios.first?.world else {
            throw ServingTrouble.invalidPreset(preset, loaded.diagnostics.map(\.description).joined(separator: "\n"))
        }
        let stage = try StageSetup(reading: world)
        guard stage.servers.count == 1, let server = stage.servers.first else {
            throw ServingTrouble.invalidPreset(preset, "it describes \(stage.servers.count) servers")
        }
        setup = server.value
        assume = stage.assume
        let deployment = stage.office.deployment ?? .multiTenant
        firm = stage.firm(of: server.key, sheet: deployment.registrationSheet)
    }
}

/// Why a server cannot be served.
enum ServingTrouble: Error, CustomStringConvertible {
    case unknownPreset(String, known: [String])
    case invalidPreset(String, String)

    var description: String {
        switch self {
        case .unknownPreset(let name, let known):
            "there is no preset '\(name)'"
                + (nearest(name, among: known).map { "; did you mean '\($0)'?" } ?? ".")
                + " There are: \(known.joined(separator: ", "))."
        case .invalidPreset(let name, let why): "the preset '\(name)' cannot be served: \(why)"
        }
    }
}
