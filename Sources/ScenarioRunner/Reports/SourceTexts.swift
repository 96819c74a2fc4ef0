public import ScenarioLanguage
import Secrets

/// The texts of scenario files as a report shows them: without what they write out as a secret.
public struct SourceTexts: Sendable {
    /// The texts, by the path of the file as it was named.
    let byPath: [String: String]

    /// No texts.
    public static let none = SourceTexts(byPath: [:])

    init(byPath: [String: String]) { self.byPath = byPath }

    /// The texts of the files that these scenarios come from; a file that has gone since has none.
    public init(of scenarios: [Scenario], texts: ScenarioTexts = .disk) {
        var files: [String: [Scenario]] = [:]
        for scenario in scenarios { files[scenario.path, default: []].append(scenario) }
        var byPath: [String: String] = [:]
        for (path, rows) in files {
            guard case .success(let text) = texts.text(of: path) else { continue }
            // A row of a matrix may write out a secret that another row's play knows nothing of.
            let secrets = SecretBook()
            secrets.note(secretsOf: text)
            for row in rows {
                for step in row.steps {
                    for sent in step.writtenActions { secrets.note(secretsOf: sent) }
                }
            }
            byPath[path] = secrets.redact(text.replacing("\r\n", with: "\n"))
        }
        self.byPath = byPath
    }
}
