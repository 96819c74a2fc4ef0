import Secrets
import Synchronization

/// A server as Settings > Organization > iManage shows it.
public struct ServerOverview: Codable, Hashable, Sendable {
    /// Its name in the settings.
    public let name: String
    /// The work server URL, as it was entered.
    public let url: String
    /// API Key / Client ID, as it was entered.
    public let clientID: String
    /// How far it has come.
    public let standing: ServerStanding
    /// Why staff rejected it; nil where they did not.
    public let reason: String?
    /// The version that it last told; nil where it told none yet.
    public let version: String?
}

extension Integration {
    /// The servers of the organization settings, sorted by name.
    public var servers: [ServerOverview] {
        state.withLock { state in
            state.servers.values.map { record in
                ServerOverview(
                    name: record.name, url: record.address.url, clientID: record.clientID, standing: record.standing,
                    reason: record.reason, version: record.version)
            }.sorted { $0.name < $1.name }
        }
    }

    /// What is wrong with a work server URL, by the rules that adding a server goes by; nil where it can be entered.
    public func complaint(aboutURL url: String) -> IntegrationFailure? {
        do throws(IntegrationFailure) {
            _ = try checkedAddress(url, clientID: nil, clientSecret: .init("not asked for"), server: nil)
            return nil
        } catch {
            return error
        }
    }

    /// Somebody's last failure at a server, as their report has it; nil where nothing failed yet.
    public func lastIncident(of person: String, at server: String) -> SupportReport.Incident? {
        state.withLock { $0.incidents[SessionKey(person: person, server: server)]?.last }
    }
}
