import ArgumentParser
import Foundation
import ScenarioLanguage
import ScenarioRunner
import WorkTime

/// Plays scenarios.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Play scenarios and judge them.")

    @OptionGroup var files: Files

    @Option(help: "A folder for report.html, results.json, timings.json and junit.xml.")
    var report: String?

    @Option(help: "Where ids and secrets derive from; the same seed gives the same results.")
    var seed: UInt64 = 1

    @Option(help: "How many scenarios are played at a time.")
    var jobs: Int = max(2, ProcessInfo.processInfo.activeProcessorCount)

    @Flag(help: "Name every scenario with its cost.")
    var verbose = false

    func validate() throws {
        guard jobs > 0 else { throw ValidationError("--jobs takes a number from 1") }
    }

    func run() async throws {
        let scenarios = try files.matching(in: try files.playableSuite())
        try prepareReport()
        let clock = SystemClock()
        let start = clock.now
        let played = await play(scenarios)
        let milliseconds = start.duration(to: clock.now) / .milliseconds(1)
        let report = RunReport(played, seed: seed, jobs: jobs, milliseconds: milliseconds)
        try write(report)
        tell(report, milliseconds)
        if report.summary.red > 0 { throw ExitStatus.red }
    }

    private func play(_ scenarios: [Scenario]) async -> [ScenarioRun.Played] {
        let progress = Progress(total: scenarios.count, isVerbose: verbose, console: .standard)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await progress.tick() }
            let played = await ScenarioRun(seed: seed, jobs: jobs).play(scenarios) { progress.note($0) }
            group.cancelAll()
            return played
        }
    }

    /// A report that cannot be written is told before anything is played.
    private func prepareReport() throws {
        guard let report else { return }
        var isFolder: ObjCBool = false
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: report, withIntermediateDirectories: true)
        } catch {
            throw unwritable(report)
        }
        guard files.fileExists(atPath: report, isDirectory: &isFolder), isFolder.boolValue,
            files.isWritableFile(atPath: report)
        else { throw unwritable(report) }
    }

    private func write(_ report: RunReport) throws {
        guard let folder = self.report else { return }
        do {
            try report.write(to: folder)
        } catch {
            throw unwritable(folder)
        }
    }

    private func unwritable(_ folder: String) -> ExitCode {
        Console.errors.write(
            "error: no report can be written to '\(folder)': name a folder that can be made and written to", .bad)
        return ExitStatus.environment
    }

    private func tell(_ report: RunReport, _ milliseconds: Double) {
        let console = Console.standard
        for played in report.played where played.result.verdict.isRed {
            console.write("")
            for (index, line) in RedStory(played.result).lines.enumerated() {
                console.write(line, index == 0 ? .bad : .plain)
            }
        }
        for played in report.played where played.result.verdict == .known {
            console.write("known: \(played.result.id): \(played.result.reason ?? "")")
        }
        for played in report.played {
            for step in played.result.steps {
                for warning in step.warnings {
                    console.write(
                        "warning: \(played.result.path):\(step.line): \(warning.what) should be \(warning.expected), is \(warning.seen)"
                    )
                }
            }
        }
        let summary = report.summary
        let seconds = String(format: "%.1f", milliseconds / 1000)
        if summary.red > 0 { console.write("") }
        console.write(
            "\(summary.text); \(seconds) s",
            summary.red > 0 ? .bad : .good)
    }
}
