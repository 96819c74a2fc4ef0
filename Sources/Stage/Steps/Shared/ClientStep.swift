import ScenarioKeys
import Synchronization

/// A step of the client that returns nothing but notices.
struct DoneReturn: StepReturn {
    static let keys: [ListedKey<Self>] = []
    var notices: [String] = []
}

/// A document that was saved.
struct SavedReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [.init(\._version), .init(\._bytes)]

    @Key("version", "The document's version.") var version = 0
    @Key("bytes", "How many bytes of the document were transferred.") var bytes = 0
    var notices: [String] = []
}

extension StageTrouble {
    /// The client answers something else than it was asked.
    init(unanswered step: String) {
        self.init("\(step): the client's reply is not one to this request", isMistakeOfTheFile: false)
    }
}

/// Asking the client under test.
extension Stage {
    /// Has the client do something; what it cannot do and what fails are thrown.
    func ask(_ request: ClientRequest) async throws -> (reply: ClientReply, notices: [String]) {
        let outcome = await driver.perform(request)
        if let untested = outcome.untested { throw StageUntested(reason: untested) }
        if let trouble = outcome.trouble {
            throw StageTrouble(trouble, isMistakeOfTheFile: false, isErrorOfTheClient: external != nil)
        }
        guard var failure = outcome.failure else {
            if let rule = outcome.rule {
                state.withLock { $0.accepted[StageNetwork.action, default: []].append(rule) }
            }
            return (outcome.reply ?? .done, outcome.notices)
        }
        // Nobody compares what the client does not say; the places of pages are the browser's to name.
        if !reported.contains(.at) { failure.at = "client" }
        var shows: [String: JSON] = [:]
        if case .reviewed(let checklist, _) = outcome.reply {
            shows["checklist"] = .map(checklist.mapValues { .text($0) })
        }
        throw PartyFailure(
            failure: failure, decision: outcome.rule.map { Outcome.Refusal(rule: $0, by: "client", answered: false) },
            shows: shows)
    }

    func done(_ request: ClientRequest) async throws -> DoneReturn {
        var returned = DoneReturn()
        returned.notices = try await ask(request).notices
        return returned
    }

    func serverReturn(of request: ClientRequest) async throws -> ServerReturn {
        let (reply, notices) = try await ask(request)
        guard case .server(let name) = reply else { throw StageTrouble(unanswered: request.name.rawValue) }
        var returned = ServerReturn()
        returned.server = name
        returned.notices = notices
        return returned
    }

    func documentsReturn(of request: ClientRequest) async throws -> DocumentsReturn {
        let (reply, notices) = try await ask(request)
        guard case .documents(let names) = reply else { throw StageTrouble(unanswered: request.name.rawValue) }
        var returned = DocumentsReturn()
        returned.documents = names
        returned.notices = notices
        return returned
    }

    func savedReturn(of request: ClientRequest) async throws -> SavedReturn {
        let (reply, notices) = try await ask(request)
        guard case .saved(let version, let bytes) = reply else { throw StageTrouble(unanswered: request.name.rawValue) }
        var returned = SavedReturn()
        returned.version = version
        returned.bytes = bytes
        returned.notices = notices
        return returned
    }

    /// A request of a person about a server, by the name that Office & Dragons has for it.
    func serverRequest(_ person: String, _ server: ServerName?) async throws -> ClientRequest.AtServer {
        ClientRequest.AtServer(person: person, server: try await officeServer(server))
    }

    /// A request of a person about a document.
    func documentRequest(
        _ person: String, _ server: ServerName?, _ document: DocumentReference
    ) async throws -> ClientRequest.AboutDocument {
        ClientRequest.AboutDocument(
            person: person, server: try await officeServer(server),
            document: document.id == nil ? document.name : try path(of: document, on: self.server(server?.name)))
    }

    /// The name of a server as Office & Dragons knows it.
    func officeServer(_ named: ServerName?) async throws -> String {
        if let named { return named.name }
        let known = try await status().servers.keys.sorted()
        if known.count == 1, let only = known.first { return only }
        if known.isEmpty { return try server(nil).name }
        throw StageTrouble(
            "there are several servers (\(known.joined(separator: ", "))): say which with 'server:'")
    }

    /// How the client says that things stand.
    func status() async throws -> (
        servers: [String: String], sessions: [String: [String: String]], attempts: Int?
    ) {
        guard case .status(let servers, let sessions, let attempts) = try await ask(.status).reply else {
            throw StageTrouble(unanswered: ClientRequest.Name.status.rawValue)
        }
        return (servers, sessions, attempts)
    }
}
