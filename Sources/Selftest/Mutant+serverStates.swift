import ScenarioRunner
import Stage
import WorkServer
import WorkTime

/// Servers that decide on a state which is not the right one: a rule is missing, or read the wrong way round.
extension Mutant {
    static let serverStates: [Mutant] = [
        state("A code can be redeemed again", ["8-wire/code[*]"]) { state in
            state.changeCodes { $0.redeemed = nil }
        },
        state("A code never expires", ["7-trouble/403-grant-expiry[as_documented]"]) { state in
            state.settings[.workTokenGrantExpiry] = "86400s"
        },
        state("A code is not bound to its challenge", ["8-wire/pkce[checked,other]"]) { state in
            state.changeCodes { $0.challenge = nil }
        },
        state("The firewall lets everybody in", ["3-network/firewall[*]"]) { $0.firewall = Firewall() },
        state("The firewall's rules are read from the last one", ["3-network/allowlist-mask[denied_first]"]) { state in
            state.firewall.rules.reverse()
        },
        state("Nobody is in a group", ["2-register/access-group"]) { state in
            for id in state.users.keys { state.users[id]?.groups = [] }
        },
        state("A locked user signs in", ["6-login/user-locked*"]) { state in
            for id in state.users.keys { state.users[id]?.isLocked = false }
        },
        state("Addresses are all trusted", ["6-login/trusted-addresses*"]) { $0.settings[.trustedAddresses] = "off" },
        state("Calls are not counted", ["6-use/throttled[*]"]) { $0.settings[.rateLimit] = "off" },
        state("An access token has no absolute limit", ["2-register/access-absolute"]) { state in
            state.settings[.accessTokenAbsoluteTimeout] = "off"
        },
        application("Everybody may use an application", ["2-register/access"]) { $0.access = .all },
        application("A disabled application works", ["2-register/enable[*]", "2-register/enable-later[die_at_once]"]) {
            $0.isEnabled = true
        },
        application("A secret never expires", ["2-register/secret-expired"]) { $0.secretExpires = nil },
        application("A refresh token is always given", ["2-register/refresh-off[*]"]) { $0.allowRefreshToken = true },
        application("A native application may have a secret", ["2-register/type-native"]) { $0.type = .web },
        application("The switch of the authentication does nothing", ["2-register/authentication-off"]) {
            $0.authentication = true
        },
        application("The beginning of a redirect URL is enough", ["8-wire/redirect-nearly[prefix]"]) { application in
            application.redirectURLs += application.redirectURLs.map { url in
                String(url[..<(url.lastIndex(of: "/") ?? url.endIndex)])
            }
        },
        application("The case of a redirect URL does not count", ["8-wire/redirect-nearly[letter_case]"]) {
            $0.redirectURLs += ["https://app.officeanddragons.com/Settings/Profile/Integrations"]
        },
        application("A query may be added to a redirect URL", ["8-wire/redirect-nearly[query]"]) { application in
            application.redirectURLs += application.redirectURLs.map { $0 + "?next=elsewhere" }
        },
        state("A revoked access token lives on", ["6-login/stale-picker"]) { state in
            state.changeAccessTokens { $0.revoked = nil }
        },
        state("A revoked refresh token lives on", ["8-wire/refresh-tokens[*]"]) { state in
            state.changeRefreshTokens { $0.revoked = nil }
        },
        state("An idle access token lives on", ["2-register/access-expiry"]) { state in
            state.changeAccessTokens { $0.lastUse = $0.lastUse + .seconds(9_999_999) }
        },
        state("A refresh token belongs to another application", ["8-wire/refresh-tokens[same_token]"]) { state in
            state.changeRefreshTokens { $0.clientID = "other-one" }
        },
        state("A sign-in may come back without its state", ["8-wire/sign-in-state"]) { state in
            state.changeSignIns { $0.state = nil }
        },
        document("Rights on documents do not count", ["8-wire/download-rights[*]", "6-use/rights"]) {
            $0.security = Security()
        },
        document("A check-out does not count", ["8-wire/version-past-check-out", "6-use/checked-out[*]"]) {
            $0.checkedOut = nil
        },
    ]

    private static func state(
        _ name: String, _ fails: [String], _ change: @escaping @Sendable (inout WorkState) -> Void
    ) -> Mutant {
        Mutant(
            name: name, side: .server, fails: fails, mutation: StageMutation(server: ServerMutation(state: change)))
    }

    private static func application(
        _ name: String, _ fails: [String], _ change: @escaping @Sendable (inout RegisteredApplication) -> Void
    ) -> Mutant {
        state(name, fails) { state in
            for (key, application) in state.applications {
                var changed = application
                change(&changed)
                state.applications[key] = changed
            }
        }
    }

    private static func document(
        _ name: String, _ fails: [String], _ change: @escaping @Sendable (inout ContentDocument) -> Void
    ) -> Mutant {
        state(name, fails) { state in
            for document in state.content.allDocuments {
                var changed = document
                change(&changed)
                state.content.save(changed)
            }
        }
    }
}
