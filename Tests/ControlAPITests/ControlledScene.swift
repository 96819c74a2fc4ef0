import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import ScenarioLanguage
import ScenarioRunner
import Secrets
import Stage

@testable import ControlAPI

/// A served world with its control API, for one test.
struct ControlledScene: Sendable {
    static let token = "a-token-of-forty-three-characters-0123456789"

    /// An answer with its JSON.
    struct Reply {
        let status: Int
        let text: String

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
        }
        var error: [String: Any] { json["error"] as? [String: Any] ?? [:] }
        var code: String { error["code"] as? String ?? "" }
        var what: String { error["what"] as? String ?? "" }
        var mistakes: [[String: Any]] { error["mistakes"] as? [[String: Any]] ?? [] }
        var date: String { json["date"] as? String ?? "" }
    }

    let world: ServedWorld
    let service: ControlService
    /// The port of the control API.
    let port: Int
    /// The server's URL.
    let url: String

    /// Serves a world over plain HTTP while `body` runs.
    static func with(
        given: String = "preset: registered", _ body: @Sendable (ControlledScene) async throws -> Void
    ) async throws {
        let vocabulary = Vocabulary.catalogues
        let text = "title: Served\ngiven: { \(given) }\nsteps:\n  - clock.advance: 1s\n"
        let loaded = ScenarioLoader(vocabulary: vocabulary).load(text: text, path: "served.yaml")
        guard let scenario = loaded.scenarios.first else {
            throw SceneTrouble(description: loaded.diagnostics.map(\.description).joined(separator: "\n"))
        }
        var door = StageDoor()
        door.isPlain = true
        door.callerAddress = { _ in "198.51.100.20" }
        let world = try await ServedWorld(
            scenario, setup: try StageSetup(reading: scenario.world), vocabulary: vocabulary, seed: 1, authority: nil,
            door: door)
        let service = ControlService(world, followsMachine: false)
        let (opened, opening) = AsyncStream.makeStream(of: Int.self)
        let listening = Task {
            try? await ControlDoor(service, port: 0, token: Secret(token)).run { opening.yield($0) }
            opening.finish()
        }
        guard let port = await opened.first(where: { _ in true }), let url = world.stage.served?.url else {
            throw SceneTrouble(description: "nothing is served")
        }
        var thrown: (any Error)?
        do {
            try await body(ControlledScene(world: world, service: service, port: port, url: url))
        } catch {
            thrown = error
        }
        listening.cancel()
        await listening.value
        await world.stage.stop()
        if let thrown { throw thrown }
    }

    struct SceneTrouble: Error, CustomStringConvertible {
        let description: String
    }

    /// Calls the control API, with its token unless other fields are named.
    func call(
        _ method: String, _ path: String, _ body: String = "", headers: [String: String] = [:]
    ) async throws -> Reply {
        try await send(
            method, "http://127.0.0.1:\(port)\(path)", Array(body.utf8),
            headers: ["Authorization": "Bearer \(Self.token)"].merging(headers) { $1 })
    }

    /// Plays steps.
    func play(_ steps: String) async throws -> Reply { try await call("POST", "/steps", steps) }

    /// Whether a connection to the server ends without an answer.
    var isServerSilent: Bool {
        get async { (try? await send("GET", url + "/api")) == nil }
    }

    /// Calls any URL.
    func send(
        _ method: String, _ url: String, _ body: [UInt8] = [], headers: [String: String] = [:]
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: url)
        request.method = .RAW(value: method)
        for (name, value) in headers where !value.isEmpty { request.headers.add(name: name, value: value) }
        if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .hours(1))
        let text = String(buffer: try await response.body.collect(upTo: 64 << 20))
        return Reply(status: Int(response.status.code), text: text)
    }
}
