import ArgumentParser
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner
import Selftest
import Stage

/// Holds the scenarios against wrong parties.
struct SelftestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "selftest",
        abstract: "Hold scenarios against wrong servers and clients: each of them has to be noticed.",
        discussion: """
            Each wrong party replaces one thing of the right one; its row names the guilty side, what is replaced, the \
            scenarios that have to fail, and whom they blame. Ends with 1 where a wrong party is not noticed, or where \
            fewer than 95 of 100 failures are blamed on the guilty side. With --matrix it ends with 1 where a must scenario \
            of a profile notices no wrong client.
            """)

    @OptionGroup var files: SelftestFiles

    @Option(help: "Only wrong parties, and readings, whose name has this text in it.")
    var only: String?

    @Flag(help: "Also force each reading that is not the usual one over the scenarios that do not choose it.")
    var readings = false

    @Flag(
        help:
            "Instead, play each must scenario of the profiles with every wrong client, and print which of them it notices."
    )
    var matrix = false

    @Flag(help: "Name the wrong parties with what they replace and the scenarios that have to fail, and play none.")
    var list = false

    @Option(help: "How many scenarios are played at a time; no result depends on it.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard jobs > 0 else { throw ValidationError("--jobs takes a number from 1") }
    }

    func run() async throws {
        let mutants = Mutant.all.filter { isChosen($0.name) }
        let forced = readings ? ReadingTrials.readings(of: .all).filter { isChosen($0.description) } : []
        guard !mutants.isEmpty || !forced.isEmpty else {
            Console.errors.write(error: "no wrong party has '\(only ?? "")' in its name; --list names them all")
            throw ExitStatus.usage
        }
        if list { return tell(mutants) }
        PlayingLimit.stages = jobs
        let suite = try files.all.playableSuite(
            otherwise: "Nothing was tried. Fix the errors above or pass other files.")
        if matrix { return try await showMatrix(of: mutants, over: suite) }
        var hasPassed = mutants.isEmpty ? true : try await tryParties(mutants, over: suite)
        if !forced.isEmpty, try await !forceReadings(forced, over: suite) { hasPassed = false }
        if !hasPassed { throw ExitStatus.red }
    }

    private func isChosen(_ name: String) -> Bool {
        only.map { name.lowercased().contains($0.lowercased()) } ?? true
    }

    /// Returns whether each wrong party is noticed, and enough failures are blamed rightly.
    private func tryParties(_ mutants: [Mutant], over suite: ScenarioSuite) async throws -> Bool {
        let test = await Selftest(mutants, of: suite, jobs: try DescriptorBudget().jobs(jobs))
        for line in test.matrix {
            Console.standard.write(VisibleText(lines: line), line.hasPrefix("  NOT NOTICED") ? .bad : .plain)
        }
        Console.standard.write("")
        for line in test.summary { Console.standard.write(VisibleText(lines: line), test.hasPassed ? .good : .bad) }
        return test.hasPassed
    }

    private func tell(_ mutants: [Mutant]) {
        for mutant in mutants {
            Console.standard.write(
                "\(mutant.side.rawValue), \(mutant.replaces): \(mutant.name)  \(mutant.fails.joined(separator: " "))")
        }
    }

    /// Returns whether every reading is noticed, but for those of which it is known that they cannot be.
    private func forceReadings(_ forced: [ReadingTrials.Reading], over suite: ScenarioSuite) async throws -> Bool {
        let trials = await ReadingTrials(forced, of: suite.matching(nil), jobs: try DescriptorBudget().jobs(jobs)) {
            Self.tell($0)
        }
        let unnoticed = trials.unnoticed.count
        Console.standard.write(
            "\(forced.count - unnoticed) of \(forced.count) readings noticed where they are forced; "
                + "\(trials.trials.count { $0.noticedBy == nil && $0.isExplained }) are known to have no effect there",
            trials.hasPassed ? .good : .bad)
        return trials.hasPassed
    }

    /// Says what came of a reading, as soon as it is known.
    private static func tell(_ trial: ReadingTrials.Trial) {
        let seen =
            if let scenario = trial.noticedBy {
                "noticed by \(scenario)" + (trial.reason == nil ? "" : ", although it is said to have no effect")
            } else {
                "noticed by none of the \(trial.asking) that ask it" + (trial.reason.map { ": \($0)" } ?? "")
            }
        Console.standard.write("reading \(trial.reading.description): \(seen)", trial.isExplained ? .plain : .bad)
    }

    /// Prints which wrong clients the must scenarios of the profiles notice.
    private func showMatrix(of mutants: [Mutant], over suite: ScenarioSuite) async throws {
        let ids = Set(Profile.all.flatMap(\.must.keys))
        let scenarios = suite.scenarios.filter { ids.contains($0.id) }
        let parties = mutants.filter { $0.side == .client }
        let matrix = await ProfileMatrix(scenarios, with: parties, jobs: try DescriptorBudget().jobs(jobs))
        for line in matrix.lines { Console.standard.write("\(line)", line.hasSuffix("CLIENT") ? .bad : .plain) }
        let (count, blind) = (matrix.rows.count, matrix.blind.count)
        Console.standard.write(
            "\(count - blind) of \(count) must scenarios notice at least one of \(parties.count) wrong clients",
            blind == 0 ? .good : .bad)
        if blind > 0 { throw ExitStatus.red }
    }
}

/// The scenarios that a self-test plays.
struct SelftestFiles: ParsableArguments {
    @Argument(help: "Scenario files and folders; Scenarios if none is named.")
    var paths: [String] = []

    /// The files as other commands read them.
    var all: Files {
        var files = Files()
        files.paths = paths
        files.filter = nil
        return files
    }
}
