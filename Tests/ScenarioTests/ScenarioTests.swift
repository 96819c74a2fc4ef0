import Foundation
import ScenarioRunner
import ScenarioTesting
import Testing

@Suite struct `Scenarios` {
    /// The folder beside `Tests`, wherever the package lies.
    static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/Scenarios"
    /// The files, read once for all tests.
    static let suite = ScenarioSuite(paths: [folder])
    static let files = ScenarioFile.all(of: suite, in: folder)

    /// What comes of every scenario with the usual seed, in the order of the ids: played once, whichever test asks first.
    static func results() async -> [ScenarioResult] { await played { await $0.result() } }

    /// The same, with what is wrong with the repairs, each of which is left out once, whichever test asks first.
    static func checkedResults() async -> [ScenarioResult] { await played { await $0.checkedResult() } }

    private static func played(
        _ result: @escaping @Sendable (ScenarioFile) async -> ScenarioResult?
    ) async -> [ScenarioResult] {
        await withTaskGroup(of: ScenarioResult?.self) { group in
            for file in files { group.addTask { await result(file) } }
            var results: [ScenarioResult] = []
            for await result in group { if let result { results.append(result) } }
            return results.sorted { $0.id < $1.id }
        }
    }

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

    @Test func `results are the same bytes in another run, of eight jobs`() async throws {
        let scenarios = Self.suite.scenarios
        let again = await ScenarioRun(seed: 1, jobs: 8).play(scenarios)
        let first = await Self.results().map { ScenarioRun.Played(result: $0, milliseconds: 1) }
        #expect(first.count == scenarios.count)
        for (one, other) in zip(first, again) {
            let parting = RunComparison.parting(one.result, other.result)
            #expect(parting == nil, "\(parting?.lines.joined(separator: "\n") ?? "")")
        }
        let bytes = try RunReport(first, seed: 1, jobs: 1, milliseconds: 1).results()
        let bytesAgain = try RunReport(again, seed: 1, jobs: 8, milliseconds: 2).results()
        #expect(bytes == bytesAgain)
        // The answers in it are held against the contract in Tests/Contract.
        if let path = ProcessInfo.processInfo.environment["WORKSIM_RESULTS"] {
            try bytes.write(to: URL(filePath: path))
        }
    }
}
