import ArgumentParser
import Markup
import ScenarioRunner
import Stage

/// Offers the client of this package as a driver.
struct Driver: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Offer our own client to `worksim run --client`, by JSON Lines on the standard input and output.",
        discussion: """
            `worksim run --client "worksim driver"` gives the verdicts of `worksim run`. The protocol is described in \
            .docs/driver.md; --schema prints the JSON Schema of its lines.
            """)

    @Flag(help: "Print the JSON Schema of the lines that a runner and a driver write.")
    var schema = false

    func run() throws {
        if schema { return Console.standard.write(document: DriverSchema.text) }
        do {
            try DriverProgram.run()
        } catch let failure as DriverFailure {
            Console.errors.write(error: "\(failure.description)")
            throw ExitStatus.invalid
        }
    }
}
