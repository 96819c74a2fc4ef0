import ArgumentParser
import Foundation
import IntegrationClient
import Markup
import Yams

/// Compares a registration with the sheet.
struct CheckRegistration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-registration",
        abstract: "Compare a registration with what O&D needs, line by line.",
        discussion: """
            Reads Control Center's export (JSON), the answer of GET …/customers/{id}/apps, a manifest.yaml, or lines \
            'Label: value' as they stand in Control Center, with older or newer labels.

            Exits with 0 if all that is stated matches the sheet, with 1 if a field differs, with 2 if the input is no \
            registration.
            """)

    @Argument(help: "The registration; - reads the standard input.")
    var file: String

    @OptionGroup var deployment: DeploymentOption

    @Flag(help: "Print JSON.")
    var json = false

    private struct Findings: Encodable {
        let schema = 1
        let form: RegistrationReading.Form
        let deviations: [RegistrationComparison.Deviation]
        let notStated: [String]
        let notCompared: [String]
    }

    func run() throws {
        let data =
            file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
        guard let data else {
            Console.errors.write("error: \(file) cannot be read", .bad)
            throw ExitStatus.invalid
        }
        let sheet = deployment.value.registrationSheet
        let reading: RegistrationReading
        do throws(RegistrationReading.Unreadable) {
            reading = try RegistrationReading(data, clientID: sheet.clientID, yaml: Self.pairs)
        } catch {
            Console.errors.write("error: \(file): \(error)", .bad)
            throw ExitStatus.invalid
        }
        let comparison = RegistrationComparison(of: reading.fields, with: sheet, isComplete: reading.isComplete)
        if json {
            try Console.standard.write(
                json: Findings(
                    form: reading.form, deviations: comparison.deviations, notStated: comparison.notStated,
                    notCompared: reading.otherKeys))
        } else {
            Console.standard.write("Read as \(reading.form.words).")
            Console.standard.write(
                VisibleText(lines: comparison.text), comparison.deviations.isEmpty ? .good : .plain)
            if !reading.otherKeys.isEmpty {
                Console.standard.write("Not compared: \(reading.otherKeys.joined(separator: ", "))")
            }
        }
        if !comparison.deviations.isEmpty { throw ExitStatus.red }
    }

    /// A flat YAML map of texts and lists of texts; nil where the text is none.
    static func pairs(_ text: String) -> [(key: String, value: String)]? {
        guard text.utf8.count <= 65_536, let map = try? Yams.compose(yaml: text)?.mapping else { return nil }
        return map.map { key, value in
            let texts = value.sequence.map { $0.compactMap(\.scalar?.string) } ?? [value.scalar?.string ?? ""]
            return (key.scalar?.string ?? "", texts.joined(separator: ", "))
        }
    }
}
