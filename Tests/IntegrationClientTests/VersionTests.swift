import Rules
import Testing

@testable import IntegrationClient

@Suite struct `Versions` {
    @Test(arguments: [
        ("10.2", "10.10"), ("10.1.9999", "10.2"), ("9.9", "10.2"), ("10.2.1", "10.2.2"), ("10.2.3812", "10.3"),
    ])
    func `are compared number by number`(older: String, newer: String) throws {
        let (older, newer) = (try #require(ServerVersion(older)), try #require(ServerVersion(newer)))
        #expect(older < newer)
        #expect(!(newer < older))
    }

    @Test(arguments: ["10.2", "10.2.0", "v10.2", "10.2-hotfix", " 10.2.0.0 "])
    func `of the minimum are the minimum, however spelt`(text: String) throws {
        #expect(try #require(ServerVersion(text)) == .minimum)
    }

    @Test(arguments: ["", "unknown", "-1.2", "v", "99999999999999999999"])
    func `that do not begin with a number are not read`(text: String) {
        #expect(ServerVersion(text) == nil)
    }

    @Test func `below the minimum are refused with both versions named`() async throws {
        var script = WorkScript()
        script.discovery = .json(WorkScript.description(version: "10.1.5"))
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            let failure = try await office.failure { _ = try await office.logIn() }
            #expect(failure.id == .versionTooOld)
            #expect(failure.rule == "client.version.too-old")
            #expect(failure.at == .discovery)
            #expect(failure.message.contains("10.1.5") && failure.message.contains("10.2"))
            #expect(office.integration.status().sessions["ada"]?["main"] == .loggedOut)
        }
    }

    @Test(arguments: [nil, "build seven"])
    func `that are not known are warned of, or refused by the switch`(version: String?) async throws {
        var script = WorkScript()
        script.discovery = .json(WorkScript.description(version: version))
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            #expect(try await office.logIn().notices.contains { $0.contains("confirm") })
        }
        var options = ClientOptions()
        options.unknownVersion = .refuse
        try await Office.play(options, script: script.callAsFunction) { office in
            try office.addServer()
            let failure = try await office.failure { _ = try await office.logIn() }
            #expect(failure.id == .versionUnknown)
            #expect(failure.rule == "client.version.unknown")
        }
    }
}
