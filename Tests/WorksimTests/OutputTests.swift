import ArgumentParser
import Foundation
import ScenarioRunner
import Testing

@testable import worksim

@Suite struct `Forms of a run` {
    private func result(_ verdict: Verdict, id: String = "7-trouble/a") throws -> ScenarioRun.Played {
        let json = """
            {"id": "\(id)", "title": "T", "path": "Scenarios/7-trouble/a.yaml", "verdict": "\(verdict.rawValue)",
             "covers": [], "tags": [], "rules": [], "findings": [], "reason": "why # so", "steps": []}
            """
        // A result has no public initializer: it comes from a player or from a results.json.
        let results = try RunReport.results(reading: Data("{\"scenarios\": [\(json)]}".utf8))
        return ScenarioRun.Played(result: try #require(results.first), milliseconds: 1)
    }

    @Test func `a point of TAP is ok only where it passed, and says what was left out`() throws {
        #expect(try TAPOutput.point(1, result(.pass)) == ["ok 1 - 7-trouble/a"])
        #expect(try TAPOutput.point(2, result(.skip)) == ["ok 2 - 7-trouble/a # SKIP why \\# so"])
        #expect(try TAPOutput.point(3, result(.known)) == ["not ok 3 - 7-trouble/a # TODO why \\# so"])
        let red = try TAPOutput.point(4, result(.error, id: "a[#1]"))
        #expect(red.first == "not ok 4 - a[\\#1]")
        #expect(red.contains("  ---") && red.last == "  ...")
        #expect(red.contains("    line: 1") && red.contains("  severity: error"))
    }

    @Test func `an annotation cannot be broken out of`() {
        let line = GitHubOutput.annotation("error", path: "a,b:c.yaml", line: 3, title: "50%: x", "one\ntwo::error::")
        #expect(line == "::error file=a%2Cb%3Ac.yaml,line=3,title=50%25%3A x::one%0Atwo::error::")
    }

    @Test func `skips and knowns are counted beside passes`() throws {
        let summary = try RunReport.Summary(
            [result(.pass), result(.skip), result(.known), result(.fail)].map(\.result))
        #expect(summary.text == "4 scenarios: 1 passed, 1 failed, 1 known, 1 skipped")
    }

    @Test(arguments: [
        ["--watch", "--report", "x"], ["--repeat", "0"], ["--repeat", "9223372036854775807"],
        ["--format", "xml"], ["--watch", "--list"],
    ])
    func `options that do not go together end with 64`(_ options: [String]) {
        let error = #expect(throws: (any Error).self) { try WorkSim.parseAsRoot(["run"] + options) }
        #expect(error.map { WorkSim.exitCode(for: $0).rawValue } == 64)
    }
}

@Suite struct `Watching` {
    private func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("watch-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder + "/presets", withIntermediateDirectories: true)
        return folder
    }

    private func write(_ text: String, _ path: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func `a saved file is told by its name, moved into place or not`() async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let watch = try FolderWatch([folder])
        var changes = watch.changes.makeAsyncIterator()
        try write("title: A", "\(folder)/a.yaml")
        #expect(await changes.next() == ["\(folder)/a.yaml"])
        try "title: B".write(toFile: "\(folder)/presets/b.yaml", atomically: false, encoding: .utf8)
        #expect(await changes.next() == ["\(folder)/presets/b.yaml"])
        watch.end()
        #expect(await changes.next() == nil)
    }

    @Test func `a preset touches the files that stand on it, by whatever way`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let end = "\nsteps:\n  - clock.advance: 1s\n"
        try write("title: A\ngiven: { preset: registered }" + end, "\(folder)/a.yaml")
        try write("title: B\ngiven: { preset: empty }" + end, "\(folder)/b.yaml")
        try write("title: C\ngiven:\n  preset: [own]" + end, "\(folder)/c.yaml")
        try write("preset: connected\n", "\(folder)/presets/own.yaml")
        var files = Files()
        (files.paths, files.filter) = ([folder], nil)
        let watcher = Watcher(files: files, seed: 1, jobs: 1, detail: .reds)
        #expect(watcher.touched(by: ["\(folder)/presets/added.yaml"]) == ["\(folder)/a.yaml", "\(folder)/c.yaml"])
        #expect(watcher.touched(by: ["\(folder)/presets/own.yaml"]) == ["\(folder)/c.yaml"])
        #expect(watcher.touched(by: ["\(folder)/b.yaml", "/elsewhere/x.yaml"]) == ["\(folder)/b.yaml"])
        #expect(files.suite.isPlayable)
    }
}
