import Rules
import ScenarioKeys
import WorkServer

/// A step of a colleague in DeskSite or the web client.
protocol ColleagueStep: ActedStep, ServerStep {
    var document: DocumentReference { get }
    var program: String? { get }
}

extension ColleagueStep {
    static var cast: Cast { .colleague }

    /// Gives a command about the document; a refusal is a failure of the step.
    func command(on stage: Stage, _ command: (String, StageServer) -> ColleagueCommand) throws -> Nothing {
        let server = try target(on: stage)
        let person = try actor(on: stage)
        let path = try stage.path(of: document, on: server)
        do throws(CommandRefusal) {
            try server.running.perform(
                command(path, server), by: stage.people.account(of: person, on: server.name), in: program ?? "DeskSite")
            return Nothing()
        } catch {
            throw Stage.PartyFailure(refused: .colleagueRefused, error, by: server.name)
        }
    }

    func command(on stage: Stage, _ make: (String) -> ColleagueCommand) throws -> Nothing {
        try command(on: stage) { path, _ in make(path) }
    }
}

/// What somebody may do with a document or a folder.
package enum Right: String, WordValue {
    case none, read, write, full

    /// The level on the server.
    var level: AccessLevel {
        switch self {
        case .none: .none
        case .read: .read
        case .write: .write
        case .full: .full
        }
    }
}

extension Stage {
    /// The path of the document to which the world gives an id, on a server or on the only one; nil where there is none.
    package func documentPath(of id: String, on server: String?) -> String? {
        (server ?? sites.first?.name).flatMap { setup.documentPaths(on: $0)[id] }
    }

    /// The path of the document that is meant, by path or by the id that the world gives it.
    func path(of document: DocumentReference, on server: StageServer) throws(StageTrouble) -> String {
        guard let id = document.id else { return document.name }
        guard let path = setup.documentPaths(on: server.name)[id] else {
            throw StageTrouble("no document of \(server.name) has the id \(document)")
        }
        return path
    }
}
