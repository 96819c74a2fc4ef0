import Foundation
import ScenarioLanguage
import ScenarioRunner
import Stage
import Testing

/// Scenarios with a client in a process of its own.
@Suite struct `A client in a process of its own` {
    private static let program =
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("worksim").path
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    private static let suite = ScenarioSuite(paths: ["\(root)/Scenarios"])

    private static let hello =
        #"{"type":"hello","protocol":1,"name":"small","operations":["client.status"],"clock":"virtual","callback":"handed"}"#

    /// Plays scenarios with a command in place of our own client.
    private func play(
        _ pattern: String, _ command: String, limit: Duration = .seconds(600)
    ) async -> [ScenarioResult] {
        let run = ScenarioRun(jobs: 2, client: ClientProgram(command: command, limit: limit))
        return await run.play(Self.suite.matching(pattern)).map(\.result)
    }

    @Test(arguments: [
        "6-login/*", "3-network/*", "9-transport/*", "4-settings/*",
    ])
    func `that is our own leads to the same results, to the byte`(_ pattern: String) async throws {
        let scenarios = Self.suite.matching(pattern)
        let chosen = scenarios.enumerated().filter { $0.offset.isMultiple(of: max(1, scenarios.count / 6)) }.map(
            \.element)
        #expect(chosen.count > 3)
        // A day: the limit ends a client that never starts, and decides nothing here.
        let run = ScenarioRun(
            jobs: 2, client: ClientProgram(command: "'\(Self.program)' driver", limit: .seconds(86_400)))
        let (apart, within) = (await run.play(chosen), await ScenarioRun(jobs: 2).play(chosen))
        for (one, other) in zip(apart, within) {
            let parting = RunComparison.parting(one.result, other.result)
            #expect(parting == nil, "\(parting?.lines ?? [])")
        }
    }

    @Test(arguments: [
        ("exit 3", "exit status 3"), ("echo out of order >&2; exit 1", "out of order"),
        ("echo not JSON", "it is not JSON"), ("head -c 2000000 /dev/zero | tr '\\0' x; sleep 100", "more than 1 MiB"),
        (
            "echo '\(hello.replacing("\"clock\"", with: "\"concurent\":true,\"clock\""))'; read end",
            "no key 'concurent'; did you mean 'concurrent'?"
        ),
        (
            "echo '\(hello.replacing("client.status", with: "user.logg_in"))'; read end",
            "'operations[0]' takes no 'user.logg_in'"
        ),
        (
            "echo '\(hello.replacing("\"handed\"", with: "\"http\""))'; read end",
            "'callback' takes no 'http'"
        ),
        ("echo '\(hello)'; read begin; echo '{\"type\":\"begun\",\"toruble\":\"x\"}'; read end", "no key 'toruble'"),
        ("echo '{\"type\":\"begun\"}'; exit 0", "before it was asked to"),
        ("echo '\(hello)'; read begin; echo '{\"type\":\"begun\",\"trouble\":\"no room\"}'; read end", "no room"),
        ("echo '\(hello)'; read begin; echo '{\"type\":\"give\"}'; read end", "although nothing of it was under way"),
        ("echo '\(hello)'; read begin; echo '{\"type\":\"answer\",\"id\":9,\"outcome\":{}}'; read end", "request 9"),
    ])
    func `that breaks the protocol is to blame, and the others go on`(_ command: String, _ words: String) async {
        let results = await play("6-login/two-tabs", command) + [await ScenarioPlayer().play(Self.suite.scenarios[0])]
        #expect(results.count > 1 && results.last?.verdict == .pass)
        for result in results.dropLast() {
            #expect(result.verdict == .error && result.blame == .client)
            #expect(result.reason?.contains(words) == true, "\(result.reason ?? "no reason")")
        }
    }

    @Test func `that never answers is to blame, and its process ends`() async {
        let mark = "worksim-\(ProcessInfo.processInfo.processIdentifier)-endless"
        // It never says 'hello', so that no clock is agreed on yet and any limit leads to this verdict, on any machine.
        let results = await play("6-login/two-tabs", "sh -c 'while :; do sleep 60; done' \(mark)", limit: .seconds(1))
        #expect(results.map(\.verdict) == [.error] && results.map(\.blame) == [.client])
        #expect(results.first?.reason?.contains("within 1s of real time (--client-timeout)") == true)
        let listing = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let lines = listing.compactMap { try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8) }
        #expect(!lines.contains { $0.contains(mark) })
    }

    @Test func `that does not offer what a scenario needs leaves it untested`() async {
        let status = #"{"status":{"servers":{"main":"validated"},"sessions":{},"attempts":0}}"#
        let command = """
            echo '\(Self.hello)'; read begin; echo '{"type":"begun"}'
            i=0; while read line; do
                case "$line" in *'"request"'*) i=$((i+1)); echo '{"type":"answer","id":'$i',"outcome":{"reply":\(status)}}';; esac
            done
            """
        let results = await play("6-login/two-tabs", command)
        #expect(!results.isEmpty)
        for result in results {
            #expect(result.verdict == .untested && result.blame == nil, "\(result.reason ?? "")")
            #expect(result.reason?.contains("does not offer user.begin_log_in") == true, "\(result.reason ?? "")")
        }
        let report = RunReport(
            results.map { ScenarioRun.Played(result: $0, milliseconds: 1) }, seed: 1, jobs: 1, milliseconds: 1)
        #expect(report.summary.untested == results.count && report.summary.pass == 0 && report.summary.red == 0)
        #expect(report.summary.text.contains("\(results.count) untested"))
    }

    @Test func `that has a connection to another machine fails, and is to blame`() async throws {
        // A datagram socket is connected without a packet being sent.
        let status = #"{"status":{"servers":{"main":"validated"},"sessions":{},"attempts":0}}"#
        let script = """
            exec 9<>/dev/udp/192.0.2.1/9 || exit 7
            echo '\(Self.hello)'; read begin; echo '{"type":"begun"}'
            i=0; while read line; do
                case "$line" in *'"request"'*) i=$((i+1)); echo '{"type":"answer","id":'$i',"outcome":{"reply":\(status)}}';; esac
            done
            """
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("outside-\(UUID().uuidString).sh")
        try script.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let results = await play("6-login/two-tabs", "bash '\(file.path)'")
        // Where the machine has no way to any other one, no client has.
        guard results.first?.reason?.contains("exit status 7") != true else { return }
        #expect(results.map(\.verdict) == [.fail] && results.map(\.blame) == [.client])
        let finding = results.first?.findings.first { $0.check == "the client stays on the loopback" }
        #expect(finding?.detail == "the client's process has a connection to 192.0.2.1")
    }
}
