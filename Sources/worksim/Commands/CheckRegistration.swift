import ArgumentParser
import Foundation
import IntegrationClient

/// Compares a registration with the sheet.
struct CheckRegistration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-registration",
        abstract: "Compare a registration, exported from Control Center as JSON, with what O&D needs, line by line.",
        discussion: "Ends with 0 where all is as on the sheet, with 1 where something departs from it.")

    @Argument(help: "The exported registration, as JSON; - reads it from the standard input.")
    var file: String

    @OptionGroup var deployment: DeploymentOption

    @Flag(help: "Print JSON.")
    var json = false

    private struct Findings: Encodable {
        let schema = 1
        let deviations: [RegistrationComparison.Deviation]
    }

    func run() throws {
        let data =
            file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
        guard let data else {
            Console.errors.write("error: \(file) cannot be read", .bad)
            throw ExitStatus.invalid
        }
        let fields: [String: String]
        do throws(RegistrationComparison.Unreadable) {
            fields = try RegistrationComparison.fields(reading: data)
        } catch {
            Console.errors.write("error: \(file): \(error)", .bad)
            throw ExitStatus.invalid
        }
        let comparison = RegistrationComparison(of: fields, with: deployment.value.registrationSheet)
        if json {
            try Console.standard.write(json: Findings(deviations: comparison.deviations))
        } else {
            Console.standard.write(comparison.text, comparison.deviations.isEmpty ? .good : .plain)
        }
        if !comparison.deviations.isEmpty { throw ExitStatus.red }
    }
}
