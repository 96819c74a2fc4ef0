import Rules
import WorkTime

/// Decides on calls of the API that are about applications: an administrator's token opens them.
struct ApplicationCall<Reply: Sendable>: WorkCommand {
    let customer: String
    let access: AccessCheck
    /// What an administrator gets.
    let then: @Sendable (WorkState, AccessToken, [WorkEvent]) -> Decision<Result<Reply, APIRefusal>>

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<Reply, APIRefusal>> {
        do throws(AccessRefusal) {
            let (token, events) = try access.judge(state, at: context.now)
            guard customer == String(state.node.hosting.customerID) else {
                return refuse(ContentRules.customerUnknown, 404, "NRC_NO_RECORD", "There is no such customer.")
            }
            guard token.scope == .admin, state.users[token.user].map({ state.mayAdminister($0) }) == true else {
                let isHidden = state.reading(of: PackageRules.privilege) == .notFound404
                return refuse(
                    PackageRules.scopeNeeded, isHidden ? 404 : 403, isHidden ? "NRC_NO_RECORD" : "NRC_FORBIDDEN",
                    "An administrator's token with the scope admin is needed.")
            }
            return then(state, token, events)
        } catch {
            return .refuse(error.rule, error.rule.decides, reply: .failure(APIRefusal(error)))
        }
    }

    private func refuse(
        _ rule: Rule, _ status: Int, _ code: String, _ message: String
    ) -> Decision<Result<Reply, APIRefusal>> {
        .refuse(rule, message, reply: .failure(APIRefusal(status: status, code: code, message: message)))
    }
}

/// Which applications are asked for, and which part of them.
struct ApplicationQuery: Sendable {
    var name: String?
    var status: String?
    var limit = 500
    var offset = 0

    /// The applications that fit, by name.
    func matches(in state: WorkState) -> [RegisteredApplication] {
        state.applications.values.filter { application in
            let fits = name.map { application.name.lowercased().contains($0.lowercased()) } ?? true
            return switch status {
            case "enabled": fits && application.isEnabled
            case "disabled": fits && !application.isEnabled
            default: fits
            }
        }
        .sorted { ($0.name, $0.clientID) < ($1.name, $1.clientID) }
    }
}

/// The token settings of an application as the API takes them.
struct TokenSettings: Sendable {
    var allowRefreshToken: Bool?
    var refreshTokenExpiry: Int?
    var accessTokenMaxIdleTime: Int?

    /// Reads `{ "type": "value", "value": { … } }`, or the value alone; nil where nothing in it is known, or where a field has
    /// another type.
    init?(_ json: JSONObject) {
        let value: (String) -> JSONObject.Member? = { json["value"]?[$0] ?? json[$0] }
        allowRefreshToken = value("allow_refresh_token")?.truth
        refreshTokenExpiry = value("refresh_token_expiry")?.number
        accessTokenMaxIdleTime = value("access_token_max_idle_time")?.number
        // A field of another type would be passed over without a word beside one that can be read.
        let given = ["allow_refresh_token", "refresh_token_expiry", "access_token_max_idle_time"].count { name in
            value(name).map { !$0.isNull } ?? false
        }
        let read = (allowRefreshToken == nil ? 0 : 1) + (refreshTokenExpiry == nil ? 0 : 1)
        guard given == read + (accessTokenMaxIdleTime == nil ? 0 : 1) else { return nil }
        guard allowRefreshToken != nil || refreshTokenExpiry != nil || accessTokenMaxIdleTime != nil else { return nil }
    }

    /// The form of Control Center that changes the same.
    var form: ApplicationForm {
        var form = ApplicationForm()
        form.allowRefreshToken = allowRefreshToken
        form.refreshTokenExpiry = refreshTokenExpiry
        form.accessTokenExpiry = accessTokenMaxIdleTime
        return form
    }
}
