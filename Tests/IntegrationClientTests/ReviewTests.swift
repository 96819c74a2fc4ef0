import IntegrationClient
import Rules
import Testing

@Suite struct `The review` {
    @Test func `passes a server that tells everything`() async throws {
        try await Office.play { office in
            try office.addServer(.pending)
            let checklist = try await office.integration.review(as: "sven", server: "main")
            #expect(checklist.lines.map(\.verdict) == [.passed, .passed, .passed, .passed, .passed])
            #expect(checklist.release == "10.4.0")
            #expect(office.integration.attempts.map(\.kind) == ["discovery", "authorize"])
        }
    }

    @Test func `says what cannot be known before a log-in`() async throws {
        var script = WorkScript()
        script.stranger = .json(#"{"error":{"message":"X-Auth-Token is invalid or missing"}}"#, status: 401)
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer(.pending)
            let checklist = try await office.integration.review(as: "sven", server: "main")
            #expect(
                checklist.discovery == .passed && checklist.version == .notKnowableYet && checklist.oauth == .passed)
        }
    }

    @Test func `fails with the layer where a name does not exist, and keeps the checklist`() async throws {
        try await Office.play { office in
            try office.addServer(.pending, url: "https://nowhere.example.com")
            let failure = try await office.failure {
                _ = try await office.integration.review(as: "sven", server: "main")
            }
            #expect(failure.id == .nameUnknown && failure.at == .name && failure.rule == "name.unknown")
            #expect(failure.checklist?.address == .failed && failure.checklist?.tls == .notReached)
            #expect(office.integration.attempts.first?.route == nil)
        }
    }

    @Test func `fails where OAuth is not offered, and says since when it exists`() async throws {
        var script = WorkScript()
        script.authorize = .json(#"{"error":{"code":"NRC_NO_RECORD"}}"#, status: 404)
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer(.pending)
            let failure = try await office.failure {
                _ = try await office.integration.review(as: "sven", server: "main")
            }
            #expect(failure.id == .oauthNotOffered && failure.at == .authorize && failure.status == 404)
            #expect(failure.message.contains("10.2.2"))
            #expect(failure.checklist?.oauth == .failed && failure.checklist?.version == .passed)
        }
    }

    @Test(arguments: [
        (TinyReply.html("<title>Sign in</title>"), "not-a-work-server"), (.json("[1]"), "not-a-work-server"),
        (.json("{}"), "not-a-work-server"), (.html("Bad gateway", status: 502), "server-unavailable"),
        (.answer(302, [("Location", "https://login.example.com/")], ""), "not-a-work-server"),
        (.html("Not here", status: 404), "not-a-work-server"), (.json("{\"data\":", status: 200), "not-a-work-server"),
    ])
    func `survives whatever answers there`(reply: TinyReply, id: String) async throws {
        var script = WorkScript()
        script.discovery = reply
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer(.pending)
            let failure = try await office.failure {
                _ = try await office.integration.review(as: "sven", server: "main")
            }
            #expect(failure.id.rawValue == id && failure.at == .discovery)
            #expect(failure.checklist?.tls == .passed && failure.checklist?.discovery == .failed)
        }
    }
}
