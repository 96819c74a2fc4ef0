import ArgumentParser
import IntegrationClient
import Markup

/// Prints what to enter in Control Center.
struct Sheet: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what the customer's administrator enters in Control Center to register Office & Dragons.")

    @OptionGroup var deployment: DeploymentOption

    @Option(help: "The work server's release, whose words for the fields are used: 10.3, 10.4.")
    var release: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let sheet = deployment.value.registrationSheet
        guard !json else {
            return try Console.standard.write(json: sheet)
        }
        var labels = RegistrationSheet.Labels.both
        if let release {
            guard let words = RegistrationSheet.Labels(release: release) else {
                Console.errors.write("error: '\(release)' is not a release; write one such as 10.4", .bad)
                throw ExitStatus.usage
            }
            labels = words
        }
        for line in sheet.lines(labels: labels) { Console.standard.write("\(line.label): \(line.value)") }
        Console.standard.write(
            "\nAfter registering, enable the application. Website and contact e-mail are stand-ins: ask O&D for theirs.",
            .quiet)
    }
}

/// Which deployment of O&D is meant.
struct DeploymentOption: ParsableArguments {
    @Option(name: .customLong("deployment"), help: "multi-tenant, us or single-tenant.")
    var name = Deployment.multiTenant.rawValue

    /// The deployment.
    var value: Deployment { Deployment(rawValue: name) ?? .multiTenant }

    func validate() throws {
        guard Deployment(rawValue: name) != nil else {
            let known = Deployment.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no deployment '\(name)'; there are: \(known)")
        }
    }
}
