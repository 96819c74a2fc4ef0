import ArgumentParser
import Foundation
import Markup
import Rules
import ScenarioLanguage
import ScenarioRunner

/// Writes a scenario to begin with.
struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a new scenario file: from a preset, a failure, a journal or a HAR.",
        discussion: """
            worksim new my.yaml --preset registered        something green to change
            worksim new my.yaml --from C1                  the scenario that plays the documented failure C1
            worksim new my.yaml --from-journal by-hand.jsonl  what was just done against `serve --journal by-hand.jsonl`
            worksim new my.yaml --from-har browser.har     what a browser recorded, on the preset that --preset names

            A scenario of a recording is played before it is written. Where an answer differs, the file is written, each \
            difference is printed, and the status is 1.
            """)

    @Argument(help: "The file to write; one that is there is not overwritten.")
    var file: String

    @Option(help: "A preset: empty, small-firm, added, registered, connected, cloud, firm.")
    var preset: String?

    @Option(help: "A documented failure (C1), a requirement, a cell or a scenario's id.")
    var from: String?

    @Option(help: "A journal of `worksim serve --journal`.")
    var fromJournal: String?

    @Option(help: "A HAR of a browser or a proxy.")
    var fromHar: String?

    @Option(name: .customLong("in"), help: "Where scenarios to begin from are looked for.")
    var folder = "Scenarios"

    @Option(help: "The sentence that a support colleague reads.")
    var title = "Say in one sentence what happens"

    func validate() throws {
        guard [fromHar ?? preset, from, fromJournal].count(where: { $0 != nil }) <= 1 else {
            throw ValidationError(
                "take one of --preset, --from, --from-journal and --from-har; a HAR may have a preset")
        }
        guard ScenarioLoader.name(ofFile: file) != nil else {
            throw ValidationError(
                "a scenario's file ends in .yaml or .yml: name it my.yaml" + (file.isEmpty ? "" : ", not '\(file)'"))
        }
        guard title.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--title takes a sentence that says what happens")
        }
    }

    func run() async throws {
        var text: String
        var differences: [String] = []
        if let from {
            text = try model(from)
        } else if let path = fromJournal ?? fromHar {
            let recorded = await RecordedScenario(
                playing: try recorded(path), path: file, namesRules: fromJournal != nil)
            (text, differences) = (recorded.text, recorded.differences)
        } else {
            text = try begun(preset ?? "registered")
        }
        text = SchemaLine.fitting(text, at: file)
        do throws(MachineError) {
            try WholeFile.write(Data(text.utf8), to: file, overwriting: false)
        } catch  where error.code == EEXIST {
            Console.errors.write(error: "\(file) is there already; name another file")
            throw ExitStatus.usage
        } catch {
            throw error.told
        }
        Console.standard.write(
            "\(file) is written. Next: worksim run \(file) --steps, or worksim run \(file) --watch", .good)
        if !text.hasPrefix(SchemaLine.start) {
            Console.standard.write(
                "Your editor completes it with `worksim lsp`, or with the schema that `worksim schema` prints.", .quiet)
        }
        guard differences.isEmpty else {
            Console.errors.write("error: played again, it comes out otherwise than it was recorded", .bad)
            for difference in differences { Console.errors.write("  \(difference)") }
            throw ExitStatus.red
        }
    }

    private func begun(_ preset: String) throws -> String {
        let presets = NearbyPresets().vocabulary(for: file).presets
        if let text = NewScenario.text(preset: preset, title: title, among: presets) { return text }
        let known = presets.keys.sorted()
        let hint = nearest(preset, among: known).map { "did you mean '\($0)'? " } ?? ""
        Console.errors.write(
            "error: there is no preset '\(preset)'; \(hint)there are: \(known.joined(separator: ", "))", .bad)
        throw ExitStatus.usage
    }

    private func model(_ name: String) throws -> String {
        let isFailure = DocumentedFailures.all.contains { $0.id == name }
        guard FileManager.default.fileExists(atPath: folder) else {
            Console.errors.write(
                error:
                    "'\(name)' is looked for in a folder of scenarios, and there is no folder '\(folder)' here; name it: --in PATH/TO/Scenarios"
            )
            throw ExitStatus.usage
        }
        var files = Files()
        files.paths = [folder]
        files.filter = nil
        let scenarios = try files.playableSuite().scenarios
        guard
            let model = ModelScenario(
                of: name, among: scenarios, vocabulary: files.loader(for: folder + "/any.yaml").vocabulary)
        else {
            if let failure = DocumentedFailures.all.first(where: { $0.id == name }), let reason = failure.notPlayable {
                Console.errors.write(error: "\(name) cannot be played: \(reason)")
                throw ExitStatus.red
            }
            let known = Set(scenarios.flatMap(\.covers)).union(scenarios.map(\.fileID)).sorted()
            let hint = nearest(name, among: known).map { "; did you mean '\($0)'?" } ?? ""
            Console.errors.write("error: no scenario in \(folder) plays '\(name)'\(hint)", .bad)
            throw ExitStatus.usage
        }
        if !model.others.isEmpty {
            Console.standard.write("these play it too: \(model.others.joined(separator: ", "))")
        }
        if model.fails, !model.isRepaired { Console.standard.write("note: no scenario of \(name) has a repair step") }
        if !model.fails, isFailure { Console.standard.write("note: in no scenario of \(name) a step fails") }
        return model.text
    }

    /// The scenario of a journal or a HAR.
    private func recorded(_ path: String) throws -> String {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isThere, !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) else {
            let reason =
                !isThere ? "there is no such file" : isFolder.boolValue ? "it is a folder" : "it cannot be read"
            let what = fromHar != nil ? "the HAR of a browser" : "the journal of `worksim serve --journal`"
            Console.errors.write(error: "\(path): \(reason); name \(what)")
            throw ExitStatus.invalid
        }
        do {
            guard fromHar != nil else { return try JournalScenario(reading: data).text() }
            let preset = preset ?? "registered"
            guard BuiltInPresets.texts[preset] != nil else { return try begun(preset) }
            let har = try HARScenario(reading: data, preset: preset)
            if har.skipped > 0 {
                Console.standard.write("\(har.skipped) entries are left out: they are not requests to a work server")
            }
            return try har.text()
        } catch let error as JournalScenario.Unreadable {
            Console.errors.write("error: \(path): \(error)", .bad)
            throw ExitStatus.invalid
        } catch let error as UnplayableRequest {
            Console.errors.write("error: \(path): \(error)", .bad)
            throw ExitStatus.invalid
        }
    }
}
