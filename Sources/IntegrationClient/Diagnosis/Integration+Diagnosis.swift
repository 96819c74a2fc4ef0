import Rules
import Secrets
import WorkTime

/// Faults and unexpected answers in the words for a person.
extension Integration {
    /// The failure for an exchange that brought no response.
    func failure(
        for fault: TransportFault, at place: IntegrationFailure.Place, record: ServerRecord
    ) -> IntegrationFailure {
        if fault == .urlMalformed { return malformed(at: place, record: record) }
        let allow =
            "In the firewall in front of your iManage Work Server, allow \(configuration.address), the address that this "
            + "Office & Dragons connects from."
        return IntegrationFailure(
            fault.failure, at: place, cause: fault.cause(host: record.address.host),
            remedy: fault.mayBeFirewall ? allow : nil, advice: fault.isAfterConnecting ? Self.tryAgain : nil,
            rule: fault.rule, server: record.name)
    }

    /// What to do about a connection that stood and broke.
    private static let tryAgain = Remedy(
        step: "server.start",
        text: "Try again; if it lasts, have the work server and the network in front of it checked.",
        ask: .firmAdministrator)

    /// A URL that was taken unchecked and cannot be used: the rule that it breaks is told now.
    private func malformed(at place: IntegrationFailure.Place, record: ServerRecord) -> IntegrationFailure {
        do throws(ServerAddress.Refusal) {
            _ = try ServerAddress(record.address.url)
            return IntegrationFailure(.urlHasPath, at: place, rule: "client.url.malformed", server: record.name)
        } catch {
            return IntegrationFailure(
                error.failure, at: place, cause: error.cause, rule: error.rule, server: record.name)
        }
    }

    /// The failure for a status that means the same at every end point; nil where the end point has to tell.
    func commonFailure(
        for response: WireResponse, at place: IntegrationFailure.Place, record: ServerRecord
    ) -> IntegrationFailure? {
        let body = ErrorBody(response)
        let host = record.address.host
        let (id, cause): (FailureID, String)
        switch response.status {
        case 429:
            let wait = RetryTime.seconds(in: response, now: configuration.clock.date)
            let time = wait.map { "in \($0) s" } ?? "later"
            (id, cause) = (.throttled, "\(host) asks for fewer calls, and to come again \(time).")
        case 502, 503, 504:
            (id, cause) = (
                .serverUnavailable, "\(host), or a proxy in front of it, answered with \(response.status)."
            )
        case 500...599:
            (id, cause) = (.serverUnavailable, "\(host) answered with its own error, \(response.status).")
        case 300...399:
            (id, cause) = (
                .notAWorkServer,
                "\(host) sends an API call elsewhere (\(response.status)), as a proxy does that wants a log-in."
            )
        default: return nil
        }
        return IntegrationFailure(
            id, at: place, cause: cause, status: response.status, error: shown(body.code), server: record.name)
    }

    /// The failure for an answer that no work server gives.
    func notAWorkServer(
        _ response: WireResponse, at place: IntegrationFailure.Place, record: ServerRecord
    ) -> IntegrationFailure {
        let isPage = response.header("Content-Type")?.lowercased().contains("html") == true
        let what = isPage ? "a web page" : "something that is not iManage's JSON"
        return IntegrationFailure(
            .notAWorkServer, at: place,
            cause:
                "\(record.address.host) answered with \(what) (status \(response.status)), not as an iManage Work Server does.",
            status: response.status, server: record.name)
    }

    /// A text of the server's as it may be shown: without secrets, in one line, not too long.
    func shown(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        // Characters that steer a terminal or turn the direction of a line are left out.
        let steering: Set<Unicode.GeneralCategory> = [.control, .format, .privateUse, .surrogate]
        let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").unicodeScalars
            .filter { !steering.contains($0.properties.generalCategory) }
        let line = String(String.UnicodeScalarView(plain))
        return String(configuration.secrets.redactAll(line).prefix(200))
    }
}
