import Foundation
import HTTPTypes
import Rules
import Testing

@testable import WorkServer

/// What holds for all operations, in loops over the table of paths: a new operation is covered as soon as it is there.
@Suite struct `Every operation` {
    private static let methods = ContentAPI.methods

    /// Paths of the whole router with something at each parameter, and the methods that are served there.
    private static func routes(_ server: InProcess) -> [(HTTPRequest.Method, String)] {
        server.responder.table.entries.filter { $0.path != "/" }.flatMap { entry in
            entry.endpoints.map { ($0.method, InProcess.path(entry.path)) }
        }
    }

    @Test func `has its path with a slash at the end too`() async throws {
        let server = try InProcess()
        for (method, path) in Self.routes(server) {
            // Without a token nothing is changed, and a path that nothing serves is refused by another rule.
            let (bare, slashed) = (try await server.send(method, path), try await server.send(method, path + "/"))
            #expect(bare.rule.id != "http.path.unknown", "\(method) \(path)")
            #expect(bare.rule.id == slashed.rule.id && bare.status == slashed.status, "\(method) \(path)/")
        }
    }

    @Test(arguments: [nil, "collapsed"] as [String?])
    func `has its path with two slashes in a row where the server is read so`(_ reading: String?) async throws {
        let server = try InProcess(assume: reading.map { ["http.path.double-slash": $0] } ?? [:])
        for (method, path) in Self.routes(server) {
            let (bare, doubled) = (try await server.send(method, path), try await server.send(method, "/" + path))
            if reading == nil {
                #expect(doubled.status == 404 && doubled.rule.id == "http.path.double-slash", "\(method) /\(path)")
            } else {
                #expect(bare.rule.id == doubled.rule.id && bare.status == doubled.status, "\(method) /\(path)")
            }
        }
    }

    // MARK: Deletions

    /// How there comes to be something to delete, for each path of the table.
    private static let deletions: [String: ([Correction.Call], String)] = [
        "/workspaces/:id": ([.delete("\(active)/folders/ACTIVE!6")], "/workspaces/ACTIVE!5"),
        "/folders/:id": ([], "/folders/ACTIVE!6"), "/documents/:id": ([], "/documents/ACTIVE!3.1"),
        "/folders/:id/documents/:document": (
            [.post("\(active)/folders/ACTIVE!6/document-shortcuts", #"{"document_id":"ACTIVE!3"}"#)],
            "/folders/ACTIVE!6/documents/ACTIVE!3"
        ),
        "/trash-bin/documents/:id": (
            [.delete("\(active)/documents/ACTIVE!3.1")], "/trash-bin/documents/ACTIVE!3.1"
        ),
        "/customs/:field/:id": (
            [.post("\(active)/customs/custom1", #"{"id":"A","description":"A"}"#)], "/customs/custom1/A"
        ), "/groups/:id": ([], "/groups/LITIGATION"),
        "/change-events/queues/:queue": (
            [.post("\(active)/change-events/queues", #"{"queue_id":"q"}"#)], "/change-events/queues/q"
        ),
    ]

    @Test(arguments: [("ok_200", 200), ("no_content_204", 204)])
    func `that deletes has the status of the reading and no body`(_ reading: String, _ status: Int) async throws {
        for method in Self.methods where method.method == .delete {
            // Unlocking shows the document; it deletes nothing.
            guard case .nothing = method.about.result else { continue }
            let path = method.paths[0]
            let (first, place) = try #require(Self.deletions[path], "nothing says what DELETE \(path) deletes")
            let server = try InProcess(assume: ["content.delete.status": reading], firm: Correction.firm)
            let token = try await server.token()
            for call in first {
                let answer = try await server.send(call, token)
                try #require(answer.status < 400, "\(call.path): \(answer.body)")
            }
            let answer = try await server.send(.delete(active + place), token)
            #expect(answer.status == status, "DELETE \(path): \(answer.body)")
            #expect(answer.body.isEmpty, "DELETE \(path)")
        }
    }

    // MARK: Values

    /// A member of a body by its place, and a body that has it.
    private struct Place {
        let path: [String]
        let type: OpenAPIType

        /// The members in which the place lies, as JSON.
        func json(_ value: String, beside base: [String: String]) -> String {
            var inner = value
            for name in path.dropFirst().reversed() { inner = name == "[]" ? "[\(inner)]" : "{\"\(name)\":\(inner)}" }
            var members = base
            if let name = path.first { members[name] = inner }
            return "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
                + "}"
        }
    }

    private static func places(in type: OpenAPIType, _ path: [String] = []) -> [Place] {
        switch type {
        case .object(let fields):
            fields.sorted { $0.key < $1.key }.flatMap { places(in: $0.value, path + [$0.key]) }
        case .list(let item): places(in: item, path + ["[]"])
        default: [Place(path: path, type: type)]
        }
    }

    /// What a body must hold beside, for a call to succeed.
    private static let bases: [String: [String: String]] = [
        "NewWorkspace": ["name": "\"New\""], "NewFolder": ["name": "\"New\""],
        "NewSearchFolder": ["name": "\"New\"", "filters": "{\"name\":\"note\"}"],
        "NewLookup": ["id": "\"L\"", "description": "\"L\""], "NewGroup": ["id": "\"NEW\""],
        "MembersChange": ["action": "\"add\"", "data": "[\"ADA\"]", "data_type": "\"users\""],
        "NewChangeQueue": ["queue_id": "\"q\""],
    ]

    /// Sends two bodies to servers that are alike, and says where their answers differ.
    private static func difference(
        _ method: APIMethod, _ bodies: (String, String)
    ) async throws -> String? {
        let path = InProcess.path(method.wholePaths[0], with: ["id": id(for: method)].compactMapValues { $0 })
        var answers: [Answer] = []
        for body in [bodies.0, bodies.1] {
            let server = try InProcess(firm: Correction.firm)
            answers.append(
                try await server.send(method.method, path, ["X-Auth-Token": try await server.token()], body: body))
        }
        let isAlike = answers[0].status == answers[1].status && answers[0].body == answers[1].body
        return isAlike ? nil : "\(method.method) \(path): \(bodies.1) gives \(answers[1].status) \(answers[1].body)"
    }

    private static func id(for method: APIMethod) -> String? {
        method.paths[0].contains("/groups/") ? "LITIGATION" : nil
    }

    private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

    @Test func `with a JSON body takes its words in any case`() async throws {
        var count = 0
        for method in Self.methods where method.body == .json || method.body == .jsonOrNothing {
            guard let name = method.about.body, let schema = OpenAPISchemas.bodies[name] else { continue }
            for place in Self.places(in: schema) {
                // Names of fields are no words of a value.
                guard case .word(let words) = place.type, !place.path.contains("profile_fields"), let word = words.last
                else { continue }
                count += 1
                let base = Self.bases[name] ?? [:]
                let plain = place.json("\"\(word)\"", beside: base)
                for other in [word.uppercased(), Self.capitalized(word)] {
                    let found = try await Self.difference(method, (plain, place.json("\"\(other)\"", beside: base)))
                    #expect(found == nil)
                }
            }
        }
        #expect(count > 20)
    }

    @Test func `with a JSON body takes its truths as texts`() async throws {
        var count = 0
        for method in Self.methods where method.body == .json || method.body == .jsonOrNothing {
            guard let name = method.about.body, let schema = OpenAPISchemas.bodies[name] else { continue }
            for place in Self.places(in: schema) {
                switch place.type {
                case .truth, .loose(.truth): break
                default: continue
                }
                count += 1
                let base = Self.bases[name] ?? [:]
                let found = try await Self.difference(
                    method, (place.json("true", beside: base), place.json("\"True\"", beside: base)))
                #expect(found == nil)
            }
        }
        #expect(count > 60)
    }

    @Test func `takes the words and truths of its query in any case`() throws {
        for method in Self.methods {
            for parameter in method.about.query {
                let words: [String] =
                    switch parameter.kind {
                    case .choice(let words): words
                    case .truth: ["true", "false"]
                    case .text, .number, .date: []
                    }
                for word in words {
                    for other in [word, word.uppercased(), Self.capitalized(word)] {
                        #expect(throws: Never.self, "\(method.paths[0])?\(parameter.name)=\(other)") {
                            try parameter.check(other)
                        }
                    }
                }
            }
        }
    }

    // MARK: Profiles

    /// What iManage's connectors make for their pages, beside `parent_id` of a document.
    private static let facade: Set<String> = [
        "author_info", "basic_properties", "document_url", "folder_url", "full_file_name", "last_user_info",
        "operator_info", "workspace_url",
    ]

    private static func facadeFields(in member: JSONObject.Member, _ path: String = "") -> [String] {
        switch member {
        case .list(let items): items.flatMap { facadeFields(in: $0, path + "[]") }
        case .object(let members):
            members.keys.filter { facade.contains($0) }.map { "\(path).\($0)" }
                + (["document", "email"].contains(members["wstype"]?.text ?? "") && members["parent_id"] != nil
                    ? ["\(path).parent_id"] : [])
                + members.flatMap { facadeFields(in: $0.value, path + "." + $0.key) }
        default: []
        }
    }

    @Test func `that reads shows no field of the connectors, unless the switch says so`() async throws {
        for (assume, isShown) in [([:], false), (["content.profile.facade-fields": "shown"], true)] {
            let server = try InProcess(assume: assume, firm: Correction.firm)
            let token = try await server.token()
            var found: Set<String> = []
            for method in Self.methods where !method.writes && method.body != .upload {
                for path in method.wholePaths.prefix(method.paths.count) {
                    let answer = try await server.send(
                        method.method, InProcess.path(path), ["X-Auth-Token": token],
                        body: method.body == .none ? nil : "{}")
                    guard let json = try? JSONObject(reading: Array(answer.body.utf8)) else { continue }
                    found.formUnion(Self.facadeFields(in: json.root).map { "\(path)\($0)" })
                }
            }
            #expect(found.isEmpty != isShown, "\(found.sorted())")
        }
    }
}
