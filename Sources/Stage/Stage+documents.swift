import IntegrationClient
import Synchronization
import WorkServer

/// What users and colleagues do with documents.
extension Stage {
    static let documentHandlers: [String: Handler] = [
        "user.browse": { stage, arguments in
            var action = try await stage.documentAction(.browse, arguments)
            action.path = try arguments.text("folder")
            return try await stage.client(action)
        },
        "user.search": { stage, arguments in
            var action = try await stage.documentAction(.search, arguments)
            action.text = try arguments.needed("text")
            action.folder = try arguments.text("library") ?? stage.libraries(of: arguments).first
            return try await stage.client(action)
        },
        "user.open": { stage, arguments in
            var action = try await stage.documentAction(.open, arguments)
            action.version = try arguments.text("version").flatMap { Int($0) }
            return try await stage.client(action)
        },
        "user.save": { stage, arguments in
            var action = try await stage.documentAction(.save, arguments)
            action.text = try Stage.contents(arguments) ?? ""
            action.how = try arguments.text("how")
            action.conflict = try arguments.text("conflict")
            action.folder = try arguments.text("folder")
            action.newName = try arguments.text("name")
            return try await stage.client(action)
        },
        "user.resume_save": { try await $0.client(try await $0.documentAction(.resumeSave, $1)) },
        "user.lock": { try await $0.client(try await $0.documentAction(.lock, $1)) },
        "user.unlock": { try await $0.client(try await $0.documentAction(.unlock, $1)) },
        "work.check_out": { stage, arguments in
            let path = try stage.path(arguments)
            return try stage.colleague(
                arguments, .checkOut(document: path, program: try arguments.text("in") ?? "DeskSite"))
        },
        "work.check_in": { stage, arguments in
            let contents = try Stage.contents(arguments).map { Array($0.utf8) }
            return try stage.colleague(arguments, .checkIn(document: try stage.path(arguments), bytes: contents))
        },
        "work.edit": { stage, arguments in
            let contents = Array((try Stage.contents(arguments) ?? "").utf8)
            return try stage.colleague(arguments, .edit(document: try stage.path(arguments), bytes: contents))
        },
        "work.restore": { try $0.colleague($1, .restore(document: try $0.path($1))) },
        "work.delete": { try $0.colleague($1, .delete(document: try $0.path($1))) },
        "work.move": { stage, arguments in
            try stage.colleague(
                arguments, .move(document: try stage.path(arguments), to: try arguments.needed("to")))
        },
        "work.change_access": { try $0.changeAccess($1) },
        "check.documents": { try $0.checkDocuments($1) },
    ]

    private func documentAction(_ name: ClientAction.Name, _ arguments: Arguments) async throws -> ClientAction {
        var action = ClientAction(name, as: try user(arguments), server: try await officeServer(arguments))
        if arguments["document"] != nil { action.path = try path(arguments) }
        return action
    }

    private func libraries(of arguments: Arguments) throws(StageTrouble) -> [String] {
        try server(try arguments.text("server")).running.snapshot.libraries.map(\.id)
    }

    /// The path of the document that is meant, by path or by the id that the world gives it.
    private func path(_ arguments: Arguments) throws(StageTrouble) -> String {
        let text = try arguments.needed("document")
        guard text.hasPrefix("$") else { return text }
        let server = try server(try arguments.text("server"))
        guard let path = setup.documentPaths(on: server.name)[String(text.dropFirst())] else {
            throw StageTrouble("\(arguments.name): no document of \(server.name) has the id \(text)")
        }
        return path
    }

    static func contents(_ arguments: Arguments) throws(StageTrouble) -> String? {
        if let text = try arguments.text("text") { return text }
        guard let size = try arguments.text("size") else { return nil }
        guard let count = Arguments.bytes(size), count <= 16 << 20 else {
            throw StageTrouble("\(arguments.name): 'size' is at most 16MiB")
        }
        return String(repeating: "x", count: count)
    }

    // MARK: Colleagues

    private func colleague(_ arguments: Arguments, _ command: ColleagueCommand) throws -> Success {
        let server = try server(try arguments.text("server"))
        let person = try people.actor(
            try arguments.text("as"), fitting: { $0.office != .staff }, what: "a colleague with an account")
        do throws(CommandRefusal) {
            try server.running.perform(command, by: people.account(of: person, on: server.name))
            return Success()
        } catch {
            throw PartyFailure(
                failure: Outcome.Failure(id: "control-center-refused", message: error.message, at: "office"),
                decision: Outcome.Refusal(rule: error.rule, by: server.name, answered: false))
        }
    }

    private func changeAccess(_ arguments: Arguments) throws -> Success {
        let server = try server(try arguments.text("server"))
        var access: [String: AccessLevel] = [:]
        if let map = try arguments.map("access") {
            for person in map.keys {
                guard let level = AccessLevel(word: try map.needed(person)) else {
                    throw StageTrouble("work.change_access: rights are none, read, write or full")
                }
                let id = setup.people[person] == nil ? person : people.account(of: person, on: server.name)
                access[id.uppercased()] = level
            }
        }
        return try colleague(arguments, .changeAccess(path: try path(arguments), access: access))
    }

    // MARK: Checks

    private func checkDocuments(_ arguments: Arguments) throws -> Success {
        let server = try server(try arguments.text("server"))
        let folder = try arguments.text("folder") ?? ""
        let content = server.running.snapshot.content
        let all =
            folder.isEmpty
            ? content.allDocuments : content.documents(below: folder)
        let wanted = try arguments.text("with_text")
        let found = all.filter { document in wanted.map { document.latest?.text == $0 } ?? true }
        if let count = try arguments.text("count").flatMap({ Int($0) }), count != found.count {
            throw PartyFailure(
                failure: Outcome.Failure(
                    id: "check-failed",
                    message: "There are \(found.count) such documents, not \(count).", at: "office"))
        }
        return Success(shows: ["documents": .list(found.map { .text($0.name) })])
    }
}
