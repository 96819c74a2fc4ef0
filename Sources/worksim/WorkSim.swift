import ArgumentParser

/// The command.
@main
struct WorkSim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worksim",
        abstract: "Plays scenarios in which a document product connects to a stand-in iManage Work Server.",
        discussion: """
            Exit status: 0 nothing red; 1 something is red; 2 a file is invalid or unreadable; 3 the environment failed; \
            64 wrong usage, or nothing matched.
            """,
        version: "0.1.0",
        subcommands: [
            Run.self, Report.self, Compare.self, Shrink.self, New.self, Lint.self, List.self, Show.self, Explain.self,
            RuleList.self, Schema.self, CoverageReport.self, Sheet.self, CheckRegistration.self, Serve.self,
            OpenAPI.self, Certs.self, Doctor.self, Diagnose.self, Redact.self, DemoCommand.self,
        ])
}
