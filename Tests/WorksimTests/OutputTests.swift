import ArgumentParser
import Foundation
import Markup
import ScenarioRunner
import Synchronization
import Testing

@testable import worksim

@Suite struct `Forms of a run` {
    private func result(_ verdict: Verdict, id: String = "7-trouble/a") throws -> ScenarioRun.Played {
        let json = """
            {"id": "\(id)", "title": "T", "path": "Scenarios/7-trouble/a.yaml", "verdict": "\(verdict.rawValue)",
             "covers": [], "tags": [], "rules": [], "findings": [], "reason": "why # so", "steps": []}
            """
        // A result has no public initializer: it comes from a player or from a results.json.
        let results = try RunReport.results(reading: Data("{\"schema\": 1, \"scenarios\": [\(json)]}".utf8))
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

    /// A scenario that failed, in which every text from outside holds all unseen characters and commands of build servers.
    private func hostile(_ verdict: Verdict) throws -> ScenarioRun.Played {
        let unseen = (UInt32(0)...0x2FFF).compactMap(Unicode.Scalar.init).filter(VisibleText.isUnseen)
        let text =
            "::error::x\n::stop-commands::y\nok 9 - z\n##[group]]]> & <b> % \" # \\ "
            + String(String.UnicodeScalarView(unseen)) + "\u{FEFF}\u{FFFE}\u{E0041}\u{0}"
        let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        let mismatch = "{\"what\": \(quoted), \"expected\": \(quoted), \"seen\": \(quoted)}"
        let step = """
            {"number": 1, "line": 3, "does": \(quoted), "note": \(quoted), "verdict": "fail", "expected": \(quoted),
             "seen": \(quoted), "mismatches": [\(mismatch)], "warnings": [\(mismatch)], "failure": \(quoted), "rule": \(quoted),
             "evidence": \(quoted), "remedy": "r", "ask": "a", "message": \(quoted), "elapsed": "0s", "journal": []}
            """
        let json = """
            {"id": "a/b", "title": \(quoted), "path": \(quoted), "verdict": "\(verdict.rawValue)", "covers": [\(quoted)],
             "tags": [\(quoted)], "rules": [], "reason": \(quoted), "steps": [\(step)],
             "findings": [{"check": \(quoted), "detail": \(quoted), "verdict": "fail"}]}
            """
        let results = try RunReport.results(reading: Data("{\"schema\": 1, \"scenarios\": [\(json)]}".utf8))
        return ScenarioRun.Played(result: try #require(results.first), milliseconds: 1)
    }

    private func isSafe(_ text: String) -> Bool {
        !text.unicodeScalars.contains { VisibleText.isUnseen($0) && $0 != "\n" }
    }

    @Test(arguments: RunFormat.allCases, [Verdict.fail, .known, .skip])
    func `what a scenario or a server says acts on no terminal and no build server`(
        _ format: RunFormat, _ verdict: Verdict
    ) throws {
        let played = try hostile(verdict)
        let written = Mutex(Data())
        let console = Console { data in
            written.withLock { $0 += data }
            return nil
        }
        let text = TextOutput(detail: .steps, console: console)
        let output: any RunOutput =
            switch format {
            case .text: text
            case .github: GitHubOutput(text: text)
            case .tap: TAPOutput(ids: ["a/b"], console: console)
            case .jsonl: JSONLinesOutput(console: console)
            }
        output.began(scenarios: 1, seed: 1)
        output.ended(played)
        output.finished(RunReport([played], seed: 1, jobs: 1, milliseconds: 1), milliseconds: 1)
        let shown = String(decoding: written.withLock { $0 }, as: UTF8.self)
        #expect(!shown.isEmpty && isSafe(shown))
        let lines = shown.split(separator: "\n").map { $0.drop(while: \.isWhitespace) }
        for line in lines where line.hasPrefix("::") {
            #expect(
                format == .github
                    && ["::error file=", "::warning file=", "::notice file="].contains { line.hasPrefix($0) })
        }
        #expect(!lines.contains { $0.hasPrefix("ok 9") })
        if format != .github { #expect(!shown.contains("##[")) }
        if format == .jsonl {
            for line in lines {
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
            }
        }
    }

    @Test func `the files of a report hold nothing that a viewer would act on`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try RunReport([hostile(.fail)], seed: 1, jobs: 1, milliseconds: 1).write(to: folder)
        let junit = try String(contentsOfFile: "\(folder)/junit.xml", encoding: .utf8)
        #expect(isSafe(junit) && !junit.contains("]]>") && !junit.contains("<b>"))
        let page = try String(contentsOfFile: "\(folder)/report.html", encoding: .utf8)
        let own = page.unicodeScalars.filter { VisibleText.isUnseen($0) && $0 != "\n" && $0 != "\t" }
        #expect(own.isEmpty, "\(own.map(\.value))")
        #expect(!page.contains("<b> %"))
    }

    @Test func `an annotation cannot be broken out of`() {
        let line = GitHubOutput.annotation("error", path: "a,b:c.yaml", line: 3, title: "50%: x", "one\ntwo::error::")
        #expect(line == "::error file=a%2Cb%3Ac.yaml,line=3,title=50%25%3A x::one%0Atwo::error::")
        let outside = "one\ntwo"
        #expect(
            GitHubOutput.annotation("error", path: outside, line: 1, title: "\(outside)", "\(outside)")
                == "::error file=one\\ntwo,line=1,title=one\\ntwo::one\\ntwo")
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

    @Test func `a folder that is made later is watched, with what is in it already`() async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let watch = try FolderWatch([folder])
        var changes = watch.changes.makeAsyncIterator()
        let other = folder + "-other"
        try FileManager.default.createDirectory(atPath: "\(other)/deep", withIntermediateDirectories: true)
        try write("title: A", "\(other)/deep/a.yml")
        try FileManager.default.moveItem(atPath: other, toPath: "\(folder)/new")
        #expect(await changes.next() == ["\(folder)/new/deep/a.yml"])
        try write("title: B", "\(folder)/new/deep/b.YAML")
        #expect(await changes.next() == ["\(folder)/new/deep/b.YAML"])
        watch.end()
    }

    @Test func `a folder of presets that is made beside a file is watched, and a moved folder has its new name`()
        async throws
    {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: "\(folder)/one/deep", withIntermediateDirectories: true)
        try write("title: A", "\(folder)/one/a.yaml")
        let alone = try FolderWatch(["\(folder)/one/a.yaml"])
        var changes = alone.changes.makeAsyncIterator()
        let other = folder + "-presets"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try write("preset: empty", "\(other)/own.yaml")
        try FileManager.default.moveItem(atPath: other, toPath: "\(folder)/one/presets")
        #expect(await changes.next() == ["\(folder)/one/presets/own.yaml"])
        alone.end()
        let watch = try FolderWatch([folder])
        var moves = watch.changes.makeAsyncIterator()
        try FileManager.default.moveItem(atPath: "\(folder)/one", toPath: "\(folder)/two")
        #expect(await moves.next() == ["\(folder)/two/a.yaml", "\(folder)/two/presets/own.yaml"])
        try write("title: B", "\(folder)/two/deep/b.yaml")
        #expect(await moves.next() == ["\(folder)/two/deep/b.yaml"])
        watch.end()
    }

    @Test func `a preset and an extended file touch the files that stand on them, by whatever way`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let end = "\nsteps:\n  - clock.advance: 1s\n"
        try write("title: A\ngiven: { preset: registered }" + end, "\(folder)/a.yaml")
        try write("title: B\ngiven: { preset: empty }" + end, "\(folder)/b.yaml")
        try write("title: C\ngiven:\n  preset: [own]" + end, "\(folder)/c.yaml")
        try write("preset: connected\n", "\(folder)/presets/own.yaml")
        var files = Files()
        (files.paths, files.filter) = ([folder], nil)
        try write("title: D\nextends: c.yaml\n", "\(folder)/d.yaml")
        let suite = files.suite
        #expect(suite.isPlayable)
        func touched(_ paths: String...) -> [String] {
            suite.files(touchedBy: Set(paths)).map { String($0.dropFirst(folder.count + 1)) }
        }
        #expect(touched("\(folder)/presets/added.yaml") == ["a.yaml", "c.yaml", "d.yaml"])
        #expect(touched("\(folder)/presets/own.yaml") == ["c.yaml", "d.yaml"])
        #expect(touched("\(folder)/b.yaml", "/elsewhere/x.yaml") == ["b.yaml"])
        #expect(touched("\(folder)/c.yaml") == ["c.yaml", "d.yaml"])
    }
}
