public import Rules
import Secrets
import WorkTime

/// What a doctor found at a work server URL, line by line.
public struct DoctorReport: Codable, Hashable, Sendable {
    /// How a line came out.
    public enum State: String, Codable, Sendable, CaseIterable {
        case passed, failed
        /// A line before it failed, something was not given, or it shows only at a log-in.
        case notReached = "not_reached"
    }

    /// What is seen of a line behind a failed one.
    static let behindFailed = "A line before it failed."
    /// What is seen where the token end point was asked in vain.
    static let noAnswer = "The token end point gave no answer."
    /// What is seen where the token end point answered with something else.
    static let noWord = "The token end point's answer says nothing of it."

    /// A state for people: one form has three reasons for a line that is neither passed nor failed.
    static func words(_ state: State, seen: String) -> String {
        guard state == .notReached else { return state.rawValue }
        return seen == behindFailed ? "not reached" : [noAnswer, noWord].contains(seen) ? "no answer" : "not asked"
    }

    /// One line of the checklist.
    public struct Check: Codable, Hashable, Sendable, Identifiable {
        /// Its id: `url name connect tls api version oauth client redirect secret clock grant`.
        public let id: String
        /// The step of the article that it belongs to, from 1 to 6.
        public let step: Int
        /// How it came out.
        public var state: State
        /// The failure's id in the client's catalogue; nil where nothing failed.
        public var failure: FailureID?
        /// What was seen, in a sentence.
        public var seen: String
        /// What to do, and whom to ask; nil where there is nothing to do.
        public var remedy: String?
        /// The facts behind it: addresses, certificates, statuses.
        public var evidence: [String]

        /// How it came out, for people: `not asked` and `no answer` are no trouble, `not reached` is.
        public var words: String { DoctorReport.words(state, seen: seen) }
    }

    /// The version of this form.
    public let schema: Int
    /// The URL as it was given, without a user name or a query.
    public let url: String
    /// When it was made, in UTC.
    public let made: String
    /// The lines, in order.
    public var checks: [Check]

    /// Whether nothing failed.
    public var isHealthy: Bool { !checks.contains { $0.state == .failed } }

    /// The first line that failed; nil where none did.
    public var firstFailed: Check? { checks.first { $0.state == .failed } }

    /// Starts a report in which nothing is reached yet.
    init(url: String, made: WorkDate) {
        schema = 1
        self.url = url
        self.made = made.iso8601
        checks = DoctorLine.allCases.map { line in
            Check(
                id: line.rawValue, step: line.step, state: .notReached, seen: Self.behindFailed, evidence: [])
        }
    }

    /// Sets a line.
    mutating func set(
        _ line: DoctorLine, _ state: State, _ seen: String, remedy: String? = nil, failure: FailureID? = nil,
        evidence: [String] = []
    ) {
        guard let index = checks.firstIndex(where: { $0.id == line.rawValue }) else { return }
        checks[index].state = state
        checks[index].seen = seen
        checks[index].remedy = remedy
        checks[index].failure = failure
        checks[index].evidence += evidence
    }

    /// The report without the secrets that its sentences and facts quote.
    func redacted(by secrets: SecretBook) -> DoctorReport {
        var report = self
        for index in checks.indices {
            report.checks[index].seen = secrets.redactAll(checks[index].seen)
            report.checks[index].remedy = checks[index].remedy.map(secrets.redactAll)
            report.checks[index].evidence = checks[index].evidence.map(secrets.redactAll)
        }
        return report
    }

    /// Sets a line as failed, with the words of the client's catalogue where no others are given.
    mutating func fail(
        _ line: DoctorLine, _ failure: FailureID, seen: String? = nil, remedy: String? = nil, evidence: [String] = []
    ) {
        let kind = FailureCatalogue.kind(failure)
        let advice = [remedy ?? kind?.remedy.text, kind?.remedy.ask.sentence].compactMap { $0 }.filter { !$0.isEmpty }
        set(
            line, .failed, seen ?? kind?.cause ?? failure.rawValue,
            remedy: advice.isEmpty ? nil : advice.joined(separator: " "), failure: failure, evidence: evidence)
    }
}

/// The lines of the checklist, in the order in which they can be looked at.
public enum DoctorLine: String, Codable, Sendable, CaseIterable {
    case url, name, connect, tls, api, version, oauth, client, redirect, secret, clock, grant

    /// The step of the article that it belongs to.
    public var step: Int {
        switch self {
        case .url: 4
        case .name, .connect, .tls, .api: 3
        case .version: 1
        case .oauth, .client, .redirect, .secret: 2
        case .clock, .grant: 6
        }
    }

    /// What the line asks.
    public var question: String {
        switch self {
        case .url: "the work server URL is written as O&D needs it"
        case .name: "its name exists"
        case .connect: "its port takes connections"
        case .tls: "its certificate is trusted and for this name"
        case .api: "an iManage Work Server answers, and no proxy's page"
        case .version: "it is version 10.2 or newer"
        case .oauth: "it offers OAuth to applications"
        case .client: "it knows the Client ID, and the application is enabled"
        case .redirect: "it accepts the Redirect URL"
        case .secret: "it accepts the Client Secret"
        case .clock: "its clock is right"
        case .grant: "Work Token Grant Expiry is at least 30 seconds"
        }
    }
}
