import ArgumentParser
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Names the profiles and their scenarios.
struct Profiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the profiles by which clients are judged, or the scenarios of one.",
        discussion: """
            `worksim run --profile core` plays a profile. A scenario is must or should; a client conforms where it passes \
            every scenario that is must. --schema prints the JSON Schema of conformance.json.
            """)

    @Argument(help: "A profile, such as core or core-1.0.")
    var profile: String?

    @Argument(help: "Scenario files and folders; Scenarios if none is named.")
    var paths: [String] = []

    @Flag(help: "Print the JSON Schema of conformance.json.")
    var schema = false

    /// A set that is frozen anew, in its file: each scenario gets the digest that it has now.
    @Option(help: .hidden)
    var freeze: String?

    func run() throws {
        if let freeze { return try write(freeze) }
        if schema { return Console.standard.write(document: Conformance.jsonSchema) }
        guard let profile else {
            for profile in Profile.all {
                Console.standard.write(
                    "\(profile.profile)-\(profile.version)  \(profile.date)  \(profile.must.count) must, "
                        + "\(profile.should.count) should  \(profile.about)")
            }
            return
        }
        let found = try ConformanceTrial.profile(named: profile)
        for scenario in try ConformanceTrial(profile, in: try suite()).scenarios {
            Console.standard.write(
                "\(found.level(of: scenario.id)?.rawValue ?? "")  \(scenario.id)  \(scenario.title)")
        }
    }

    private func suite() throws -> ScenarioSuite {
        var files = Files()
        (files.paths, files.filter) = (paths, nil)
        return try files.playableSuite()
    }

    private func write(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path),
            let profile = try? JSONDecoder().decode(Profile.self, from: data)
        else {
            Console.errors.write(
                error: "'\(path)' cannot be read as a profile; copy one of Sources/ScenarioRunner/Profiles")
            throw ExitStatus.invalid
        }
        let scenarios = try suite().scenarios
        let frozen: Profile
        do throws(ProfileError) {
            frozen = try profile.frozen(in: scenarios)
        } catch {
            Console.errors.write(error: "\(error.description)")
            throw ExitStatus.invalid
        }
        let file = try frozen.file()
        do throws(MachineError) {
            try WholeFile.write(file, to: path)
        } catch {
            throw error.told
        }
    }
}
