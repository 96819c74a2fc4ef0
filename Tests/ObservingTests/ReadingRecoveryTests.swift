import Observing
import Rules
import ScenarioRunner
import Secrets
import Testing
import WorkServer
import WorkServerTesting

/// Every switch that declares a probe, in every reading: a server set to it is observed, and the reading is recovered.
@Suite struct `An observation` {
    struct Case: Sendable, CustomTestStringConvertible {
        let question: SwitchDescription
        let reading: String
        var testDescription: String { "\(question.id)=\(reading)" }
    }

    static let cases = RuleLedger.all.catalogue.switches.filter { $0.probe != nil }.flatMap { question in
        question.values.map { Case(question: question, reading: $0.name) }
    }

    @Test(arguments: cases)
    func `recovers each reading of each switch`(_ played: Case) async throws {
        let id = played.question.id
        let world = try await ObservedWorld.start([id: played.reading], for: id, mayFail: true)
        let observation = try await world.observe(only: [id])
        await world.scene.server.stop()
        #expect(
            observation.findings[id]?.reading == played.reading,
            "\(observation.findings[id].map { "\($0)" } ?? "nothing"), stopped: \(observation.stopped ?? "no")")
        #expect(observation.leftBehind == [])
    }

    @Test func `has a probe for two thirds of all switches, and a reason for each other one`() {
        let switches = RuleLedger.all.catalogue.switches
        let probed = switches.filter { $0.probe != nil }
        #expect(switches.allSatisfy { ($0.probe == nil) == ($0.withoutProbe?.isEmpty == false) })
        #expect(probed.count * 3 >= switches.count * 2, "\(probed.count) of \(switches.count)")
    }

    @Test func `finds the usual server as simulated, and no gap`() async throws {
        let world = try await ObservedWorld.start([:], mayFail: true)
        let observation = try await world.observe()
        await world.scene.server.stop()
        #expect(observation.stopped == nil && observation.leftBehind == [])
        for (id, finding) in observation.findings.sorted(by: { $0.key < $1.key }) {
            switch finding {
            case .asSimulated: break
            case .differs, .gap: Issue.record("\(id): \(finding)")
            case .notSeen(let reason):
                #expect(!reason.hasPrefix("it needs") || id == "oauth.user.cloud-name", "\(id): \(reason)")
            }
        }
        let seen = observation.readings.count
        #expect(seen >= 50, "\(seen)")
        #expect(world.names == [])
    }

    @Test func `finds five changed readings among all others`() async throws {
        let changed = [
            "oauth.refresh.rotation": "new_old_revoked", "oauth.request.incomplete": "forbidden_403",
            "content.delete.status": "no_content_204", "discovery.auth-status": "not_authenticated",
            "oauth.access.challenge": "absent",
        ]
        let world = try await ObservedWorld.start(changed, mayFail: true)
        let observation = try await world.observe()
        await world.scene.server.stop()
        let differing = observation.findings.filter {
            switch $0.value {
            case .differs, .gap: true
            case .asSimulated, .notSeen: false
            }
        }
        #expect(differing.mapValues(\.reading) == changed.mapValues { Optional($0) })
    }

    @Test func `makes nothing and fails no sign-in unless it is allowed to`() async throws {
        var world = try await ObservedWorld.start([:])
        world.options.scratch = nil
        let before = world.scene.server.snapshot.content.documents(below: "CANARYLIB").count
        let observation = try await world.observe()
        let journal = world.scene.server.journal
        await world.scene.server.stop()
        #expect(world.scene.server.snapshot.content.documents(below: "CANARYLIB").count == before)
        #expect(observation.findings["content.delete.status"] == .notSeen("it needs --scratch FOLDER"))
        #expect(observation.findings["oauth.user.password-wrong"] == .notSeen("it needs --may-fail-sign-in"))
        #expect(!journal.isEmpty && !journal.contains { $0.rule.hasPrefix("oauth.user.password-wrong") })
    }

    @Test func `signs in once where the password is wrong`() async throws {
        var world = try await ObservedWorld.start([:], mayFail: false)
        world.options.password = Secret("not the password")
        let observation = try await world.observe()
        let tries = world.scene.server.journal.filter { $0.rule == "oauth.user.password-wrong" }
        await world.scene.server.stop()
        #expect(tries.count == 1)
        #expect(observation.findings["oauth.refresh.rotation"]?.reading == nil)
        #expect(observation.findings["oauth.request.incomplete"]?.reading == "bad_request_400")
    }
}
