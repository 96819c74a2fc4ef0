import Foundation
import ScenarioRunner
import Secrets
import Stage
import Testing

@testable import ControlAPI

/// Nothing that is sent to the control API ends it, and nobody without its token is let in.
@Suite struct `Hostile callers of the control API` {
    @Test func `nobody is let in without the token, for another host, or from a page of another site`() async throws {
        try await ControlledScene.with { scene async throws in
            let port = scene.port
            for (headers, status, code) in [
                (["Authorization": ""], 401, "token-missing"), (["Authorization": "Bearer x"], 401, "token-wrong"),
                (["Authorization": "Basic \(ControlledScene.token)"], 401, "token-wrong"),
                (["Authorization": "Bearer \(ControlledScene.token)x"], 401, "token-wrong"),
                (["Authorization": "Bearer"], 401, "token-wrong"),
                (["Host": "work.example.com:\(port)"], 421, "host-foreign"),
                (["Host": "127.0.0.1"], 421, "host-foreign"),
                (["Host": "127.0.0.1:1"], 421, "host-foreign"),
                (["Host": "127.0.0.1.example.com:\(port)"], 421, "host-foreign"),
                (["Origin": "https://evil.example.com"], 403, "origin-foreign"),
                (["Origin": "null"], 403, "origin-foreign"),
                (["Origin": "http://localhost:\(port)"], 403, "origin-foreign"),
            ] {
                for (method, path) in [
                    ("GET", "/clock"), ("POST", "/steps"), ("GET", "/nothing"), ("OPTIONS", "/steps"),
                ] {
                    let reply = try await scene.call(method, path, headers: headers)
                    #expect(reply.status == status && reply.code == code, "\(headers) \(reply.text)")
                    #expect(reply.error.keys.sorted() == ["code", "remedy", "what", "where"])
                    #expect(!reply.text.contains(ControlledScene.token))
                }
            }
            #expect(try await scene.call("GET", "/clock", headers: ["Host": "localhost:\(port)"]).status == 200)
            #expect(
                try await scene.call("GET", "/clock", headers: ["Origin": "http://127.0.0.1:\(port)"]).status == 200)
        }
    }

    @Test func `a wrong request has one error with what, where and what to do`() async throws {
        try await ControlledScene.with { scene async throws in
            let wide = String(repeating: "x", count: (1 << 20) + 1)
            let deep = String(repeating: "[", count: 100_000)
            for (method, path, body, status, code) in [
                ("GET", "/nothing", "", 404, "path-unknown"), ("GET", "/snapshots/a/b", "", 404, "path-unknown"),
                ("GET", "/steps", "", 405, "method-wrong"), ("PUT", "/clock", "", 405, "method-wrong"),
                ("GET", "/clock?at=1", "", 400, "parameter-unknown"),
                ("GET", "/journal?since=-1", "", 400, "parameter-wrong"),
                ("GET", "/journal?since=1&since=2", "", 400, "parameter-twice"),
                ("GET", "/journal?since=%ff", "", 400, "parameter-wrong"),
                ("GET", "/journal?limit=99999999999999999999", "", 400, "parameter-wrong"),
                ("POST", "/steps", wide, 413, "body-large"), ("POST", "/steps", deep, 422, "steps-wrong"),
                ("POST", "/steps", String(deep.prefix(15_000)), 422, "steps-wrong"),
                ("POST", "/steps", "", 422, "steps-wrong"), ("POST", "/steps", " \n", 422, "steps-wrong"),
                ("POST", "/steps", "[]", 422, "steps-wrong"), ("POST", "/steps", "3", 422, "steps-wrong"),
                ("POST", "/steps", "{\"clock.advance\": ", 422, "steps-wrong"),
                ("POST", "/steps", "a: &a [*a, *a]", 422, "steps-wrong"),
                ("POST", "/steps", "--- a\n--- b", 422, "steps-wrong"),
                ("POST", "/steps", "- note: nothing", 422, "steps-wrong"),
                ("POST", "/steps", "\u{0}", 422, "steps-wrong"),
                ("POST", "/restore", "", 400, "body-wrong"), ("POST", "/restore", "[", 400, "body-wrong"),
                ("POST", "/restore", #"{"name": 3}"#, 400, "body-wrong"),
                ("POST", "/restore", #"{"name": "a", "b": "c"}"#, 400, "body-wrong"),
                ("POST", "/restore", deep, 400, "body-wrong"),
                ("POST", "/restore", #"{"name": "nowhere"}"#, 404, "snapshot-unknown"),
                ("DELETE", "/snapshots/nowhere", "", 404, "snapshot-unknown"),
                ("POST", "/snapshot", #"{"name": "../etc"}"#, 400, "name-wrong"),
                ("POST", "/snapshot", #"{"name": ""}"#, 400, "name-wrong"),
            ] {
                let reply = try await scene.call(method, path, body)
                #expect(reply.status == status && reply.code == code, "\(method) \(path) \(reply.text.prefix(600))")
                for part in ["what", "where", "remedy"] { #expect((reply.error[part] as? String)?.isEmpty == false) }
            }
            let bytes = try await scene.send(
                "POST", "http://127.0.0.1:\(scene.port)/steps", [0xFF, 0xFE],
                headers: ["Authorization": "Bearer \(ControlledScene.token)"])
            #expect(bytes.status == 400 && bytes.code == "body-wrong")
            #expect(try await scene.call("GET", "/clock").date == "2026-03-02T09:00:00Z")
        }
    }

    @Test func `a hundred callers at a time are served one after another`() async throws {
        try await ControlledScene.with { scene async throws in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let isReading = number.isMultiple(of: 4)
                        return try await isReading
                            ? scene.call("GET", "/state").status : scene.play("clock.advance: 1s").status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == [Int](repeating: 200, count: 100))
            #expect(try await scene.call("GET", "/clock").json["elapsed"] as? String == "1m15s")
        }
    }

    @Test func `time ends where calendars do, and never goes back`() async throws {
        try await ControlledScene.with { scene async throws in
            let century = #"{"clock.advance": "36000d", "repeat": 100}"#
            var last = try await scene.play(century)
            for _ in 0..<3 where last.status == 200 { last = try await scene.play(century) }
            #expect(last.status == 409 && last.what.contains("20,000 years"), "\(last.text.prefix(600))")
            let past = try await scene.play("clock.set: 2026-03-02T08:00Z")
            #expect(past.status == 422 && past.what.contains("past"), "\(past.text)")
            #expect(try await scene.call("GET", "/clock").status == 200)
            #expect(try await scene.send("GET", scene.url + "/api").status == 200)
        }
    }

    @Test func `snapshots are bounded, and one of them can be taken anew`() async throws {
        try await ControlledScene.with { scene async throws in
            for number in 1...ControlService.mostSnapshots {
                #expect(try await scene.call("POST", "/snapshot", #"{"name": "s\#(number)"}"#).status == 200)
            }
            let full = try await scene.call("POST", "/snapshot")
            #expect(full.status == 409 && full.code == "snapshots-full")
            #expect(try await scene.call("POST", "/snapshot", #"{"name": "s1"}"#).status == 200)
            #expect(try await scene.call("DELETE", "/snapshots/s2").status == 200)
            #expect(try await scene.call("POST", "/snapshot").status == 200)
        }
    }

    @Test func `no secret shows in what the control API answers unless a step gives it`() async throws {
        try await ControlledScene.with { scene async throws in
            let secret = scene.world.stage.secret(for: "main.client_secret") ?? ""
            #expect(secret.count > 20)
            // A token that is sent to the wrong server, and a secret in a place where nobody expects one.
            _ = try await scene.send(
                "GET", scene.url + "/api?note=\(secret)", headers: ["Authorization": "Bearer \(ControlledScene.token)"])
            scene.world.stage.secrets.note(ControlledScene.token, as: "the control API's token")
            let journal = try await scene.call("GET", "/journal")
            #expect(
                journal.status == 200 && !journal.text.contains(secret) && !journal.text.contains(ControlledScene.token)
            )
            let asked = try await scene.play(
                "other.request: { path: /api, query: { note: $main.client_secret } }")
            #expect(asked.status == 200 && !asked.text.contains(secret), "\(asked.text)")
        }
    }

    @Test(arguments: [
        (#"[{"note": "\ud83d\ude00 \\ud83d\\ude00"}]"#, #"[{"note": "😀 \\ud83d\\ude00"}]"#),
        ("- note: \\ud83d", "- note: \\ud83d"),
        (#"{"a": "\ud83d"}"#, #"{"a": "\ud83d"}"#), ("{\\", "{\\"),
    ])
    func `characters that JSON writes as two are one`(_ sent: String, _ read: String) {
        #expect(StepText.readable(sent) == read)
    }
}
