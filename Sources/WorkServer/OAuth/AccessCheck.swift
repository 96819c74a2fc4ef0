import Rules
import WorkTime

/// Why an access token does not open the API.
struct AccessRefusal: Error {
    let rule: Rule
    let message: String
    /// Nil where the switch leaves the code out.
    let code: String?
    /// 401, but for the rate limit.
    var status = 401
    /// Seconds after which a call may be tried again.
    var retryAfter: Int?

    /// What a caller reads whose token opens nothing.
    static let deadToken = "X-Auth-Token is invalid or missing"
}

/// Judges the access token of a call; a token in `X-Auth-Token` goes before one in `Authorization`.
struct AccessCheck: Sendable {
    /// The digest of the token as it came; nil if the call has none.
    let token: SecretDigest?
    /// Where the call comes from.
    let address: String

    /// The token's record, and the events by which its use slides its expiry.
    func judge(_ state: WorkState, at now: WorkDate) throws(AccessRefusal) -> (AccessToken, [WorkEvent]) {
        guard let token else { throw refusal(AccessRules.missing, state) }
        guard let access = state.accessTokens[token] else { throw refusal(AccessRules.unknown, state) }
        guard access.revoked == nil else { throw refusal(AccessRules.revoked, state) }
        let application = state.applications[access.clientID]
        let atOnce = state.reading(of: TokenRules.lifetimes) == .atOnce
        let idle = atOnce ? application?.accessTokenExpiry ?? access.idleLimit : access.idleLimit
        guard now - access.lastUse < .seconds(idle * 60) else { throw refusal(AccessRules.idle, state) }
        if let limit = state.settings.accessTokenAbsoluteTimeout, now - access.issued >= limit {
            throw refusal(AccessRules.absolute, state)
        }
        let clientID = access.clientID == SessionLogIn.clientID ? nil : access.clientID
        let admission = Admission(
            way: .token, clientID: clientID, user: state.users[access.user], address: address, scope: access.scope)
        do throws(AdmissionRefusal) {
            _ = try state.admit(admission, at: now)
        } catch {
            throw state.accessRefusal(error)
        }
        let second = now.wholeSecond
        let used: [WorkEvent] = second > access.lastUse ? [.accessTokenUsed(token, at: second)] : []
        return (access, used + (try count(access, state, now)))
    }

    /// Counts the call where there is a limit; the counting starts anew with each minute of the clock.
    private func count(_ access: AccessToken, _ state: WorkState, _ now: WorkDate) throws(AccessRefusal) -> [WorkEvent]
    {
        guard let limit = state.settings.rateLimit else { return [] }
        let seconds = Int(now.wholeSeconds)
        let minute = seconds / 60
        guard access.minute != minute || access.calls < limit else {
            throw AccessRefusal(
                rule: AccessRules.rate, message: "Too many calls. Try again later.", code: "NRC_TOO_MANY_REQUESTS",
                status: 429, retryAfter: 60 - seconds % 60)
        }
        return [.callCounted(access.digest, minute: minute)]
    }

    private func refusal(_ rule: Rule, _ state: WorkState) -> AccessRefusal { state.accessRefusal(by: rule) }
}

extension WorkState {
    /// The answer to a call without a token.
    var accessRefusalOfNoToken: AccessRefusal { accessRefusal(by: AccessRules.missing) }

    /// The answer to a call whose token opens nothing.
    fileprivate func accessRefusal(by rule: Rule) -> AccessRefusal {
        AccessRefusal(
            rule: rule, message: AccessRefusal.deadToken,
            code: reading(of: AccessRules.code) == .nrcCode ? "NRC_UNAUTHENTICATED" : nil)
    }
}
