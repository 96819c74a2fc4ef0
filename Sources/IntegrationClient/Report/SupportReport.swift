public import Rules
import Secrets
import Synchronization
import WorkTime

/// What a person sends to O&D when something does not work, as the article asks; no secret and no token is in it.
public struct SupportReport: Codable, Hashable, Sendable {
    /// A failure that the person met.
    public struct Incident: Codable, Hashable, Sendable {
        /// When, in UTC.
        public let date: String
        /// The failure's id.
        public let failure: FailureID
        /// The exchange under way.
        public let at: String
        /// The HTTP status; nil where no response came.
        public let status: Int?
        /// The error code of the response; nil where there was none.
        public let error: String?
        /// What the person was shown.
        public let message: String
    }

    /// When it was made, in UTC.
    public let made: String
    /// Who made it.
    public let person: String
    /// Which Office & Dragons.
    public let deployment: Deployment
    /// The address that it calls from.
    public let address: String
    /// The server's name in the organization settings.
    public let server: String
    /// The work server URL as it was entered.
    public let url: String
    /// API Key / Client ID as it was entered.
    public let clientID: String
    /// The redirect URL that is sent.
    public let redirectURL: String
    /// How far the server has come.
    public let standing: ServerStanding
    /// The version that the server last told; nil where it told none.
    public let version: String?
    /// Whether the person is logged in.
    public let session: SessionState
    /// The last failures that the person met at this server, oldest first.
    public let incidents: [Incident]

    private enum CodingKeys: String, CodingKey {
        case made, person, deployment, address, server, url, standing, version, session, incidents
        case clientID = "client_id"
        case redirectURL = "redirect_url"
    }

    /// The report as text; with the administrator's export of the registration, its departures from the sheet too.
    public func text(registration: [String: String]? = nil) -> String {
        var lines = [
            "Report for Office & Dragons, \(made)", "User: \(person), \(session.rawValue.replacing("_", with: " "))",
            "Deployment: \(deployment.rawValue), calling from \(address)",
            "Server: \(server), \(url), \(standing.rawValue.replacing("_", with: " "))",
            "Version: \(version ?? "not told")", "Client ID: \(clientID)", "Redirect URL: \(redirectURL)", "Failures:",
        ]
        lines +=
            incidents.isEmpty
            ? ["  none"]
            : incidents.map { incident in
                let code = [incident.status.map { "status \($0)" }, incident.error].compactMap { $0 }.joined(
                    separator: ", ")
                return "  \(incident.date) \(incident.failure) at \(incident.at)" + (code.isEmpty ? "" : " (\(code))")
                    + "\n    \(incident.message)"
            }
        if let registration {
            let comparison = RegistrationComparison(of: registration, with: deployment.registrationSheet)
            lines += ["Registration, as entered in Control Center:"]
            lines += registration.filter { $0.key != "client_secret" }.sorted { $0.key < $1.key }
                .map { "  \($0.key): \(SecretBook(capacity: 1).redactAll($0.value))" }
            lines += ["Departures from the sheet:", comparison.text]
        }
        return lines.joined(separator: "\n")
    }
}

extension Integration {
    /// Failures of one person that are remembered.
    private static let incidentLimit = 20

    /// Makes the report that a person sends to support; asks nobody.
    ///
    /// - Throws: an `IntegrationFailure` for a server that is not listed.
    public func report(as person: String, server: String) throws(IntegrationFailure) -> SupportReport {
        let record = try record(server)
        let key = SessionKey(person: person, server: server)
        let (incidents, session) = state.withLock { ($0.incidents[key] ?? [], $0.session(of: key)) }
        return SupportReport(
            made: configuration.clock.date.iso8601, person: person, deployment: configuration.deployment,
            address: configuration.address, server: server, url: configuration.secrets.redactAll(record.address.url),
            clientID: record.clientID, redirectURL: registrationSheet.redirectURL, standing: record.standing,
            version: record.version, session: session == nil ? .loggedOut : .loggedIn, incidents: incidents)
    }

    /// Does something for a person and remembers its failure for their report.
    func reported<Result>(
        as person: String, server: String?, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let failure as IntegrationFailure {
            if let server = failure.server ?? server {
                remember(failure, of: SessionKey(person: person, server: server))
            }
            throw failure
        }
    }

    private func remember(_ failure: IntegrationFailure, of key: SessionKey) {
        let incident = SupportReport.Incident(
            date: configuration.clock.date.iso8601, failure: failure.id, at: failure.at.rawValue,
            status: failure.status, error: failure.error, message: configuration.secrets.redactAll(failure.message))
        state.withLock { state in
            state.incidents[key, default: []].append(incident)
            if state.incidents[key, default: []].count > Self.incidentLimit { state.incidents[key]?.removeFirst() }
        }
    }
}
