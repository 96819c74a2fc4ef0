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
        do throws(FolderWatch.Unwatchable) {
            watch = try FolderWatch(files.roots)
        } catch {
            Console.errors.write(error: "\(error)")
            throw ExitStatus.environment
        }
        // Verdicts by scenario and mistakes by file: as many as there are, however long it goes on.
        var standing = Standing()
        let suite = files.suite
        await take(suite, of: suite.files, &standing)
        tell(standing, "watching \(suite.files.count) \(suite.files.count == 1 ? "file" : "files"), Ctrl-C ends it")
        let ending = Task { [end = watch.end] in
            await ends.first()
            end()
        }
        for await paths in watch.changes {
            // Nobody is left who could read on.
            if console.lost != nil { break }
            let suite = ScenarioSuite(paths: files.roots, only: Set(touched(by: paths)), vocabulary: files.vocabulary)
            standing.forget(paths.filter { !FileManager.default.fileExists(atPath: $0) })
            guard !suite.files.isEmpty else { continue }
            console.write("")
            console.write("\(paths.sorted().joined(separator: ", "))", .quiet)
            let mistakes = files.presetMistakes
            guard mistakes.isEmpty else {
                for mistake in mistakes { console.write(VisibleText(lines: mistake.description), .bad) }
                continue
            }
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

    /// The files to play after some were saved: those themselves, and all that stand on a preset among them.
    func touched(by paths: Set<String>) -> [String] {
        let presets = Set(paths.filter(Self.isPreset).map { Self.name(of: $0) })
        var wanted = paths.filter { !Self.isPreset($0) && FileManager.default.fileExists(atPath: $0) && isNamed($0) }
        if !presets.isEmpty {
            let all = PresetUse.closure(of: presets, in: files.vocabulary.presets)
            for file in files.suite.files {
                guard let data = FileManager.default.contents(atPath: file) else { continue }
                if !PresetUse.names(in: String(decoding: data, as: UTF8.self)).isDisjoint(with: all) {
                    wanted.insert(file)
                }
            }
        }
        return wanted.sorted()
    }

    /// Whether a file is among what was named: of a single file's folder the others are not.
    private func isNamed(_ path: String) -> Bool {
        files.roots.contains { root in
            path == root || path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
        }
    }

    private static func isPreset(_ path: String) -> Bool { path.split(separator: "/").dropLast().last == "presets" }

    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return ScenarioLoader.name(ofFile: file) ?? file
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

/// Which presets a text stands on.
enum PresetUse {
    /// The names after each `preset:`, one or a list.
    static func names(in text: String) -> Set<String> {
        var names: Set<String> = []
        for match in text.matches(of: /preset:\s*(\[[^\]]*\]|[A-Za-z0-9_-]+|(?:\n\s*-\s*[A-Za-z0-9_-]+)+)/) {
            names.formUnion(match.output.1.matches(of: /[A-Za-z0-9_][A-Za-z0-9_-]*/).map { String($0.output) })
        }
        return names
    }

    /// Some presets and all that stand on them.
    static func closure(of presets: Set<String>, in texts: [String: String]) -> Set<String> {
        var all = presets
        while true {
            let more = texts.filter { !all.contains($0.key) && !names(in: $0.value).isDisjoint(with: all) }
            if more.isEmpty { return all }
            all.formUnion(more.keys)
        }
    }
}
