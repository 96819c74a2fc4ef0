import Foundation
import ScenarioLanguage
import Stage
import Synchronization
import Testing
import WorkServer
import WorkTime

@testable import ControlAPI
@testable import ScenarioRunner

/// A served world is changed over HTTP, in the words of scenario steps.
@Suite struct `The control API` {
    @Test func `a step moves the clock, as YAML and as JSON`() async throws {
        try await ControlledScene.with { scene async throws in
            #expect(try await scene.call("GET", "/clock").date == "2026-03-02T09:00:00Z")
            let yaml = try await scene.play("- clock.advance: 20m\n- clock.set: 2026-03-02T10:00Z\n")
            #expect(yaml.status == 200 && yaml.date == "2026-03-02T10:00:00Z", "\(yaml.text)")
            let json = try await scene.play(#"{"clock.advance": {"by": "365d"}}"#)
            #expect(json.status == 200 && json.date == "2027-03-02T10:00:00Z", "\(json.text)")
            let clock = try await scene.call("GET", "/clock").json
            #expect(clock["elapsed"] as? String == "365d1h" && clock["clock"] as? String == "virtual")
        }
    }

    @Test(arguments: [
        "- clock.advanc: 20m", "- clock.advance: 20 minutes", "- admin.set: { work_token_grant_expri: 30s }",
        "- clock.advance: 20m\n  clok: 1", "- admin.disable_application: { as: norra }",
        "- network.fault: { kind: delai }",
        "- again: nothing", "- clock.set: 2020-01-01T00:00Z", "- clock.advance: 100000000d",
        "- clock.advance: &a 1s\n- again: *a",
        "clock.advance: 1s\nclock.advance: 2s",
    ])
    func `a mistake has the words, the place and the suggestion that lint has`(_ steps: String) async throws {
        let prefix = "title: T\ngiven: { preset: registered }\nsteps:\n"
        let lines = steps.hasPrefix("- ") ? steps : "- " + steps.replacing("\n", with: "\n  ")
        let linted = ScenarioLoader(vocabulary: .catalogues).load(text: prefix + lines + "\n", path: "t.yaml")
            .diagnostics
        let wanted = linted.filter { $0.severity == .error }
        try await ControlledScene.with { scene async throws in
            let reply = try await scene.play(lines)
            #expect(reply.status == 422 && reply.code == "steps-wrong", "\(reply.text)")
            #expect(reply.mistakes.compactMap { $0["what"] as? String } == wanted.map(\.message))
            #expect(reply.mistakes.compactMap { $0["line"] as? Int } == wanted.map { max(0, $0.line - 3) })
            #expect(reply.mistakes.map { $0["remedy"] as? String } == wanted.map(\.suggestion))
            #expect(try await scene.call("GET", "/clock").date == "2026-03-02T09:00:00Z")
        }
        #expect(!wanted.isEmpty)
    }

    @Test func `a step of our own client is refused by its name, and nothing is played`() async throws {
        let names = Action.built.filter { $0.hasPrefix("user.") || $0.hasPrefix("office.") }.sorted()
        #expect(names.count > 15)
        try await ControlledScene.with { scene async throws in
            for name in names + ["check.told", "check.report"] {
                let reply = try await scene.play("- clock.advance: 1s\n- \(name): {}\n")
                let mistake = reply.mistakes.first {
                    ($0["what"] as? String)?.contains("'\(name)' is a step of") ?? false
                }
                #expect(reply.status == 422 && mistake?["line"] as? Int == 2, "\(reply.text)")
            }
            for step in [
                "network.dns: { answer: unknown }", "network.publish: main", "network.unpublish: main",
                "clock.skew: 5m",
                "network.fault: { kind: delay, by: office }", "network.fault: { kind: delay, request: token }",
                "network.fault: { kind: cut_request, nth: 2 }",
            ] {
                let reply = try await scene.play(step)
                #expect(reply.status == 422 && reply.mistakes.first?["remedy"] is String, "\(reply.text)")
            }
            #expect(try await scene.call("GET", "/clock").date == "2026-03-02T09:00:00Z")
        }
    }

    @Test func `settings, applications and accounts change, and a value that a step gives can be named later`()
        async throws
    {
        try await ControlledScene.with { scene async throws in
            let rotated = try await scene.play(
                "id: rotation\nadmin.rotate_secret: {}\ngives: { secret: client_secret }\n")
            let secret = (rotated.json["gives"] as? [String: String])?["secret"] ?? ""
            #expect(rotated.status == 200 && secret.count > 20, "\(rotated.text)")
            let request = """
                other.request: { path: /auth/oauth2/token, form: { grant_type: refresh_token, refresh_token: x, \
                client_id: 0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005, client_secret: $secret } }
                expect: { failure: request-refused, because: oauth.refresh.unknown }
                """
            let asked = try await scene.play(request)
            #expect(asked.status == 200, "\(asked.text)")
            // What a step of an earlier request is called can be played again, and be called so again.
            #expect(try await scene.play("again: rotation").status == 200)
            #expect(try await scene.play("id: rotation\nadmin.set: { work_token_grant_expiry: 30s }").status == 200)
            let locked = try await scene.play("- admin.lock_user: { user: ada }\n- admin.disable_application: {}\n")
            #expect(locked.status == 200, "\(locked.text)")
            let state = try await scene.call("GET", "/state").json
            #expect((state["applications"] as? [String: String])?["Office & Dragons"] == "disabled")
        }
    }

    @Test func `a step that fails ends the list, and says why`() async throws {
        try await ControlledScene.with { scene async throws in
            let reply = try await scene.play(
                "- admin.set: { work_token_grant_expiry: 48h }\n- admin.disable_application: {}\n")
            #expect(reply.status == 409 && reply.code == "step-failed", "\(reply.text)")
            let steps = reply.json["steps"] as? [[String: Any]] ?? []
            #expect(steps.compactMap { $0["verdict"] as? String } == ["fail", "not_reached"])
            #expect(steps.first?["rule"] as? String == "settings.value.out-of-range")
            let expected = try await scene.play(
                "admin.set: { work_token_grant_expiry: 48h }\n"
                    + "expect: { failure: control-center-refused, because: settings.value.out-of-range }")
            #expect(expected.status == 200, "\(expected.text)")
            let state = try await scene.call("GET", "/state").json
            #expect((state["applications"] as? [String: String])?["Office & Dragons"] == "enabled")
        }
    }

    @Test func `documents are edited, and asked for by their path`() async throws {
        let content =
            "preset: registered, server: { preset: registered, content: { ACTIVE: { Acme: { Papers: "
            + "{ Note.txt: { id: note, versions: [one] } } } } } }"
        try await ControlledScene.with(given: content) { scene async throws in
            let edited = try await scene.play("work.edit: { as: ada, document: $note, text: two }")
            #expect(edited.status == 200, "\(edited.text)")
            let state = try await scene.call("GET", "/state?document=ACTIVE/Acme/Papers/Note.txt").json
            let documents = state["documents"] as? [String: [String: Any]] ?? [:]
            #expect(Set(documents.keys) == ["complaint", "note", "ACTIVE/Acme/Papers/Note.txt"])
            #expect(documents["note"]?["text"] as? String == "two")
            // Whatever a scenario can expect of a document is asked for by the same word.
            for document in documents.values { #expect(Set(document.keys) == Set(DocumentsExpectation.fields.keys)) }
        }
    }

    @Test func `the journal is read on from a number, by rule and by end point`() async throws {
        try await ControlledScene.with { scene async throws in
            let first = try await scene.call("GET", "/journal").json
            let last = first["last"] as? Int ?? 0
            #expect(last > 0 && first["gone"] as? Int == 0)
            _ = try await scene.send("GET", scene.url + "/api")
            _ = try await scene.send("GET", scene.url + "/work/api/v2/customers/1/libraries")
            let later = try await scene.call("GET", "/journal?since=\(last)&endpoint=discovery").json
            let entries = later["entries"] as? [[String: Any]] ?? []
            #expect(entries.count == 1 && entries.first?["path"] as? String == "/api", "\(later)")
            #expect(entries.first?["party"] as? String == "198.51.100.20")
            let refused = try await scene.call("GET", "/journal?since=\(last)&rule=oauth.access.*").json
            #expect((refused["entries"] as? [[String: Any]])?.count == 1, "\(refused)")
            let limited = try await scene.call("GET", "/journal?since=\(last)&limit=1").json
            #expect((limited["entries"] as? [[String: Any]])?.count == 1 && limited["complete"] as? Bool == false)
            let end = later["last"] as? Int ?? 0
            let nothing = try await scene.call("GET", "/journal?since=\(end)").json
            #expect((nothing["entries"] as? [Any])?.isEmpty == true, "\(nothing)")
        }
    }

    @Test func `a world returns to a snapshot and to its start, time included`() async throws {
        try await ControlledScene.with { scene async throws in
            #expect(try await scene.play("id: lock\nadmin.lock_user: { user: ada }").status == 200)
            let taken = try await scene.call("POST", "/snapshot", #"{"name": "locked"}"#)
            #expect(taken.status == 200 && taken.json["name"] as? String == "locked")
            #expect(try await scene.call("POST", "/snapshot").json["name"] as? String == "snapshot-1")
            let changed = try await scene.play(
                "- clock.advance: 400d\n- admin.disable_application: {}\n- server.stop: main\n- network.firewall: reject\n"
                    + "- network.fault: { kind: reset, until: cleared }\n- clock.skew: { server: main, ahead: 5m }\n")
            #expect(changed.status == 200, "\(changed.text)")
            let isSilent = await scene.isServerSilent
            #expect(isSilent)
            let restored = try await scene.call("POST", "/restore", #"{"name": "locked"}"#)
            #expect(restored.status == 200 && restored.date == "2026-03-02T09:00:00Z", "\(restored.text)")
            #expect(try await scene.send("GET", scene.url + "/api").status == 200)
            #expect(scene.world.stage.served?.running.snapshot.users["ADA"]?.isLocked == true)
            // What was read after the snapshot is forgotten, what was read before is not.
            #expect(try await scene.play("again: lock").status == 200)
            #expect(try await scene.call("POST", "/reset").status == 200)
            #expect(scene.world.stage.served?.running.snapshot.users["ADA"]?.isLocked == false)
            #expect(try await scene.play("again: lock").status == 422)
            let names = try await scene.call("GET", "/snapshots").json["snapshots"] as? [String]
            #expect(names == ["locked", "snapshot-1"])
            #expect(try await scene.call("DELETE", "/snapshots/locked").status == 200)
            #expect(try await scene.call("POST", "/restore", #"{"name": "locked"}"#).status == 404)
        }
    }

    @Test func `a caller from outside meets faults, and waits for the clock alone`() async throws {
        try await ControlledScene.with { scene async throws in
            #expect(try await scene.play("network.fault: { kind: status, status: 503, path: /api }").status == 200)
            #expect(try await scene.send("GET", scene.url + "/api").status == 503)
            let next = try await scene.send("GET", scene.url + "/api")
            #expect(next.status == 200, "\(next.status) \(next.text)")
            for kind in ["delay", "trickle"] {
                #expect(try await scene.play("network.fault: { kind: \(kind), for: 10s }").status == 200)
                let end = Mark()
                async let answer = {
                    defer { end.set() }
                    return try await scene.send("GET", scene.url + "/api")
                }()
                // Until the server lets time pass over it, or has answered at once, which is wrong.
                while scene.world.stage.clock.standing.sleepers.isEmpty, !end.isSet {
                    await Task.yield()
                }
                #expect(!end.isSet)
                let moved = try await scene.play("clock.advance: 10s")
                #expect(moved.status == 200, "\(moved.text)")
                #expect(try await answer.status == 200)
            }
            #expect(try await scene.call("GET", "/clock").json["elapsed"] as? String == "20s")
            #expect(scene.world.stage.clock.deadlocks.isEmpty)
        }
    }

    @Test func `a server that is stopped answers nobody, and one that is started again does`() async throws {
        try await ControlledScene.with { scene async throws in
            #expect(try await scene.send("GET", scene.url + "/api").status == 200)
            #expect(try await scene.play("server.stop: main").status == 200)
            let isSilent = await scene.isServerSilent
            #expect(isSilent)
            #expect(try await scene.play("server.start: main").status == 200)
            #expect(try await scene.send("GET", scene.url + "/api").status == 200)
        }
    }

    @Test func `time that passes on the machine passes in a world that follows it`() async throws {
        try await ControlledScene.with { scene async throws in
            await scene.service.pass(.seconds(90))
            #expect(try await scene.call("GET", "/clock").json["elapsed"] as? String == "1m30s")
        }
    }

    @Test func `the docs have every end point`() throws {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
        let page = try String(contentsOfFile: root + "/.docs/control.md", encoding: .utf8)
        for endpoint in ControlEndpoint.allCases {
            let row = "| `\(endpoint.method) \(endpoint.path)` | \(endpoint.takes) | \(endpoint.answers) |"
            #expect(page.contains(row), "the page lacks: \(row)")
        }
    }
}

/// Notes that something has happened.
private final class Mark: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
}
