import Foundation
import IntegrationClient
import Rules
import Secrets
import Testing

@testable import Stage

/// What a client under test is asked and answers, as JSON: other processes read and write exactly this.
@Suite struct `The protocol of a client under test` {
    private static let requests: [(ClientRequest, String)] = [
        (.enableIManage(.init(person: "omar")), #"{"do":"office.enable_imanage","person":"omar"}"#),
        (
            .addServer(
                .init(
                    person: "omar", server: "main", url: "https://w.example", clientID: "id",
                    clientSecret: .init(Secret("s")))),
            #"{"clientID":"id","clientSecret":"s","do":"office.add_server","person":"omar","server":"main","url":"https://w.example"}"#
        ),
        (
            .editServer(.init(person: "omar", server: "main", newName: "other")),
            #"{"do":"office.edit_server","newName":"other","person":"omar","server":"main"}"#
        ),
        (
            .removeServer(.init(person: "omar", server: "main")),
            #"{"do":"office.remove_server","person":"omar","server":"main"}"#
        ),
        (
            .announceServer(.init(person: "omar", server: "main")),
            #"{"do":"office.announce_server","person":"omar","server":"main"}"#
        ),
        (.review(.init(person: "sven", server: "main")), #"{"do":"office.review","person":"sven","server":"main"}"#),
        (.confirm(.init(person: "sven", server: "main")), #"{"do":"office.confirm","person":"sven","server":"main"}"#),
        (
            .reject(.init(person: "sven", server: "main", reason: "no")),
            #"{"do":"office.reject","person":"sven","reason":"no","server":"main"}"#
        ),
        (.restart, #"{"do":"office.restart"}"#),
        (
            .beginLogIn(.init(person: "ada", server: "main")),
            #"{"do":"user.begin_log_in","person":"ada","server":"main"}"#
        ),
        (
            .finishLogIn(.init(person: "ada", callback: .init(Secret("https://o.example/?code=c")))),
            #"{"callback":"https://o.example/?code=c","do":"user.finish_log_in","person":"ada"}"#
        ),
        (.logOut(.init(person: "ada", server: "main")), #"{"do":"user.log_out","person":"ada","server":"main"}"#),
        (
            .listLibraries(.init(person: "ada", server: "main")),
            #"{"do":"user.list_libraries","person":"ada","server":"main"}"#
        ),
        (
            .browse(.init(person: "ada", server: "main", folder: "A")),
            #"{"do":"user.browse","folder":"A","person":"ada","server":"main"}"#
        ),
        (
            .search(.init(person: "ada", server: "main", library: "A", text: "t")),
            #"{"do":"user.search","library":"A","person":"ada","server":"main","text":"t"}"#
        ),
        (
            .open(.init(person: "ada", server: "main", document: "A/d", version: 2)),
            #"{"do":"user.open","document":"A/d","person":"ada","server":"main","version":2}"#
        ),
        (
            .save(
                .init(
                    person: "ada", server: "main", document: "A/d", text: "t", mode: .document, conflict: .copy,
                    folder: "A/B", name: "n")),
            #"{"conflict":"copy","do":"user.save","document":"A/d","folder":"A/B","mode":"document","name":"n","person":"ada","server":"main","text":"t"}"#
        ),
        (
            .resumeSave(.init(person: "ada", server: "main", document: "A/d")),
            #"{"do":"user.resume_save","document":"A/d","person":"ada","server":"main"}"#
        ),
        (
            .lock(.init(person: "ada", server: "main", document: "A/d")),
            #"{"do":"user.lock","document":"A/d","person":"ada","server":"main"}"#
        ),
        (
            .unlock(.init(person: "ada", server: "main", document: "A/d")),
            #"{"do":"user.unlock","document":"A/d","person":"ada","server":"main"}"#
        ),
        (
            .report(.init(person: "ada", server: "main", registration: ["Name": "O&D"])),
            #"{"do":"user.report","person":"ada","registration":{"Name":"O&D"},"server":"main"}"#
        ),
        (.status, #"{"do":"client.status"}"#),
    ]

    private static let replies: [(ClientReply, String)] = [
        (.done, #"{"done":{}}"#),
        (.server(name: "main"), #"{"server":{"name":"main"}}"#),
        (
            .reviewed(checklist: ["tls": "passed"], release: "10.4"),
            #"{"reviewed":{"checklist":{"tls":"passed"},"release":"10.4"}}"#
        ),
        (.page(url: "https://w.example"), #"{"page":{"url":"https://w.example"}}"#),
        (.libraries(names: ["A"]), #"{"libraries":{"names":["A"]}}"#),
        (.documents(names: ["d"]), #"{"documents":{"names":["d"]}}"#),
        (.opened(version: 1, bytes: 2, text: "t"), #"{"opened":{"bytes":2,"text":"t","version":1}}"#),
        (.saved(version: 2, bytes: 3), #"{"saved":{"bytes":3,"version":2}}"#),
        (.report(text: "r"), #"{"report":{"text":"r"}}"#),
        (
            .status(servers: ["main": "validated"], sessions: ["ada": ["main": "logged_in"]], attempts: 4),
            #"{"status":{"attempts":4,"servers":{"main":"validated"},"sessions":{"ada":{"main":"logged_in"}}}}"#
        ),
    ]

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func again<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(try json(value).utf8))
    }

    @Test func `has one form for each request, and reads what it writes`() throws {
        #expect(Self.requests.map(\.0.name) == ClientRequest.Name.allCases)
        for (request, text) in Self.requests {
            #expect(try Self.json(request) == text)
            #expect(try Self.json(try Self.again(request)) == text)
        }
    }

    @Test func `has one form for each reply, and reads what it writes`() throws {
        for (reply, text) in Self.replies {
            #expect(try Self.json(reply) == text)
            #expect(try Self.json(try Self.again(reply)) == text)
        }
    }

    @Test func `takes an answer that leaves out what there is nothing to say of`() throws {
        let done = try JSONDecoder().decode(ClientOutcome.self, from: Data("{}".utf8))
        #expect(done.failure == nil && done.reply == nil && done.notices == [] && done.trouble == nil)
        let text =
            #"{"failure":{"id":"grant-expired","message":"m","at":"token","status":403},"rule":"client.role","notices":["n"]}"#
        let failed = try JSONDecoder().decode(ClientOutcome.self, from: Data(text.utf8))
        #expect(failed.failure?.id == .grantExpired && failed.failure?.status == 403 && failed.rule == "client.role")
        #expect(failed.notices == ["n"])
    }

    @Test func `refuses a request that it does not know`() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ClientRequest.self, from: Data(#"{"do":"user.fly","person":"ada"}"#.utf8))
        }
    }
}
