import Markup
import ScenarioLanguage
import ScenarioRunner
import Stage
import WorkTime

/// A run for a profile: its scenarios, and what their results say.
struct ConformanceTrial {
    let profile: Profile
    /// The scenarios of the profile, as they were frozen.
    let scenarios: [Scenario]

    /// Finds a profile's scenarios in a suite.
    ///
    /// - Throws: status 64 for a profile that does not exist, status 2 for a suite that does not have its scenarios, each
    ///   after it was told.
    init(_ name: String, in suite: ScenarioSuite) throws {
        profile = try Self.profile(named: name)
        do throws(ProfileError) {
            scenarios = try profile.scenarios(in: suite.scenarios)
        } catch {
            Console.errors.write(error: "\(error.description)")
            throw ExitStatus.invalid
        }
    }

    /// The profile with a name.
    ///
    /// - Throws: status 64 where there is none, after it was told.
    static func profile(named name: String) throws -> Profile {
        if let found = Profile.named(name) { return found }
        let names = Profile.all.map { "\($0.profile)-\($0.version)" }.joined(separator: ", ")
        Console.errors.write(error: "there is no profile '\(name)'; there are: \(names)")
        throw ExitStatus.usage
    }

    /// What the results say of the client.
    func result(
        of played: [ScenarioRun.Played], by program: ClientProgram?, seed: UInt64, date: WorkDate
    ) -> Conformance {
        Conformance(
            played.map(\.result), of: profile, client: client(program), worksim: WorkSim.release, date: date.iso8601,
            seed: seed, suite: ScenarioDigest(of: scenarios))
    }

    /// The client as it introduced itself; a program that never did is named by its command.
    private func client(_ program: ClientProgram?) -> Conformance.Client {
        guard let program else { return .init(name: "Office & Dragons", version: WorkSim.release) }
        let hellos = program.introductions.distinct
        guard !hellos.isEmpty else { return .init(name: program.command, version: nil) }
        func united(_ texts: [String]) -> String {
            texts.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: " and ")
        }
        let versions = hellos.compactMap(\.release)
        return .init(name: united(hellos.map(\.name)), version: versions.isEmpty ? nil : united(versions))
    }
}

extension Conformance {
    /// Says what did not pass, and the result in one sentence.
    func show(on console: Console, isKept: Bool) {
        for level in Profile.Level.allCases {
            for row in lacking(level) {
                let reason = row.reason.map { ": \($0)" } ?? ""
                console.write("\(level.rawValue) \(row.verdict.rawValue): \(row.id)\(reason)")
            }
        }
        let silent = scenarios.count { $0.verdict == .pass && !$0.notCompared.isEmpty }
        if silent > 0 {
            console.write("\(silent) passed without the words of their failures, which this client does not report")
        }
        if !isKept { console.write("--report FOLDER keeps the result as conformance.json, a page and a badge") }
        console.write("\(clientText) \(sentence)", conforms ? .good : .bad)
    }
}
