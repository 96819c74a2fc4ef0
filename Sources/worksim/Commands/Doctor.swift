import ArgumentParser
import Foundation
import IntegrationClient
import Markup
import ScenarioRunner
import Secrets
import WorkTime

/// Looks at a work server.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Check a work server, real or simulated, in the order of the article's steps; changes nothing there.",
        discussion: """
            A dozen requests at most. A Client Secret is taken from WORKSIM_CLIENT_SECRET, or asked for with --ask-secret, \
            and never from the command line. Exit status: 0 nothing failed, 1 something failed, 64 wrong usage.
            """)

    @Argument(help: "The work server URL as it would be entered in Office & Dragons.")
    var url: String?

    @Option(name: .customLong("client-id"), help: "The API Key / Client ID that was registered.")
    var clientID: String?

    @Option(help: "The Redirect URL that was registered; without it, that of the deployment.")
    var redirect: String?

    @OptionGroup var deployment: DeploymentOption

    @Flag(help: "Ask for the Client Secret, unseen, and try it with one request for a token.")
    var askSecret = false

    @Option(help: "Certificates in PEM that are trusted instead of this machine's own.")
    var ca: String?

    @Option(help: "HOST:PORT:ADDRESS lets a name lead to an address, as curl's; may be given again.")
    var resolve: [String] = []

    @Option(help: "Time for each exchange, such as 10s.")
    var timeout = "10s"

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "A file to write the report for support into.")
    var report: String?

    @Flag(help: "Look again until nothing fails, while a change spreads.")
    var untilOk = false

    @Option(help: "With --until-ok: the time between two looks.")
    var every = "30s"

    @Option(help: "With --until-ok: the time after which to give up.")
    var `for` = "4h"

    @Option(
        parsing: .upToNextOption,
        help: "Two results of --json, the one from inside the firm first: says where they part and what that means.")
    var merge: [String] = []

    @Option(help: "Print the first four checks as a script, powershell or sh, for a machine without WorkSim.")
    var script: String?

    @Option(help: .hidden)
    var clientSecret: String?

    func validate() throws {
        guard clientSecret == nil else {
            throw ValidationError(
                "a secret does not belong on a command line, where other users of the machine and the shell's history see "
                    + "it: set WORKSIM_CLIENT_SECRET, or give --ask-secret")
        }
        guard merge.isEmpty == (url != nil), merge.isEmpty || merge.count == 2 else {
            throw ValidationError("name one work server URL, or --merge INSIDE.json OUTSIDE.json")
        }
        for (name, text) in [("--timeout", timeout), ("--every", every), ("--for", self.for)] {
            guard let time = Duration(text: text), time > .zero, time <= .seconds(30 * 86_400) else {
                throw ValidationError("\(name) takes a time such as 10s or 5m, at most 30d, not '\(text)'")
            }
        }
        guard script.map({ DoctorScript.Language(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("--script takes powershell or sh")
        }
        for text in resolve where DoctorNetwork.Override(text) == nil {
            throw ValidationError("--resolve takes HOST:PORT:ADDRESS, such as work.example.com:443:203.0.113.5")
        }
    }

    func run() async throws {
        if !merge.isEmpty { return try join() }
        if let language = script.flatMap({ DoctorScript.Language(rawValue: $0) }) { return try printScript(language) }
        let options = try options()
        let doctor = ConnectionDoctor(options)
        let report = untilOk ? try await watched(doctor) : await doctor.examine(url ?? "")
        try show(report, options)
        if !report.isHealthy { throw ExitStatus.red }
    }

    // MARK: What is given

    private var overrides: [DoctorNetwork.Override] { resolve.compactMap { DoctorNetwork.Override($0) } }

    private func time(_ text: String) -> Duration { Duration(text: text) ?? .seconds(10) }

    private func options() throws -> ConnectionDoctor.Options {
        ConnectionDoctor.Options(
            network: DoctorNetwork(
                overrides: overrides, rootsPEM: try ca.map { [try Self.certificates(in: $0)] } ?? []),
            clientID: clientID, redirectURL: redirect ?? deployment.value.redirectURL, clientSecret: try secret(),
            timeout: time(timeout))
    }

    private static func certificates(in file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file),
            let text = String(validating: data, as: UTF8.self), text.contains("-----BEGIN CERTIFICATE-----")
        else {
            Console.errors.write("error: --ca \(file): there are no certificates in PEM that can be read", .bad)
            throw ExitStatus.usage
        }
        return text
    }

    private func secret() throws -> Secret? {
        if let secret = ProcessInfo.processInfo.environment["WORKSIM_CLIENT_SECRET"], !secret.isEmpty {
            return Secret(secret)
        }
        guard askSecret else { return nil }
        guard let typed = getpass("Client Secret: ") else {
            Console.errors.write("error: there is no terminal to ask at: set WORKSIM_CLIENT_SECRET", .bad)
            throw ExitStatus.usage
        }
        return Secret(String(cString: typed))
    }

    // MARK: What is shown

    private func watched(_ doctor: ConnectionDoctor) async throws -> DoctorReport {
        let watch = DoctorWatch(every: time(every), limit: time(self.for), clock: SystemClock())
        return try await watch.run {
            await doctor.examine(url ?? "")
        } note: { report, left in
            let failed = report.firstFailed.map { "\($0.id): \($0.seen)" } ?? "nothing fails"
            Console.errors.write("\(report.made)  \(failed) (looking on for \(left.text))", .quiet)
        }
    }

    private func show(_ report: DoctorReport, _ options: ConnectionDoctor.Options) throws {
        if json {
            try Console.standard.write(json: report)
        } else {
            for line in report.lines {
                let tone: Console.Tone =
                    line.state == .passed ? .good : line.state == .failed ? .bad : .quiet
                Console.standard.write(line.text.map { VisibleText(lines: $0) }, first: tone)
            }
        }
        guard let file = self.report else { return }
        let text = VisibleText(lines: report.supportText(clientID: clientID, redirectURL: options.redirectURL))
        do throws(MachineError) {
            try WholeFile.write(Data(text.description.utf8), to: file)
        } catch {
            throw error.renamed("the report cannot be written to '\(file)'").told
        }
        Console.errors.write("The report for support is in \(file); read it before you send it.", .quiet)
    }

    private func printScript(_ language: DoctorScript.Language) throws {
        do throws(DoctorScript.Unreadable) {
            let script = try DoctorScript(
                url: url ?? "", timeout: time(timeout), overrides: overrides, certificateFile: ca)
            Console.standard.write(document: script.text(language) + "\n")
        } catch {
            Console.errors.write("error: \(error)", .bad)
            throw ExitStatus.usage
        }
    }

    private func join() throws {
        let looks = try merge.map { file in
            guard let data = FileManager.default.contents(atPath: file),
                let report = try? JSONDecoder().decode(DoctorReport.self, from: data), report.schema == 1
            else {
                Console.errors.write("error: \(file) holds no result of worksim doctor --json", .bad)
                throw ExitStatus.invalid
            }
            return report
        }
        let joined = DoctorComparison(inside: looks[0], outside: looks[1])
        if json {
            try Console.standard.write(json: joined)
        } else {
            Console.standard.write(joined.lines.map { VisibleText(lines: $0) }, first: .plain)
        }
        if !joined.isHealthy { throw ExitStatus.red }
    }
}
