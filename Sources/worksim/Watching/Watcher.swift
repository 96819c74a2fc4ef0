import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner
import WorkTime

/// Plays scenarios, and again whatever a saved file touches.
struct Watcher {
    let files: Files
    let seed: UInt64
    let jobs: Int
    let detail: TextOutput.Detail
    private let console = Console.standard

    init(files: Files, seed: UInt64, jobs: Int, detail: TextOutput.Detail) {
        self.files = files
        self.seed = seed
        self.jobs = jobs
        self.detail = detail
    }

    /// Goes on until a signal ends it.
    ///
    /// - Throws: status 3 where nothing can be watched.
    func run() async throws {
        let ends = EndSignals()
        let watch: FolderWatch
        let suite = files.suite
        do throws(FolderWatch.Unwatchable) {
            watch = try FolderWatch(files.roots, beside: suite.furtherFolders)
        } catch {
            Console.errors.write(error: "\(error)")
            throw ExitStatus.environment
        }
        // Verdicts by scenario and mistakes by file: as many as there are, however long it goes on.
        var standing = Standing()
        await take(suite, of: suite.files, &standing)
        tell(standing, "watching \(suite.files.count) \(suite.files.count == 1 ? "file" : "files"), Ctrl-C ends it")
        let ending = Task { [end = watch.end] in
            await ends.first()
            end()
        }
        for await paths in watch.changes {
            // Nobody is left who could read on.
            if console.lost != nil { break }
            let suite = ScenarioSuite(paths: files.roots, only: Set(files.suite.files(touchedBy: paths)))
            standing.forget(paths.filter { !FileManager.default.fileExists(atPath: $0) })
            guard !suite.files.isEmpty else { continue }
            console.write("")
            console.write("\(paths.sorted().joined(separator: ", "))", .quiet)
            await take(suite, of: suite.files, &standing)
            tell(standing, nil)
        }
        guard console.lost == nil else { return }
        await ending.value
    }

    /// Plays what is well-formed, tells what is not.
    private func take(_ suite: ScenarioSuite, of paths: [String], _ standing: inout Standing) async {
        for diagnostic in suite.diagnostics {
            console.write(VisibleText(lines: diagnostic.description), diagnostic.severity == .error ? .bad : .plain)
        }
        for problem in suite.unreadable { console.write(error: "\(problem)") }
        for note in suite.passedOver { console.write("note: \(note)") }
        standing.forget(Set(paths))
        for path in suite.diagnostics.filter({ $0.severity == .error }).map(\.path) { standing.broken.insert(path) }
        let scenarios = suite.matching(files.filter)
        let isAlone = paths.count == 1
        let output = TextOutput(detail: isAlone && detail == .reds ? .scenarios : detail, console: console)
        let played = await ScenarioRun(seed: seed, jobs: jobs).play(scenarios) { output.ended($0) }
        for one in played {
            standing.verdicts[one.result.path, default: [:]][one.result.id] = one.result.verdict
            if one.result.verdict.isRed { console.write(RedStory(one.result).lines, first: .bad) }
        }
    }

    private func tell(_ standing: Standing, _ more: String?) {
        let verdicts = standing.verdicts.values.flatMap(\.values)
        let red = verdicts.count(where: \.isRed)
        let passed = verdicts.count { $0 == .pass }
        var parts = ["\(verdicts.count) \(verdicts.count == 1 ? "scenario" : "scenarios"): \(passed) passed"]
        if red > 0 { parts.append("\(red) red") }
        if verdicts.count > passed + red { parts.append("\(verdicts.count - passed - red) known or skipped") }
        if !standing.broken.isEmpty {
            parts.append("\(standing.broken.count) \(standing.broken.count == 1 ? "file is" : "files are") invalid")
        }
        let line = parts.joined(separator: ", ") + (more.map { "; \($0)" } ?? "")
        console.write("\(line)", red > 0 || !standing.broken.isEmpty ? .bad : .good)
    }

    /// How everything stands.
    private struct Standing {
        var verdicts: [String: [String: Verdict]] = [:]
        var broken: Set<String> = []

        mutating func forget(_ paths: Set<String>) {
            for path in paths { verdicts[path] = nil }
            broken.subtract(paths)
        }
    }
}
