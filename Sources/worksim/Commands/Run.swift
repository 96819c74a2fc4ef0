import ArgumentParser
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner
import Stage
import WorkTime

/// Plays scenarios.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play scenarios, and report which expectations were not met.",
        discussion: """
            With --client a program is tried in place of our own client; .docs/driver.md describes how it is driven. A \
            scenario that needs what the program does not offer is untested, which is neither passed nor failed; where \
            nothing else came out, the exit status is 1.

            With --profile the scenarios of a frozen set are played, the last line says whether the client conforms, and \
            the exit status is 0 where it does; --report then also writes conformance.json, conformance.html and \
            conformance.svg. .docs/profiles.md describes the profiles.
            """)

    @OptionGroup var files: Files

    @OptionGroup var like: LikeOption

    @Option(help: "A folder for report.html, results.json, timings.json and junit.xml.")
    var report: String?

    @Option(help: "Play the scenarios of a profile, such as core or core-1.0, and say whether the client conforms.")
    var profile: String?

    @OptionGroup var sharding: ShardOption

    @Option(help: "Where ids and secrets derive from; the same seed gives the same results.")
    var seed: UInt64 = 1

    @Option(help: "How many scenarios are played at a time; the results do not depend on it.")
    var jobs: Int = max(2, ProcessInfo.processInfo.activeProcessorCount)

    @Option(help: "text for people; tap (TAP 14), jsonl (JSON Lines, live) or github (annotations) for machines.")
    var format = RunFormat.text

    @Option(
        name: .customLong("repeat"),
        help: "Play everything so many times with the same seed, and tell which scenarios differ.")
    var times = 1

    @Option(
        help:
            "Play the scenarios with steps played together under so many orders, from --seed on; print the seed that fails."
    )
    var explore: Int?

    @Flag(
        name: [.customLong("steps"), .customLong("verbose")],
        help: "Name every scenario with its cost, and each of its steps with what came of it.")
    var steps = false

    @Flag(help: "Begin no scenario after a red one; those that are left out are counted as skipped.")
    var failFast = false

    @Flag(help: "Name the scenarios that would be played, and play none.")
    var list = false

    @Flag(help: "Go on: play again what a saved file touches, presets included, until Ctrl-C.")
    var watch = false

    @Option(help: "A command that starts a client to be tried, such as 'python3 my_driver.py'; one process a scenario.")
    var client: String?

    @Option(
        help:
            "The real time for a client's start and set-up, and for each request to one with a real clock, such as 60s."
    )
    var clientTimeout = "60s"

    func validate() throws {
        guard let limit = Duration(text: clientTimeout), limit > .zero, limit <= .seconds(86_400) else {
            throw ValidationError("--client-timeout takes a time such as 60s, at most 1d, not '\(clientTimeout)'")
        }
        guard client?.allSatisfy(\.isWhitespace) != true else {
            throw ValidationError("--client takes a command, such as 'python3 my_driver.py'")
        }
        guard profile == nil || (files.filter == nil && like.like == nil && !watch && times == 1 && !failFast) else {
            throw ValidationError(
                "--profile plays a whole set as it is: it goes with none of --filter, --like, --watch, --repeat and "
                    + "--fail-fast")
        }
        guard sharding.shard == nil || (profile == nil && explore == nil && !watch) else {
            throw ValidationError("--shard goes with none of --profile, --explore and --watch")
        }
        guard explore.map({ (1...100_000).contains($0) }) ?? true else {
            throw ValidationError("--explore takes a number from 1 to 100000")
        }
        guard explore == nil || (report == nil && profile == nil && !watch && times == 1 && format == .text) else {
            throw ValidationError("--explore goes with none of --report, --profile, --watch, --repeat and --format")
        }
        guard client == nil || !watch else { throw ValidationError("--watch does not go with --client") }
        guard jobs > 0 else { throw ValidationError("--jobs takes a number from 1") }
        guard (1...1_000).contains(times) else { throw ValidationError("--repeat takes a number from 1 to 1000") }
        guard !watch || (format == .text && times == 1 && report == nil && !list && like.like == nil) else {
            throw ValidationError("--watch goes with none of --format, --repeat, --report, --list and --like")
        }
    }

    func run() async throws {
        PlayingLimit.stages = jobs
        if watch {
            return try await Watcher(files: files, seed: seed, jobs: try DescriptorBudget().jobs(jobs), detail: detail)
                .run()
        }
        let readings = try like.readings()
        let suite = try files.playableSuite(
            otherwise: "No scenario was run. Fix the errors above or pass other files.")
        let trial = try profile.map { try ConformanceTrial($0, in: suite) }
        let written = try trial?.scenarios ?? files.matching(in: suite)
        let all = written.map { $0.adopting(readings) }
        let part = try sharding.part(of: all)
        let scenarios = part?.scenarios ?? all
        if list {
            for scenario in scenarios { Console.standard.write("\(scenario.id)  \(scenario.title)") }
            return
        }
        let jobs = try DescriptorBudget(withClient: client != nil).jobs(jobs)
        if let explore { return try await exploreOrders(of: scenarios, explore, jobs) }
        let folder = try report.map { try ReportFolder($0) }
        let clock = SystemClock()
        let start = clock.now
        let output = output(for: scenarios)
        output.began(scenarios: scenarios.count, seed: seed)
        let program = clientProgram
        var played = await play(scenarios, output, scenarioRun(jobs, program))
        if !readings.isEmpty {
            played = await explained(
                played, part == nil ? written : written.filter { one in scenarios.contains { $0.id == one.id } },
                ObservedCauses(readings, seed: seed))
        }
        let milliseconds = start.duration(to: clock.now) / .milliseconds(1)
        let sources = folder == nil ? SourceTexts.none : SourceTexts(of: scenarios)
        let report = RunReport(
            played, seed: seed, jobs: jobs, milliseconds: milliseconds, sources: sources,
            suite: ScenarioDigest(of: all).description, shard: part?.shard)
        // What came out is shown first, even where the report cannot be kept.
        output.finished(report, milliseconds: milliseconds)
        let conformance = trial?.result(of: played, by: program, seed: seed, date: clock.origin)
        try folder?.write(report, with: conformance)
        if let conformance {
            conformance.show(on: forPeople, isKept: folder != nil)
            if !conformance.conforms { throw ExitStatus.red }
            return
        }
        let isSteady = await repeats(scenarios, as: played, jobs)
        let isNothingTested = report.summary.untested > 0 && report.summary.pass + report.summary.known == 0
        if report.summary.red > 0 || isNothingTested || !isSteady { throw ExitStatus.red }
    }

    /// Plays scenarios with steps that are played together under several orders.
    private func exploreOrders(of scenarios: [Scenario], _ count: Int, _ jobs: Int) async throws {
        let racing = Exploration.racing(scenarios)
        guard !racing.isEmpty else {
            Console.errors.write(error: "--explore needs a scenario with 'together'; none of those named has it")
            throw ExitStatus.usage
        }
        let (last, isOver) = seed.addingReportingOverflow(UInt64(count - 1))
        guard !isOver else {
            Console.errors.write(error: "--seed \(String(seed)) leaves no room for \(count) seeds; take a smaller one")
            throw ExitStatus.usage
        }
        let program = clientProgram
        let exploration = await Exploration(racing, seeds: seed...last, jobs: jobs) {
            ScenarioPlayer(seed: $0, mutation: .none, client: program)
        }
        let options = client.map { [" --client '", $0, "'"].joined() } ?? ""
        exploration.show(on: .standard, plays: count, command: files.roots.joined(separator: " ") + options)
        if !exploration.failing.isEmpty { throw ExitStatus.red }
    }

    /// The program that is tried; nil for our own client.
    private var clientProgram: ClientProgram? {
        client.map { ClientProgram(command: $0, limit: Duration(text: clientTimeout) ?? .seconds(60)) }
    }

    private func scenarioRun(_ jobs: Int, _ program: ClientProgram?) -> ScenarioRun {
        guard let program else { return ScenarioRun(seed: seed, jobs: jobs, endsAtRed: failFast) }
        return ScenarioRun(
            seed: seed, jobs: jobs, endsAtRed: failFast, client: program, judgesDeedsAlone: profile != nil)
    }

    /// Where a line for people goes: a machine that reads the results gets none that is not in its form.
    private var forPeople: Console { format == .text || format == .github ? .standard : .errors }

    private var detail: TextOutput.Detail { steps ? .steps : .reds }

    private func output(for scenarios: [Scenario]) -> any RunOutput {
        let text = TextOutput(detail: detail, console: .standard)
        return switch format {
        case .text: text
        case .github: GitHubOutput(text: text)
        case .tap: TAPOutput(ids: scenarios.map(\.id), console: .standard)
        case .jsonl: JSONLinesOutput(console: .standard)
        }
    }

    private func play(
        _ scenarios: [Scenario], _ output: (any RunOutput)?, _ run: ScenarioRun
    ) async -> [ScenarioRun.Played] {
        // Machines read the standard output: the line that changes goes where a person may watch.
        let progress = Progress(total: scenarios.count, console: format == .text ? .standard : .errors)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await progress.tick() }
            let played = await run.play(scenarios) {
                progress.note($0)
                output?.ended($0)
            }
            group.cancelAll()
            await group.waitForAll()
            return played
        }
    }

    /// The results, each failing one with the observed readings that make it fail.
    private func explained(
        _ played: [ScenarioRun.Played], _ scenarios: [Scenario], _ causes: ObservedCauses
    ) async -> [ScenarioRun.Played] {
        var explained: [ScenarioRun.Played] = []
        for (one, scenario) in zip(played, scenarios) {
            let result = await causes.explained(one.result, of: scenario)
            explained.append(ScenarioRun.Played(result: result, milliseconds: one.milliseconds))
        }
        return explained
    }

    /// Plays everything again, and tells where a play parts from the first; returns whether none does.
    private func repeats(_ scenarios: [Scenario], as first: [ScenarioRun.Played], _ jobs: Int) async -> Bool {
        var partings: [String: Int] = [:]
        let console = forPeople
        for time in 2..<(times + 1) {
            let played = await play(scenarios, nil, scenarioRun(jobs, clientProgram))
            for (one, other) in zip(first, played)
            where one.result.reason != other.result.reason || other.result.verdict != .skip {
                guard let parting = RunComparison.parting(one.result, other.result) else { continue }
                let known = partings[parting.scenario]
                partings[parting.scenario, default: 0] += 1
                if known == nil {
                    let lines = parting.lines.map { VisibleText(lines: $0) }
                    console.write(["play \(time): " + lines[0]] + lines.dropFirst(), first: .bad)
                }
            }
        }
        guard times > 1 else { return true }
        for (id, count) in partings.sorted(by: { $0.key < $1.key }) {
            console.write("flaky: \(id): \(count) of \(times - 1) repeats differ from the first play", .bad)
        }
        console.write(
            partings.isEmpty
                ? "\(times) plays: every scenario came out the same, to the byte"
                : "\(times) plays: \(partings.count) of \(scenarios.count) scenarios did not always come out the same",
            partings.isEmpty ? .good : .bad)
        return partings.isEmpty
    }
}
