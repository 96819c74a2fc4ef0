import Foundation
import Rules
import Stage
import Testing

@Suite struct `Stories on the stage` {
    @Test func `a registered firm logs in and lists its libraries`() async throws {
        try await Worlds.play(Worlds.setup()) { stage in
            let logIn = await stage.perform(Action("user.log_in", ["as": .text("ada")]))
            #expect(logIn.ok, "\(logIn)")
            #expect(logIn.requests["office"]?["token"] == Outcome.Count(attempted: 1, arrived: 1))
            #expect(logIn.state.sessions["ada"]?["main"] == "logged_in")
            let libraries = await stage.perform(Action("user.list_libraries"))
            #expect(libraries.shows["libraries"] == .list([.text("ACTIVE"), .text("ARCHIVE")]), "\(libraries)")
            #expect(await stage.check().isEmpty)
        }
    }

    @Test func `a grant that expires too soon is told by the rule, and the setting mends it`() async throws {
        try await Worlds.play(Worlds.setup(replacing: ["60s": "5s"])) { stage in
            let slow = Action("user.log_in", ["as": .text("ada"), "pause_before_callback": .text("6s")])
            let refused = await stage.perform(slow)
            #expect(refused.failure?.id == .grantExpired, "\(refused)")
            #expect(refused.decidingRule == "oauth.grant.expired")
            #expect(refused.failure?.status == 403)
            #expect(refused.failure?.at == "token")
            #expect(refused.elapsed == "6s")
            #expect(await stage.perform(Action("admin.set", ["work_token_grant_expiry": .text("30s")])).ok)
            let mended = await stage.perform(slow)
            #expect(mended.ok, "\(mended)")
            #expect(await stage.check().isEmpty)
        }
    }

    @Test(arguments: [("drop", "connection-timed-out"), ("reject", "connection-reset")])
    func `an address that is not allowed is kept out below HTTP`(manner: String, failure: String) async throws {
        try await Worlds.play(Worlds.setup()) { stage in
            func firewall(_ allowed: String...) -> Action {
                Action("network.firewall", ["default": .text(manner), "allow": .list(allowed.map { .text($0) })])
            }
            #expect(await stage.perform(firewall("203.0.113.77/32", "198.51.100.0/24")).ok)
            let blocked = await stage.perform(Action("user.log_in"))
            #expect(blocked.failure?.id.rawValue == failure, "\(blocked)")
            #expect(blocked.decidingRule == "firewall.no-rule-matched")
            #expect(blocked.requests["office"]?["token"] == Outcome.Count(attempted: 1, arrived: 0))
            #expect(blocked.requests["browser"]?["authorize"] == Outcome.Count(attempted: 1, arrived: 1))
            #expect(await stage.perform(firewall("203.0.113.10/32")).ok)
            let mirror = await stage.perform(Action("user.log_in"))
            #expect(mirror.failure?.id.rawValue == failure, "\(mirror)")
            #expect(mirror.failure?.at == "authorize")
            #expect(mirror.requests["office"] == nil)
            #expect(await stage.perform(firewall("203.0.113.10/32", "198.51.100.0/24")).ok)
            #expect(await stage.perform(Action("user.log_in")).ok)
            #expect(await stage.check().isEmpty)
        }
    }

    @Test func `the same seed gives the same outcomes`() async throws {
        func run() async throws -> [Data] {
            var outcomes: [Data] = []
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            try await Worlds.play(Worlds.setup(replacing: ["60s": "5s"])) { stage in
                for action in [Action("user.log_in"), Action("user.list_libraries"), Action("office.review")] {
                    outcomes.append(try encoder.encode(await stage.perform(action)))
                }
            }
            return outcomes
        }
        let first = try await run()
        #expect(first.count == 3)
        let second = try await run()
        #expect(second == first)
    }

    @Test func `a year passes in one step, and the client asks for one log-in afterwards`() async throws {
        try await Worlds.play(Worlds.setup()) { stage in
            #expect(await stage.perform(Action("user.log_in")).ok)
            for (days, works) in [("364d", true), ("2d", false)] {
                #expect(await stage.perform(Action("clock.advance", ["by": .text(days)])).ok)
                let outcome = await stage.perform(Action("user.list_libraries"))
                #expect(outcome.ok == works, "\(outcome)")
                if !works { #expect(outcome.failure?.id == .sessionExpired) }
            }
            #expect(await stage.perform(Action("user.log_in")).ok)
        }
    }
}

@Suite struct `Actions at the same time` {
    @Test func `one user is kept out for a minute while the other one works, each with an outcome of its own`()
        async throws
    {
        let twoUsers = Worlds.registered.replacingOccurrences(
            of: #""ada": {"#, with: #""ben": {"office": "user", "from": "192.0.2.9"}, "ada": {"#)
        try await Worlds.play(Worlds.setup(twoUsers)) { stage in
            let closed = await stage.perform(
                Action(
                    "network.firewall",
                    ["default": .text("drop"), "allow": .list([.text("203.0.113.10/32"), .text("198.51.100.0/24")])]))
            #expect(closed.ok)
            let outcomes = await stage.perform(
                together: ["ben", "ada"].map { Action("user.log_in", ["as": .text($0)]) })
            #expect(outcomes.map(\.ok) == [false, true], "\(outcomes)")
            #expect(outcomes.map(\.decidingRule) == ["firewall.no-rule-matched", nil])
            #expect(outcomes[0].requests == ["browser": ["authorize": Outcome.Count(attempted: 1, arrived: 0)]])
            #expect(outcomes[1].requests["office"]?["token"] == Outcome.Count(attempted: 1, arrived: 1))
        }
    }
}
