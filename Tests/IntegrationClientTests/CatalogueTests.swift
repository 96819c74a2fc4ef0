import Foundation
import IntegrationClient
import Rules
import Testing

@Suite struct `The client's catalogues` {
    @Test func `hold every failure that scenarios may expect`() {
        let expected = """
            url-scheme-missing url-not-https url-trailing-slash url-has-path value-missing server-duplicate
            integration-not-enabled not-organization-admin not-staff server-not-announced server-not-validated
            server-rejected name-unknown connection-refused connection-timed-out connection-reset tls-untrusted
            tls-name-mismatch tls-expired tls-incomplete-chain tls-protocol not-tls not-a-work-server server-unavailable
            version-too-old version-unknown oauth-not-offered application-unknown application-disabled user-not-granted
            redirect-mismatch secret-refused sign-in-cancelled sign-in-refused state-mismatch callback-incomplete
            code-refused grant-expired refresh-not-allowed session-expired no-rights not-found checked-out-by-other
            newer-version upload-refused throttled outcome-unknown checksum-mismatch name-unanswered
            """
        #expect(
            FailureCatalogue.all.map(\.id.rawValue)
                == expected.split(whereSeparator: \.isWhitespace).map(String.init).sorted())
    }

    @Test(arguments: FailureCatalogue.all.map(\.id.rawValue))
    func `give each failure a cause, a remedy and a source`(id: String) throws {
        let kind = try #require(FailureCatalogue.kind(FailureID(rawValue: id)))
        #expect(kind.cause.hasSuffix(".") && kind.remedy.text.hasSuffix("."))
        #expect(kind.remedy.step.contains("."))
        #expect(!kind.source.isEmpty && !kind.serves.isEmpty)
    }

    @Test(arguments: integrationClientRules.rules.map(\.id))
    func `let every assumption be switched`(id: String) throws {
        let rule = try #require(integrationClientRules.rule(id))
        #expect(rule.evidence != .assumed || !rule.switches.isEmpty)
        #expect(rule.switches.allSatisfy { integrationClientRules.switch($0) != nil })
        #expect(!rule.serves.isEmpty)
    }

    @Test func `never call a rule twice`() {
        let ids = integrationClientRules.rules.map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `name every rule that a fault of the transport names`() {
        let faults: [TransportFault] = [
            .nameUnknown(host: "a"), .nameUnanswered(host: "a"), .tlsNameMismatch(host: "a"), .tlsUntrusted,
            .tlsExpired, .tlsIncompleteChain,
            .tlsProtocol, .notTLS, .urlMalformed, .bodyTooLarge(limit: 1),
        ]
        #expect(faults.compactMap(\.rule).filter { integrationClientRules.rule($0) == nil } == [])
    }

    @Test(arguments: Deployment.allCases)
    func `print the registration sheet of each deployment`(deployment: Deployment) {
        let text = deployment.registrationSheet.text
        #expect(text.contains("Redirect URL: \(deployment.redirectURL)"))
        #expect(text.contains("Allow Refresh Token: Yes"))
        #expect(text.contains("Refresh Token Expiry: 365 days"))
        #expect(text.contains("Access Token Expiry: 30 mins"))
    }

    @Test func `follow the switches`() {
        let options = ClientOptions(
            assumptions: Assumptions([
                "client.url_check": "off", "client.tokens": "memory", "client.version.unknown": "refuse",
                "client.response.limit": "64MiB",
            ]))
        #expect(options.urlCheck == .off && options.tokens == .memory && options.unknownVersion == .refuse)
        #expect(options.limits.maximumBody == 64 * 1_024 * 1_024)
    }
}
