import HTTPTypes
import Rules
import WorkTime

/// Serves the applications over the API, and the small calls that clients make of a customer.
struct ApplicationController {
    let core: ServerCore

    private var refuser: Refuser { Refuser(core: core) }

    var endpoints: [Endpoint] {
        let customers = apiPrefixes.map { $0 + "/customers/:customer" }
        return [
            Endpoint(
                name: "apps", method: .get, paths: customers.map { $0 + "/apps" }, shape: .api, names: .applications
            ) { incoming in list(for: incoming) },
            Endpoint(
                name: "token_settings", method: .put, paths: customers.map { $0 + "/settings/:client/oauth2.tokens" },
                body: .json, shape: .api, names: .tokenSettings
            ) { incoming in
                set(for: incoming)
            },
            Endpoint(name: "ping", method: .get, paths: customers.map { $0 + "/ping" }, shape: .api) { incoming in
                small(incoming, "ping") { _, _ in "ok" }
            },
            Endpoint(name: "features", method: .get, paths: customers.map { $0 + "/features" }, shape: .api) {
                incoming in
                small(incoming, "features") { _, _ in ["rate_limiting": false] }
            },
            Endpoint(
                name: "user", method: .get, paths: customers.map { $0 + "/libraries/:library/users/me" }, shape: .api
            ) { incoming in
                small(incoming, "user") { state, token in
                    let user = state.users[token.user]
                    return [
                        "id": .text(token.user), "email": .text(user?.email ?? ""),
                        "full_name": .text(user?.fullName ?? ""),
                        "preferred_library": .text(state.libraries.first?.id ?? ""),
                    ]
                }
            },
        ]
    }

    private func customer(of incoming: Incoming) -> String {
        incoming.parameters["customer"].flatMap { percentDecoded($0) } ?? ""
    }

    private func list(for incoming: Incoming) -> Answer {
        guard let fields = try? FormFields(parsing: incoming.query) else {
            return refuser.refuse(
                HTTPRules.parameterMalformed, status: 400, "A parameter is malformed or given twice.", shape: .api,
                by: incoming.party, endpoint: "apps")
        }
        var query = ApplicationQuery(name: fields["name"], status: fields["status"])
        for (parameter, path) in [(NumberParameter.limit, \ApplicationQuery.limit), (.offset, \.offset)] {
            guard let text = fields[parameter.name] else { continue }
            guard let number = parameter.read(text) else {
                return refuser.refuse(
                    ContentRules.parameterInvalid, status: 400, parameter.takes, shape: .api, by: incoming.party,
                    endpoint: "apps")
            }
            query[keyPath: path] = number
        }
        let wanted = query
        let decision = core.maker.perform(
            ApplicationCall(customer: customer(of: incoming), access: incoming.access) { state, token, events in
                let all = wanted.matches(in: state)
                return .accept(
                    PackageRules.listed, "\(token.user) lists \(all.count) applications.", events: events,
                    reply: .success(all))
            }, by: incoming.party)
        return answer(decision, incoming, "apps") { all in
            let rows = all.dropFirst(wanted.offset).prefix(wanted.limit).map(\.json)
            var body: [String: JSONValue] = ["data": .list(Array(rows))]
            if fields["total"] == "true" { body["total_count"] = .number(all.count) }
            return body
        }
    }

    private func set(for incoming: Incoming) -> Answer {
        let clientID = incoming.parameters["client"].flatMap { percentDecoded($0) } ?? ""
        let settings = incoming.json.flatMap { TokenSettings($0) }
        let decision = core.maker.perform(
            ApplicationCall<Void>(customer: customer(of: incoming), access: incoming.access) { state, token, events in
                Self.change(clientID, settings, state, events)
            }, by: incoming.party)
        return answer(decision, incoming, "token_settings") { [:] }
    }

    private static func change(
        _ clientID: String, _ settings: TokenSettings?, _ state: WorkState, _ events: [WorkEvent]
    ) -> Decision<Result<Void, APIRefusal>> {
        func refuse(_ rule: Rule, _ status: Int, _ code: String, _ message: String) -> Decision<
            Result<Void, APIRefusal>
        > {
            .refuse(rule, message, reply: .failure(APIRefusal(status: status, code: code, message: message)))
        }
        guard let application = state.applications[clientID] else {
            return refuse(ApplicationRules.unknown, 404, "NRC_NO_RECORD", "No application has this client id.")
        }
        guard let settings else {
            return refuse(
                PackageRules.tokensMalformed, 400, "NRC_INVALID_PARAM",
                "The value needs allow_refresh_token, refresh_token_expiry or access_token_max_idle_time.")
        }
        var changed = application
        do throws(CommandRefusalWithRule) {
            try ApplicationFormCheck(form: settings.form, assumptions: state.assumptions).fill(&changed)
        } catch {
            return refuse(PackageRules.tokensMalformed, 400, "NRC_INVALID_PARAM", error.message)
        }
        return .accept(
            PackageRules.tokensSet, "The token settings of \(application.name) are set.",
            events: events + (changed == application ? [] : [.applicationChanged(changed, how: "edited")]),
            reply: .success(()))
    }

    /// A call that any user may make.
    private func small(
        _ incoming: Incoming, _ endpoint: String, _ data: @escaping @Sendable (WorkState, AccessToken) -> JSONValue
    ) -> Answer {
        let decision = core.maker.perform(
            CustomerCall(customer: customer(of: incoming), access: incoming.access, data: data), by: incoming.party)
        return answer(decision, incoming, endpoint) { ["data": $0] }
    }

    private func answer<Reply>(
        _ decision: Decision<Result<Reply, APIRefusal>>, _ incoming: Incoming, _ endpoint: String,
        _ body: (Reply) -> [String: JSONValue]
    ) -> Answer {
        switch decision.reply {
        case .success(let reply): Answer(decision, status: 200, body: JSONValue.object(body(reply)).serialized)
        case .failure(let refusal): refuser.envelope(refusal, decision, by: incoming.party, endpoint: endpoint)
        }
    }
}

/// A call of the API for which any live token will do.
struct CustomerCall: WorkCommand {
    let customer: String
    let access: AccessCheck
    let data: @Sendable (WorkState, AccessToken) -> JSONValue

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<JSONValue, APIRefusal>> {
        do throws(AccessRefusal) {
            let (token, events) = try access.judge(state, at: context.now)
            guard customer == String(state.node.hosting.customerID) else {
                return .refuse(
                    ContentRules.customerUnknown, "The customer id is another.",
                    reply: .failure(
                        APIRefusal(status: 404, code: "NRC_NO_RECORD", message: "There is no such customer.")))
            }
            return .accept(
                PackageRules.pinged, "\(token.user) asks a small question.", events: events,
                reply: .success(data(state, token)))
        } catch {
            return .refuse(error.rule, error.rule.decides, reply: .failure(APIRefusal(error)))
        }
    }
}

extension RegisteredApplication {
    /// The registration as the API lists it, in the form of an OIDC client registration, without the secret.
    fileprivate var json: JSONValue {
        let oauth: [String: JSONValue] = [
            "application_type": .text(type.rawValue), "client_type": .text(clientType.rawValue),
            "client_secret_expires_at": .number(secretExpires.map { Int($0.wholeSeconds) } ?? 0),
            "contacts": .list(contactEmail.isEmpty ? [] : [.text(contactEmail)]),
            "redirect_uris": .list(redirectURLs.map { .text($0) }),
        ]
        return [
            "id": .text(clientID), "name": .text(name), "description": .text(description), "type": .text(type.rawValue),
            "status": .text(isEnabled ? "enabled" : "disabled"),
            "publisher": ["name": .text(publisher), "url": .text(website)], "oauth": .object(oauth),
        ]
    }
}
