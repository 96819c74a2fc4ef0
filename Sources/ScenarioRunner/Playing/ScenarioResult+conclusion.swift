import Foundation
public import ScenarioLanguage
import Secrets
import Stage

extension ScenarioResult {
    init(_ scenario: Scenario) {
        self.init(
            id: scenario.id, title: scenario.title, path: scenario.path, verdict: .pass, covers: scenario.covers,
            tags: scenario.tags, given: scenario.given.isEmpty ? nil : scenario.given,
            begins: scenario.world["clock"]?.text)
    }

    /// The result of a scenario that could not be played.
    func refused(_ reason: String, blame: Blame) -> ScenarioResult {
        var result = self
        (result.verdict, result.blame, result.reason) = (.error, blame, reason)
        // Nothing was played, so that nobody knows the secrets that the world may write out.
        let secrets = SecretBook()
        if let given { secrets.note(secretsOf: given) }
        result.given = given.map { secrets.redact($0) }
        return result
    }

    /// Draws the verdict from steps and findings.
    mutating func conclude(knownFailing: KnownFailing?) {
        verdict = steps.reduce(.pass) { $0.worse($1.verdict) }
        if verdict == .untested {
            reason = steps.first { $0.verdict == .untested }.map { "step \($0.number): \($0.seen ?? "")" }
            // The story has no end: nothing is known of what only its end shows.
            findings.removeAll { $0.verdict == .vacuous || $0.check == "no lock is left behind" }
        }
        blame = steps.first { $0.verdict == verdict }?.blame
        for finding in findings {
            // A red step explains more than what it leaves behind.
            if verdict == .pass || verdict.worse(finding.verdict) != verdict {
                blame = finding.blame
            }
            verdict = verdict.worse(finding.verdict)
        }
        if !verdict.isRed { blame = nil }
        guard let knownFailing, verdict != .error else { return }
        // Only what the file says may fail: that it proves nothing, or that a secret shows, is never known.
        guard verdict != .vacuous, verdict != .untested, findings.isEmpty else { return }
        if verdict.isRed {
            verdict = .known
            reason = [knownFailing.because, knownFailing.ticket].compactMap { $0 }.joined(separator: " ")
        } else {
            (verdict, blame) = (.fail, .scenario)
            reason = "it is said to fail (\(knownFailing.because)) and passes: remove known_failing"
        }
    }

    /// The result with each secret replaced by its name.
    func redacted(by secrets: SecretBook) throws -> ScenarioResult {
        try secrets.redacted(self)
    }
}

extension SecretBook {
    /// A value whose texts hold the names of secrets in place of these.
    package func redacted<Shown: Codable>(_ value: Shown) throws -> Shown {
        func redacted(_ value: Any) -> Any {
            switch value {
            case let text as String: redact(text)
            case let items as [Any]: items.map(redacted)
            // The keys are those of the value: a secret that equals one of them changes none.
            case let members as [String: Any]: members.mapValues(redacted)
            default: value
            }
        }
        let tree = try JSONSerialization.jsonObject(with: JSONEncoder.results.encode(value))
        return try JSONDecoder().decode(Shown.self, from: JSONSerialization.data(withJSONObject: redacted(tree)))
    }
}

extension StepResult {
    init(_ step: Step, verdict: Verdict, blame: Blame? = nil) {
        self.init(
            number: step.number, line: step.line, id: step.id, does: step.summary, note: step.note, verdict: verdict,
            blame: blame)
    }
}

extension Step {
    /// What it does, on one line; references stand with their dollar.
    public var summary: String {
        switch kind {
        case .action(let name, let arguments):
            ([name] + arguments.entries.map { "\($0.key): \($0.value.line)" }).joined(separator: " ")
        case .again(let id): "again \(id)"
        case .together(let steps): "together: \(steps.map(\.summary).joined(separator: " | "))"
        case .note: "note"
        }
    }
}

extension Step {
    /// Its actions as its file writes them, where a file may write out a secret: a request of another program, a typed
    /// Client Secret, a manifest, a URL.
    var writtenActions: [String] {
        switch kind {
        // `bearer` is a key of a request for a token; in other texts the word names a scheme.
        case .action(let name, _):
            [name == "other.request" ? summary.replacing(" bearer: ", with: " access_token: ") : summary]
        case .together(let steps): steps.flatMap(\.writtenActions)
        case .again, .note: []
        }
    }
}

extension JSONEncoder {
    /// Sorted keys and no escaped slashes: the same bytes every time.
    static var results: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
