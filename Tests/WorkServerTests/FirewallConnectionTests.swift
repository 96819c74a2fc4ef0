import NIOCore
import NIOHTTP1
import Synchronization
import Testing
import WorkServer
import WorkServerTesting
import WorkTime

/// Writes down what the server tells the clock, and lets go of silent sockets when asked to.
final class Ledger: ExchangeLedger {
    struct State {
        var told: [String] = []
        var releases: [@Sendable () -> Void] = []
    }

    let state = Mutex(State())

    func exchangeArrived(_ id: String) { state.withLock { $0.told.append("arrived \(id)") } }
    func exchangeAnswered(_ id: String) { state.withLock { $0.told.append("answered \(id)") } }
    func exchangeHeld(_ id: String, release: @escaping @Sendable () -> Void) {
        state.withLock {
            $0.told.append("held \(id)")
            $0.releases.append(release)
        }
    }
    func releaseAll() {
        let releases = state.withLock { $0.releases }
        for release in releases { release() }
    }
}

@Suite(.workServer)
struct `The firewall` {
    static func firewall(_ default: Firewall.Default, allow: [String]) -> Firewall {
        Firewall(default: `default`, rules: allow.compactMap { AddressRange($0) }.map { .allow($0) })
    }

    @Test func `who is not on the list is reset before TLS, others are served`() async throws {
        let scene = try WorkServer.current
        scene.server.setFirewall(Self.firewall(.reject, allow: ["127.0.0.10/32"]))
        await #expect(throws: (any Error).self) {
            try await Caller(scene: scene, from: "127.0.0.11").send(.GET, "/api")
        }
        #expect(try await Caller(scene: scene, from: "127.0.0.10").send(.GET, "/api").status == 200)
        let refused = scene.server.journal.filter { $0.kind == .connection && $0.refused }
        #expect(refused.map(\.rule) == ["firewall.no-rule-matched"])
        #expect(refused.first?.party == "127.0.0.11")
    }

    @Test func `a dropped connection is met with silence, and closed when the clock's books say so`() async throws {
        let ledger = Ledger()
        let scene = try await WorkServerScene.start(overTLS: false) {
            $0.exchanges = ledger
            $0.peerAddress = { $0 == "127.0.0.7" ? "203.0.113.7" : $0 }
        }
        scene.server.setFirewall(Self.firewall(.drop, allow: ["127.0.0.10/32"]))
        let port = scene.server.port
        async let silence = RawCaller.send("GET /api HTTP/1.1\r\nHost: a\r\n\r\n", to: port, from: "127.0.0.7")
        while ledger.state.withLock({ $0.releases.isEmpty }) { await Task.yield() }
        #expect(try await Caller(scene: scene, from: "127.0.0.10").send(.GET, "/api").status == 200)
        ledger.releaseAll()
        // Whether the caller sees an end or a reset depends on what the server had read by then; it saw no byte of an answer.
        #expect((try? await silence) ?? "" == "")
        await scene.server.stop()
        #expect(ledger.state.withLock { $0.told } == ["held 127.0.0.7", "arrived 127.0.0.10", "answered 127.0.0.10"])
        let entry = try #require(scene.server.journal.first { $0.rule == "firewall.no-rule-matched" })
        #expect(entry.party == "203.0.113.7")
        #expect(entry.exchange == "127.0.0.7")
        #expect(entry.detail == "No rule matches 203.0.113.7; the default is drop.")
    }

    @Test func `a minute of silence passes on the clock alone`() async throws {
        let clock = VirtualClock()
        let scene = try await WorkServerScene.start(overTLS: false) {
            $0.clock = PartyClock(clock)
            $0.exchanges = clock
        }
        scene.server.setFirewall(Self.firewall(.drop, allow: []))
        let port = scene.server.port
        await #expect(throws: DeadlinePassed.self) {
            try await clock.call("request") {
                clock.exchangeBegan("127.0.0.9")
                defer { clock.exchangeEnded("127.0.0.9") }
                _ = try await clock.race(limit: .seconds(60)) {
                    try await RawCaller.send("GET /api HTTP/1.1\r\nHost: a\r\n\r\n", to: port, from: "127.0.0.9")
                }
            }
        }
        #expect(clock.now.elapsed == .seconds(60))
        await scene.server.stop()
    }

    @Test func `an edit closes the connections that it refuses`() async throws {
        let scene = try await WorkServerScene.start(overTLS: false)
        let port = scene.server.port
        async let kept = RawCaller.send("GET /api HTTP/1.1\r\nHost: a\r\n\r\n", to: port, from: "127.0.0.8")
        while scene.server.journal.count < 2 { await Task.yield() }
        scene.server.setFirewall(Self.firewall(.reject, allow: ["127.0.0.10/32"]))
        let isReset: Bool
        do {
            _ = try await kept
            isReset = false
        } catch {
            isReset = true
        }
        #expect(isReset)
        await scene.server.stop()
    }

    @Test func `a server stops at once although a caller is kept in silence`() async throws {
        let scene = try await WorkServerScene.start(overTLS: false)
        scene.server.setFirewall(Self.firewall(.drop, allow: []))
        let port = scene.server.port
        async let silence = RawCaller.send("GET /api HTTP/1.1\r\n\r\n", to: port)
        while scene.server.journal.count < 2 { await Task.yield() }
        await scene.server.stop(grace: .seconds(30))
        _ = try? await silence
    }

    @Test func `a full journal says so, and the event log loses nothing`() async throws {
        let scene = try await WorkServerScene.start(overTLS: false) { $0.journalCapacity = 10 }
        for number in 1...30 {
            _ = try scene.server.perform(.set(setting: "work_token_grant_expiry", value: "\(number)s"), by: "nora")
        }
        #expect(scene.server.journalOverflowed)
        #expect(scene.server.journal.map(\.sequence) == Array(21...30))
        #expect(scene.server.events.map(\.sequence) == Array(1...31))
        await scene.server.stop()
    }
}
