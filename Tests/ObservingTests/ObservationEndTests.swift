import Foundation
import Observing
import Rules
import ScenarioRunner
import Secrets
import Testing
import WorkServerTesting

@testable import WorkServer

/// Observations that end early, or meet a server that is none.
@Suite struct `An observation ends` {
    @Test func `at the first call that is throttled`() async throws {
        let world = try await ObservedWorld.start([:], for: "limits.rate.headers")
        let observation = try await world.observe()
        let throttled = world.scene.server.journal.filter {
            $0.rule == "limits.rate.exceeded" || $0.rule.hasPrefix("limits.rate")
        }
        await world.scene.server.stop()
        #expect(observation.stopped == "the server throttles (429)")
        #expect(throttled.count == 1)
        #expect(observation.readings == ["limits.rate.headers": "reset_and_retry"])
    }

    @Test func `when it is cancelled, and leaves nothing in the scratch folder`() async throws {
        let world = try await ObservedWorld.start([:])
        let observation = try await world.observe(only: ["content.delete.status", "content.download.ranges"]) { _, _ in
            withUnsafeCurrentTask { $0?.cancel() }
        }
        #expect(observation.stopped == "it was ended")
        #expect(observation.findings["content.delete.status"]?.reading == "ok_200")
        #expect(observation.findings["content.download.ranges"]?.reading == nil)
        #expect(observation.leftBehind == [] && world.names == [])
        await world.scene.server.stop()
    }

    @Test(arguments: 1...16)
    func `after the most calls, in the middle of a probe too, and removes what it made`(_ most: Int) async throws {
        var world = try await ObservedWorld.start([:])
        world.options.mostCalls = most
        let observation = try await world.observe(only: ["content.container.not-empty", "content.delete.status"])
        #expect(observation.leftBehind == [] && world.names == [])
        #expect(observation.stopped == "the most calls were made: \(most)" || most > 13)
        await world.scene.server.stop()
    }

    @Test func `without findings where the release changes meanwhile`() async throws {
        let world = try await ObservedWorld.start([:])
        let server = world.scene.server
        let observation = try await world.observe(only: ["http.options", "oauth.request.incomplete"]) { _, _ in
            server.setRelease(Release(text: "10.5") ?? .standard)
        }
        await server.stop()
        #expect(observation.stopped?.hasPrefix("the release changed") == true)
        #expect(observation.readings == [:])
    }

    @Test(arguments: HostileServer.Manner.allCases)
    func `with what was seen where the server is hostile`(_ manner: HostileServer.Manner) async throws {
        let server = try await HostileServer.start(manner)
        var options = ObserverOptions(server: try ServerAddress("http://127.0.0.1:\(server.port)"))
        options.interval = .zero
        // Nothing ever comes from silence, so no limit is too short for it.
        options.network.timeout = [.silent, .stalls].contains(manner) ? .milliseconds(50) : .seconds(3_600)
        (options.clientID, options.redirectURL) = ("canary-client", "https://canary.example.com/")
        (options.user, options.password) = ("canaryada", Secret("canary word"))
        (options.scratch, options.mayFailSignIn) = ("1!1", true)
        let observation = try await Observer(options, RuleLedger.all.catalogue).observe()
        await server.stop()
        let text = try ObservedFile.text(of: observation)
        #expect(observation.calls > 0 && observation.calls <= 400)
        #expect(!text.lowercased().contains("canary"), "\(text.prefix(2_000))")
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.value == 0x202E })
        switch manner {
        case .silent, .hangsUp, .notHTTP, .endlessHeaders, .wrongLength, .brokenChunks, .stalls:
            #expect(observation.stopped != nil)
        case .endless, .redirects, .escapes, .wrongTypes, .compressed, .notUTF8: #expect(observation.stopped == nil)
        }
    }

    @Test(arguments: [
        "ftp://work.example.com", "work.example.com", "https://work.example.com/automate/work",
        "https://work.example.com/work", "https://user:word@work.example.com", "https://login.microsoftonline.com", "",
    ])
    func `before the first call where the address is no work server's`(_ text: String) {
        #expect(throws: ObservingError.self) { try ServerAddress(text) }
    }
}
