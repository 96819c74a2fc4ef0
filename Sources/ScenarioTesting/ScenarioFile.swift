import Foundation
public import ScenarioLanguage
public import ScenarioRunner
import Stage
public import Testing

/// One scenario as an argument of a test, named by its id.
public struct ScenarioFile: Sendable, CustomTestStringConvertible, CustomTestArgumentEncodable {
    /// The scenario; nil where the files could not be read.
    public let scenario: Scenario?
    private let trouble: String?
    private let id: String
    private let played: PlayedScenarios

    /// How many scenarios of this process are played at once, whatever Swift Testing starts in parallel: twice the
    /// processor's cores unless it is set, and at least one.
    ///
    /// Set it where the files are read, before the first of them is played:
    /// `static let files = { ScenarioFile.playedAtOnce = 2; return ScenarioFile.all(in: folder) }()`. The results do not
    /// depend on it.
    public static var playedAtOnce: Int {
        get { PlayingLimit.stages }
        set { PlayingLimit.stages = newValue }
    }

    /// Every scenario under a folder, in the order of the ids; one that fails and says why where a file is invalid.
    ///
    /// The folder is an absolute path, or one from the working directory.
    public static func all(in folder: String) -> [ScenarioFile] {
        all(of: ScenarioSuite(paths: [folder]), in: folder)
    }

    /// The same of a suite that is read already.
    package static func all(of suite: ScenarioSuite, in folder: String) -> [ScenarioFile] {
        let played = PlayedScenarios()
        // A test has no place for a note, and nothing is left out in silence.
        for note in suite.passedOver { FileHandle.standardError.write(Data("note: \(note)\n".utf8)) }
        let errors = suite.diagnostics.filter { $0.severity == .error }.map(\.description) + suite.unreadable
        guard errors.isEmpty else { return [ScenarioFile(trouble: errors.joined(separator: "\n"), id: folder)] }
        // A test without arguments would be skipped and look well.
        guard !suite.scenarios.isEmpty else { return [ScenarioFile(trouble: "there is no scenario", id: folder)] }
        return suite.scenarios.map { ScenarioFile($0, played: played) }
    }

    init(_ scenario: Scenario, played: PlayedScenarios) {
        self.scenario = scenario
        self.played = played
        trouble = nil
        id = scenario.id
    }

    private init(trouble: String, id: String) {
        scenario = nil
        played = PlayedScenarios()
        self.trouble = trouble
        self.id = id
    }

    /// The scenario's id.
    public var testDescription: String { id }

    /// The scenario's id, which stays the same between runs.
    public func encodeTestArgument(to encoder: some Encoder) throws {
        try id.encode(to: encoder)
    }

    /// Plays the scenario, once for all who ask for the same seed.
    ///
    /// - Parameter seed: where ids and secrets derive from.
    /// - Returns: what comes of it; nil where the files could not be read.
    public func result(seed: UInt64 = 1) async -> ScenarioResult? {
        guard let scenario else { return nil }
        return await played.result(of: scenario, seed: seed)
    }

    /// Plays the scenario; a failure is recorded as an issue at its line in the file.
    ///
    /// - Parameter seed: where ids and secrets derive from.
    public func play(seed: UInt64 = 1) async {
        guard let result = await result(seed: seed) else {
            Issue.record("\(id): \(trouble ?? "")")
            return
        }
        guard result.verdict.isRed else { return }
        record(RedStory(result).text, line: result.redStep?.line ?? 1, path: result.path)
    }

    /// Plays the scenario once for each repair step left out: the next try must then not succeed as if it were there.
    ///
    /// - Parameter seed: where ids and secrets derive from.
    public func checkRepairs(seed: UInt64 = 1) async {
        guard let scenario else {
            Issue.record("\(id): \(trouble ?? "")")
            return
        }
        for complaint in await played.complaints(of: scenario, seed: seed) {
            record(complaint.text, line: complaint.line, path: scenario.path)
        }
    }

    /// What comes of the scenario and, where it passes, of its repairs, as a run that checks them has it.
    ///
    /// - Parameter seed: where ids and secrets derive from.
    /// - Returns: the result; nil where the files could not be read.
    package func checkedResult(seed: UInt64 = 1) async -> ScenarioResult? {
        guard let scenario, var result = await result(seed: seed) else { return nil }
        if result.verdict == .pass {
            result.needlessRepairs = await played.complaints(of: scenario, seed: seed).map(\.text)
        }
        return result
    }

    private func record(_ text: String, line: Int, path: String) {
        let fileID = path.contains("/") ? path : "./\(path)"
        Issue.record(
            Comment(rawValue: text),
            sourceLocation: SourceLocation(fileID: fileID, filePath: path, line: max(1, line), column: 1))
    }
}
