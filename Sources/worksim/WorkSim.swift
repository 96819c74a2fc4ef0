import ArgumentParser
import Markup

/// The command.
@main
struct WorkSim: AsyncParsableCommand {
    /// The version of this program.
    static let release = "0.2.0"

    static let configuration = CommandConfiguration(
        commandName: "worksim",
        abstract: "Simulates an iManage Work server, and plays scenarios of connecting a document product to it.",
        discussion: ExitStatus.table,
        version: release,
        groupedSubcommands: [
            CommandGroup(name: "Demo", subcommands: [DemoCommand.self]),
            CommandGroup(
                name: "Scenario",
                subcommands: [
                    New.self, Run.self, Profiles.self, Lint.self, List.self, Show.self, Explain.self, Schema.self,
                    Shrink.self,
                    LSP.self,
                ]),
            CommandGroup(
                name: "Client test",
                subcommands: [Serve.self, Observe.self, Driver.self, OpenAPI.self, Differences.self, Certs.self]),
            CommandGroup(
                name: "Result",
                subcommands: [
                    Report.self, Merge.self, Compare.self, CoverageReport.self, SelftestCommand.self, RuleList.self,
                ]),
            CommandGroup(
                name: "Support",
                subcommands: [Sheet.self, CheckRegistration.self, Doctor.self, Diagnose.self, Redact.self]),
        ])

    /// Runs the command that the arguments name; output that was lost is an error even where nothing else is.
    static func main() async {
        ProcessSetup.prepare()
        var failure: (any Error)?
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            failure = error
        }
        let status = failure.map { exitCode(for: $0) } ?? .success
        if let lost = Console.standard.lost {
            Console.errors.write(error: "\(lost)")
            exit(withError: status == .success ? ExitStatus.environment : status)
        }
        exit(withError: failure)
    }
}
