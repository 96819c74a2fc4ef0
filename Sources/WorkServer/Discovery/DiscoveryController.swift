import HTTPTypes

/// Serves `GET /api`.
struct DiscoveryController {
    let core: ServerCore

    var endpoints: [Endpoint] {
        [
            Endpoint(name: "discovery", method: .get, paths: ["/api", "/work/api"], shape: .api) { incoming in
                report(to: incoming)
            }
        ]
    }

    private func report(to incoming: Incoming) -> Answer {
        let decision = core.maker.perform(Discovery(access: incoming.access), by: incoming.party)
        switch decision.reply {
        case .success(let report):
            let data = Self.data(report, base: report.publicURL ?? address(for: incoming))
            return Answer(decision, status: 200, body: JSONValue.object(["data": .object(data)]).serialized)
        case .failure(let refusal):
            return Refuser(core: core).envelope(refusal, decision, by: incoming.party, endpoint: "discovery")
        }
    }

    /// The address by which the caller reached the server; whatever is no host name in it is not given back.
    private func address(for incoming: Incoming) -> String {
        let scheme = core.configuration.authority == nil ? "http" : "https"
        let isHost = incoming.authority.map { authority in
            !authority.isEmpty && authority.utf8.count < 256
                && authority.unicodeScalars.allSatisfy { scalar in
                    scalar.isASCII
                        && (scalar.properties.isAlphabetic || "0123456789.-:[]".unicodeScalars.contains(scalar))
                }
        }
        let fallback = core.maker.asking { $0.node.hostNames.first } ?? "localhost"
        return "\(scheme)://" + (isHost == true ? incoming.authority ?? fallback : fallback)
    }

    private static func data(_ report: DiscoveryReport, base: String) -> [String: JSONValue] {
        var data: [String: JSONValue] = [
            "auth_status": .text(report.authStatus),
            "versions": [["name": "v2", "url": .text(base + "/work/api/v2"), "version": "2.1.1094"]],
        ]
        data["dms_version"] = report.version.map { .text($0) }
        guard let loggedIn = report.loggedIn else { return data }
        let user = loggedIn.user
        data["app"] = ["id": .text(loggedIn.clientID)]
        data["capabilities"] = ["app_store", "global_users", "oauth"]
        data["user"] = [
            "anonymous_id": .text(user.ssid), "customer_id": .number(loggedIn.customerID), "email": .text(user.email),
            "id": .text(user.id), "name": .text(user.fullName), "ssid": .text(user.ssid), "user_type": "enterprise",
        ]
        let libraries = loggedIn.libraries.map { library -> JSONValue in
            [
                "alias": .text(library.id), "attributes": ["knowledge": false], "is_classic_client_compatible": true,
                "status": "ready", "type": "worksite",
            ]
        }
        var work: [String: JSONValue] = ["libraries": .list(libraries)]
        work["preferred_library"] = loggedIn.libraries.first.map { .text($0.id) }
        data["work"] = .object(work)
        return data
    }
}
