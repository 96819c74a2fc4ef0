import Foundation
import ScenarioRunner
import ScenarioTesting
import Testing

@Suite struct `Scenarios` {
    /// The folder beside `Tests`, wherever the package lies.
    static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/Scenarios"
    static let files = ScenarioFile.all(in: folder)

    @Test(arguments: files)
    func `plays as written`(_ file: ScenarioFile) async {
        await file.play()
    }

    @Test(arguments: files)
    func `fails as before without its repair`(_ file: ScenarioFile) async {
        await file.checkRepairs()
    }

    @Test func `the built-in presets are those of the folder`() throws {
        let folder = Self.folder + "/presets"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        #expect(BuiltInPresets.texts.keys.sorted() == names.map { String($0.dropLast(5)) }.sorted())
        for (name, text) in BuiltInPresets.texts {
            #expect(try String(contentsOfFile: "\(folder)/\(name).yaml", encoding: .utf8) == text)
        }
    }

    @Test func `results are the same bytes for one job and for eight`() async throws {
        let scenarios = ScenarioSuite(paths: [Self.folder]).scenarios
        let one = RunReport(
            await ScenarioRun(seed: 7, jobs: 1).play(scenarios), seed: 7, jobs: 1, milliseconds: 1)
        let eight = RunReport(
            await ScenarioRun(seed: 7, jobs: 8).play(scenarios), seed: 7, jobs: 8, milliseconds: 2)
        #expect(try one.results() == eight.results())
    }
}
