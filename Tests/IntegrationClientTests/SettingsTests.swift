import IntegrationClient
import Rules
import Secrets
import Testing

@Suite struct `Organization settings` {
    @Test func `are off until an organization administrator enables iManage`() async throws {
        try await Office.play { office in
            let early = try await office.failure {
                try office.integration.addServer(as: "omar", url: Office.url, clientSecret: Secret("secret"))
            }
            #expect(
                early.id == .integrationNotEnabled && early.rule == "client.integration-off" && early.at == .office)
            let user = try await office.failure { try office.integration.enableIManage(as: "ada") }
            #expect(user.id == .notOrganizationAdmin && user.rule == "client.role")
            try office.integration.enableIManage(as: "omar")
            #expect(office.integration.status().enabled)
        }
    }

    @Test func `take a server with O&D's client id and count it as not announced`() async throws {
        try await Office.play { office in
            try office.integration.enableIManage(as: "omar")
            let name = try office.integration.addServer(as: "omar", url: Office.url, clientSecret: Secret("secret"))
            #expect(name == "work.example.com")
            #expect(office.integration.status().servers == ["work.example.com": .notAnnounced])
            #expect(try office.integration.notices(server: name) == [])
        }
    }

    @Test(
        arguments: [("", nil, "secret"), (Office.url, "  ", "secret"), (Office.url, nil, ""), ("https://", nil, "s")]
            as [(String, String?, String)])
    func `want all three values`(url: String, clientID: String?, secret: String) async throws {
        try await Office.play { office in
            try office.integration.enableIManage(as: "omar")
            let failure = try await office.failure {
                try office.integration.addServer(as: "omar", url: url, clientID: clientID, clientSecret: Secret(secret))
            }
            #expect(failure.id == .valueMissing && failure.rule == "client.value.missing")
        }
    }

    @Test func `refuse a bad URL with its rule and the corrected URL`() async throws {
        try await Office.play { office in
            let failure = try await office.failure { try office.addServer(url: "https://work.example.com/") }
            #expect(failure.id == .urlTrailingSlash && failure.rule == "client.url.trailing-slash")
            #expect(failure.message.contains("Enter https://work.example.com instead"))
        }
    }

    @Test func `refuse the same server twice`() async throws {
        try await Office.play { office in
            try office.addServer()
            let failure = try await office.failure {
                try office.integration.addServer(
                    as: "omar", name: "other", url: "https://WORK.example.com:443", clientSecret: Secret("secret"))
            }
            #expect(failure.id == .serverDuplicate && failure.rule == "client.server.duplicate")
            #expect(failure.message.contains("main"))
        }
    }

    @Test func `recognise the cloud and a client id that is not O&D's`() async throws {
        try await Office.play { office in
            try office.addServer(url: "https://cloudimanage.com", clientID: "generated-id")
            let notices = try office.integration.notices(server: "main")
            #expect(notices.contains { $0.contains("simpler way") && $0.contains("Contact Office & Dragons") })
            #expect(notices.contains { $0.contains(Deployment.clientID) })
        }
    }

    @Test func `send a double slash where the URL check is off`() async throws {
        var options = ClientOptions()
        options.urlCheck = .off
        try await Office.play(options) { office in
            try office.addServer(url: "https://work.example.com/")
            _ = try await office.integration.review(as: "sven", server: "main")
            #expect(office.server.requests.map(\.path) == ["//api", "//auth/oauth2/authorize"])
        }
    }

    @Test func `tell the broken rule of an unchecked URL when it cannot be used`() async throws {
        var options = ClientOptions()
        options.urlCheck = .off
        try await Office.play(options) { office in
            try office.addServer(url: "work.example.com")
            let failure = try await office.failure {
                _ = try await office.integration.review(as: "sven", server: "main")
            }
            #expect(failure.id == .urlSchemeMissing && failure.at == .name)
        }
    }

    @Test(arguments: [
        (ServerStanding.notAnnounced, "server-not-announced"), (.pending, "server-not-validated"),
        (.rejected, "server-rejected"),
    ])
    func `keep everybody from logging in until O&D has confirmed`(standing: ServerStanding, id: String) async throws {
        try await Office.play { office in
            try office.addServer(standing)
            #expect(office.integration.status().servers["main"] == standing)
            let failure = try await office.failure { _ = try await office.beginLogIn() }
            #expect(failure.id.rawValue == id && failure.rule == "client.server.not-validated" && failure.at == .office)
            #expect(standing != .rejected || failure.message.contains("The name is internal."))
            #expect(office.integration.attempts == [])
        }
    }

    @Test func `leave review, confirmation and rejection to staff`() async throws {
        try await Office.play { office in
            try office.addServer(.pending)
            for step in [
                { _ = try await office.integration.review(as: "omar", server: "main") },
                { try office.integration.confirm(as: "omar", server: "main") },
                { try office.integration.reject(as: "ada", server: "main", reason: "no") },
            ] as [() async throws -> Void] {
                let failure = try await office.failure(step)
                #expect(failure.id == .notStaff && failure.rule == "client.role")
            }
        }
    }

    @Test func `cannot be confirmed before they were announced`() async throws {
        try await Office.play { office in
            try office.addServer(.notAnnounced)
            let failure = try await office.failure { try office.integration.confirm(as: "sven", server: "main") }
            #expect(failure.id == .serverNotAnnounced)
        }
    }
}
