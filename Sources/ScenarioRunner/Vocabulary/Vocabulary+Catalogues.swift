import IntegrationClient
import Rules
public import ScenarioLanguage
import Stage
import WorkServer

extension Vocabulary {
    /// Every name that a scenario may use here, from the catalogues of the modules that play.
    public static let catalogues: Vocabulary = {
        let ledger = RuleLedger.all.catalogue
        var vocabulary = Vocabulary()
        vocabulary.rules = unique(ledger.rules.map { Entry($0.id, $0.explanation) })
        vocabulary.failures = unique(
            FailureCatalogue.all.map { Entry($0.id.rawValue, $0.explanation) }
                + stageFailures.map { Entry($0.id.rawValue, $0.meaning) })
        vocabulary.requirements = Requirements.all.flatMap { requirement in
            [Entry(requirement.id, requirement.explanation)]
                + requirement.cells.map { Entry("\(requirement.id)/\($0.name)", $0.means) }
        }
        vocabulary.documentedFailures = DocumentedFailures.all.map { Entry($0.id, $0.explanation) }
        for question in ledger.switches {
            vocabulary.switches[question.id] = question.values.map { Entry($0.name, $0.means) }
        }
        vocabulary.switchQuestions = unique(ledger.switches.map { Entry($0.id, $0.question) })
        vocabulary.settings = ServerSetting.allCases.map { setting in
            Entry(
                setting.rawValue,
                "\(setting.meaning)\nTakes \(setting.takes); \(setting.standard) unless somebody changes it.")
        }
        for setting in ServerSetting.allCases {
            vocabulary.settingKinds[setting.rawValue] =
                switch setting {
                case .workTokenGrantExpiry, .signInExpiry: .duration
                case .accessTokenAbsoluteTimeout: .durationOrOff
                case .databaseSchema: .releaseOrCurrent
                case .rateLimit, .searchCap: .countOrOff
                case .requiredFields, .trustedAddresses, .singleSignOn, .singleSignOnCertificateExpires: .text
                }
        }
        vocabulary.releases = Release.known.map(\.text)
        vocabulary.presets = BuiltInPresets.texts
        vocabulary.steps = StepRegistry.standard.records
        vocabulary.returns = StepRegistry.standard.returns
        vocabulary.given = StageSetup.record
        vocabulary.worldIssues = { StageSetup.issues(in: $0) }
        let claims = ClaimCheck()
        vocabulary.claimObstacle = { claims.obstacle($0, in: $1) }
        vocabulary.builtSteps = Action.built
        return vocabulary
    }()

    private static func unique(_ entries: [Entry]) -> [Entry] {
        var seen: Set<String> = []
        return entries.filter { seen.insert($0.name).inserted }
    }
}

extension Rule {
    /// All that is known of it, for `explain`.
    var explanation: String {
        var lines = [
            decides, "\(isRefusal ? "Refuses" : "Grants"). Answer: \(answer)",
            "Evidence: \(evidence.rawValue) (\(source))",
        ]
        if !serves.isEmpty { lines.append("Serves: \(serves.joined(separator: ", "))") }
        if !switches.isEmpty { lines.append("Can be read in another way: \(switches.joined(separator: ", "))") }
        return lines.joined(separator: "\n")
    }
}

extension FailureKind {
    /// All that is known of it, for `explain`.
    var explanation: String {
        var lines = [cause, "Remedy: \(remedy.text) (\(remedy.step))"]
        if !remedy.ask.sentence.isEmpty { lines.append(remedy.ask.sentence) }
        return (lines + ["Evidence: \(evidence.rawValue) (\(source))"]).joined(separator: "\n")
    }
}

extension Requirement {
    /// All that is known of it, for `explain`.
    var explanation: String {
        var lines = ["The article: \(says)", means, "Evidence: \(evidence.rawValue)"]
        if let assumes { lines.append("Assumed: \(assumes)") }
        return lines.joined(separator: "\n")
    }
}

extension DocumentedFailure {
    /// All that is known of it, for `explain`.
    var explanation: String {
        var lines = [symptom, "Cause: \(cause)", "Remedy: \(remedy)", "Evidence: \(evidence.rawValue) (\(source))"]
        if let open { lines.append("Open: \(open)") }
        if let notPlayable { lines.append("Not playable: \(notPlayable)") }
        return lines.joined(separator: "\n")
    }
}
