import ArgumentParser
import Markup

/// The command.
@main
struct WorkSim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worksim",
        abstract: "Plays scenarios in which a document product connects to a stand-in iManage Work Server.",
        discussion: ExitStatus.table,
        version: "0.1.0",
        subcommands: [
            Run.self, Report.self, Compare.self, Shrink.self, New.self, Lint.self, List.self, Show.self, Explain.self,
            RuleList.self, Schema.self, CoverageReport.self, Sheet.self, CheckRegistration.self, Serve.self,
            OpenAPI.self, Differences.self, Certs.self, Doctor.self, Diagnose.self, Redact.self, DemoCommand.self,
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
