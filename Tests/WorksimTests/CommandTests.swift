import ArgumentParser
import Foundation
import Testing
import WorkServer

@testable import worksim

@Suite struct `The command` {
    @Test func `run takes its options`() throws {
        let run = try #require(
            try WorkSim.parseAsRoot(["run", "A", "B", "--filter", "*403*", "--jobs", "3", "--seed", "9"]) as? Run)
        #expect(run.files.paths == ["A", "B"])
        #expect(run.files.filter == "*403*")
        #expect(run.jobs == 3)
        #expect(run.seed == 9)
    }

    @Test(arguments: [["run", "--jobs", "0"], ["serve", "--port", "70000"], ["demo", "--port", "70000"], ["fly"]])
    func `wrong usage ends with 64`(_ arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try WorkSim.parseAsRoot(arguments) }
        #expect(error.map { WorkSim.exitCode(for: $0).rawValue } == 64)
    }

    @Test func `the docs name each command and what it is for`() throws {
        let page = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/.docs/commands.md"
        let text = try String(contentsOfFile: page, encoding: .utf8)
        let commands = WorkSim.configuration.subcommands
        #expect(commands.count > 20)
        for command in commands {
            #expect(text.contains("worksim \(command._commandName)"), "\(command._commandName) is not in commands.md")
        }
    }

    @Test func `a path that is not there ends with 2`() {
        var files = Files()
        files.paths = ["/nowhere/at-all.yaml"]
        files.filter = nil
        #expect(throws: ExitStatus.invalid) { try files.playableSuite() }
    }

    @Test func `a served preset knows its users and its application`() throws {
        let served = try ServedFirm(preset: "registered")
        #expect(served.firm.users.contains { $0.id == "ADA" })
        #expect(served.firm.applications.count == 1)
        #expect(served.firm.libraries == ["ACTIVE", "ARCHIVE"])
    }

    @Test func `an unknown preset is told with the likeliest one`() {
        #expect(throws: ServingTrouble.self) { try ServedFirm(preset: "registred") }
    }
}
