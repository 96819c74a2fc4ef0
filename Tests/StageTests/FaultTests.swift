import Foundation
import Rules
import Stage
import Testing

@Suite struct `Faults on the stage` {
    private static let connected = Worlds.registered.replacingOccurrences(
        of: #""from": "198.51.100.20""#, with: #""from": "198.51.100.20", "logged_in": ["main"]"#)
    private static let use = Action("user.list_libraries", ["as": .text("ada")])

    private static func fault(_ arguments: [String: JSON]) -> Action {
        Action("network.fault", ["by": .text("office"), "request": .text("libraries")].merging(arguments) { $1 })
    }

    /// Which of so many calls fail, on a stage of this seed.
    private static func struck(seed: UInt64, calls: Int, _ fault: Action) async throws -> [Bool] {
        let stage = try await Stage(setup: Worlds.setup(connected), seed: seed, scenario: "share")
        var struck: [Bool] = []
        #expect(await stage.perform(fault).ok)
        for _ in 0..<calls { struck.append(await !stage.perform(use).ok) }
        await stage.stop()
        return struck
    }

    @Test func `with a share strike some requests, by the seed`() async throws {
        let fault = Self.fault(["kind": .text("reset"), "share": .text("30%")])
        let first = try await Self.struck(seed: 1, calls: 40, fault)
        let again = try await Self.struck(seed: 1, calls: 40, fault)
        let other = try await Self.struck(seed: 2, calls: 40, fault)
        #expect(first == again)
        #expect(first != other)
        #expect((1..<30).contains(first.count { $0 }))
    }

    @Test func `strike the third, twice, and are over`() async throws {
        let fault = Self.fault(["kind": .text("garbage"), "nth": .text("3"), "times": .text("2")])
        #expect(try await Self.struck(seed: 1, calls: 6, fault) == [false, false, true, true, false, false])
    }

    @Test func `are aimed by a path`() async throws {
        let path = "/work/api/v2/customers/*/libraries"
        #expect(
            try await Self.struck(seed: 1, calls: 2, Self.fault(["kind": .text("garbage"), "path": .text(path)]))
                == [true, false])
        try await Worlds.play(Worlds.setup(Self.connected)) { stage in
            let elsewhere = Self.fault(["kind": .text("garbage"), "path": .text("/work/api/v2/*/folders/*")])
            #expect(await stage.perform(elsewhere).ok)
            #expect(await stage.perform(Self.use).ok)
            #expect(await stage.check().map(\.severity) == [.vacuous])
        }
    }

    @Test func `that would strike after more bytes than come are never met`() async throws {
        try await Worlds.play(Worlds.setup(Self.connected)) { stage in
            #expect(await stage.perform(Self.fault(["kind": .text("cut_request"), "at": .text("1MiB")])).ok)
            #expect(await stage.perform(Self.use).ok)
            let findings = await stage.check()
            #expect(findings.map(\.severity) == [.vacuous])
            #expect(findings.first?.detail.contains("cut_request") == true)
        }
    }

    @Test(arguments: ["delay", "trickle"])
    func `that last pass time as they say, and not longer than the client waits`(kind: String) async throws {
        try await Worlds.play(Worlds.setup(Self.connected)) { stage in
            #expect(await stage.perform(Self.fault(["kind": .text(kind), "for": .text("40s")])).ok)
            let slow = await stage.perform(Self.use)
            #expect(slow.ok && slow.elapsed == "40s", "\(slow)")
            #expect(await stage.perform(Self.fault(["kind": .text(kind), "for": .text("2h")])).ok)
            let given = await stage.perform(Self.use)
            #expect(given.failure?.id == .connectionTimedOut && given.elapsed == "1m", "\(given)")
            #expect(given.decidingRule == "fault.\(kind)")
            // What was on its way is gone: hours later nothing of it is left to happen.
            #expect(await stage.perform(Action("clock.advance", ["by": .text("20m")])).ok)
            #expect(await stage.perform(Self.use).ok)
            #expect(await stage.check().isEmpty)
        }
    }

    @Test(arguments: [
        ("path with a kind below HTTP", ["kind": "silence", "path": "/api"], "'request'"),
        ("a kind that is none", ["kind": "gremlins"], "gremlins"),
        ("times and until", ["kind": "reset", "times": "2", "until": "cleared"], "contradict"),
    ])
    func `that make no sense say so`(what: String, arguments: [String: String], says: String) async throws {
        try await Worlds.play(Worlds.setup(Self.connected)) { stage in
            let outcome = await stage.perform(Self.fault(arguments.mapValues { .text($0) }))
            #expect(outcome.trouble?.contains(says) == true, "\(what): \(outcome)")
            #expect(outcome.isTroubleOfTheFile)
        }
    }
}
