public import Foundation
import IntegrationClient
import Rules
public import ScenarioLanguage
import Stage

/// The texts that failing steps show, by their causes; made by playing all scenarios, and held to that by a test.
public struct CauseIndex: Codable, Hashable, Sendable {
    /// What the scenarios show of one cause.
    public struct Entry: Codable, Hashable, Sendable {
        /// The cause's id.
        public let id: String
        /// The rules that decided, sorted.
        public var rules: [String]
        /// The scenarios, those first that show little else; a matrix counts once.
        public var scenarios: [String]
        /// The texts that were shown, sorted, with addresses, dates and identifiers left out.
        public var texts: [String]
    }

    /// What one failing step showed, and its cause.
    public struct Shown: Hashable, Sendable {
        /// The scenario.
        public let scenario: String
        /// The cause's id.
        public let cause: String
        /// The rule that decided; nil where there was none.
        public let rule: String?
        /// The text, with the status and the error of the last refusal.
        public let text: String
    }

    /// The version of this form.
    public let schema: Int
    /// The causes, sorted by id.
    public let entries: [Entry]

    /// The index that is built in.
    public static let builtIn: CauseIndex = {
        let data = Data(PackageResources.causes_json)
        // A test reads it; a program without it still knows the catalogues.
        return (try? JSONDecoder().decode(CauseIndex.self, from: data)) ?? CauseIndex(of: [])
    }()

    /// Collects what failing steps showed.
    public init(of shown: [Shown]) {
        schema = 1
        var byID: [String: Entry] = [:]
        for one in shown {
            var entry = byID[one.cause] ?? Entry(id: one.cause, rules: [], scenarios: [], texts: [])
            if let rule = one.rule, !entry.rules.contains(rule) { entry.rules.append(rule) }
            let file = String(one.scenario.prefix { $0 != "[" })
            if !entry.scenarios.contains(file) { entry.scenarios.append(file) }
            let text = Self.general(one.text)
            if !entry.texts.contains(text) { entry.texts.append(text) }
            byID[one.cause] = entry
        }
        var plainness: [String: Int] = [:]
        for file in byID.values.flatMap(\.scenarios) { plainness[file, default: 0] += 1 }
        entries = byID.values.sorted { $0.id < $1.id }.map { entry in
            Entry(
                id: entry.id, rules: entry.rules.sorted(),
                scenarios: entry.scenarios.sorted {
                    (plainness[$0, default: 0], $0) < (plainness[$1, default: 0], $1)
                },
                texts: entry.texts.sorted())
        }
    }

    /// Plays scenarios and collects what their failing steps show.
    public static func shown(by scenarios: [Scenario], jobs: Int = 4) async -> [Shown] {
        shown(in: await ScenarioRun(seed: 1, jobs: jobs).play(scenarios).map(\.result))
    }

    /// Collects what the failing steps of results show.
    public static func shown(in results: [ScenarioResult]) -> [Shown] {
        results.flatMap { result in
            result.steps.compactMap { step in
                guard let failure = step.failure, let cause = cause(of: failure, rule: step.rule) else { return nil }
                let refusal = step.journal.last { $0.refused }
                let parts = [refusal?.status.map { "status \($0)" }, step.message].compactMap { $0 }
                let text = parts.joined(separator: " ")
                guard !(step.message ?? "").isEmpty else { return nil }
                return Shown(scenario: result.id, cause: cause, rule: step.rule, text: text)
            }
        }
    }

    /// The cause of a failure: its own id, or what the client would say to the rule, or the rule itself.
    static func cause(of failure: FailureID, rule: String?) -> String? {
        if FailureCatalogue.kind(failure) != nil || ForeignCause.byID[failure.rawValue] != nil {
            return failure.rawValue
        }
        guard let rule else { return nil }
        return told.first { rule.hasPrefix($0.rule) }?.failure.rawValue ?? rule
    }

    /// What the client says to rules that other programs meet bare.
    private static let told: [(rule: String, failure: FailureID)] = [
        ("oauth.access.", .sessionExpired), ("oauth.refresh.", .sessionExpired),
        ("oauth.revoke.", .sessionExpired),
        ("oauth.client.unknown", .applicationUnknown), ("oauth.client.disabled", .applicationDisabled),
        ("oauth.client.secret", .secretRefused), ("oauth.client.native-secret", .secretRefused),
        ("oauth.code.", .codeRefused), ("oauth.pkce.", .codeRefused),
        ("oauth.redirect.mismatch", .redirectMismatch),
        ("oauth.grant.expired", .grantExpired), ("oauth.user.unknown", .signInRefused),
        ("oauth.user.password", .signInRefused), ("session.refused", .signInRefused),
        ("oauth.user.not-granted", .userNotGranted), ("content.access.denied", .noRights),
        ("content.access.read-only", .noRights), ("content.not-found", .notFound), ("limits.rate", .throttled),
    ]

    /// A text without what differs from one run to the next, so that the file changes with the words alone.
    static func general(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "UUID")
            .replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/, with: "DATE")
            .replacing(/\b[0-9]{1,3}(\.[0-9]{1,3}){3}\b/, with: "ADDRESS")
    }

    /// The index as the file holds it.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
