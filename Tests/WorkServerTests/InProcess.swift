import HTTPTypes
import HummingbirdCore
import NIOCore
import Rules
import Secrets
import WorkServerTesting
import WorkTime

@testable import WorkServer

/// A server without sockets: requests go through the responder and the router, so that thousands of them cost little.
struct InProcess {
    let core: ServerCore
    let responder: HTTPResponder

    init(
        assume: [String: String] = [:], firm: Firm = InProcess.firm, ownNames: Set<String>? = nil,
        makeBlobFile: (@Sendable () throws -> any BlobFile)? = nil
    ) throws {
        var configuration = ServerConfiguration(
            clock: PartyClock(VirtualClock()), identifiers: SeededIdentifiers(seed: 5, path: ["in-process"]),
            secrets: SecretBook())
        configuration.assumptions = Assumptions(assume)
        configuration.ownNames = ownNames
        if let makeBlobFile { configuration.makeBlobFile = makeBlobFile }
        core = ServerCore(configuration)
        responder = HTTPResponder(core: core)
        _ = try core.maker.perform(FirmLoading(firm: firm), by: "set-up").reply.get()
    }

    /// The usual firm with a workspace (2), a folder (3) and a document (4) in ACTIVE.
    static var firm: Firm {
        var document = FirmContent.Document()
        document.versions = ["one", "two"]
        let folder = FirmContent.Node.container(["Note.txt": .document(document)], .init())
        let workspace = FirmContent.Node.container(["Folder": folder], .init())
        var firm = WorkServerScene.firm
        firm.content = FirmContent(libraries: [
            "ACTIVE": .container(["Workspace": workspace], .init()), "ARCHIVE": .container([:], .init()),
        ])
        return firm
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ fields: [String: String] = [:], body: String? = nil,
        type: String = "application/json", host: String = "localhost"
    ) async throws -> Answer {
        var headers: HTTPFields = [:]
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        if body != nil, headers[.contentType] == nil { headers[.contentType] = type }
        let head = HTTPRequest(
            method: method, scheme: "https", authority: host, path: path, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let context = ExchangeContext(
            source: ExchangeContext.Source(
                logger: HTTPServerFactory.silentLogger, party: "198.51.100.20", table: responder.table))
        return try await responder.serve(request, context).answer
    }

    /// Logs NORA in, who administers everything.
    func token() async throws -> String {
        let answer = try await send(
            .put, "/api/v1/session/login", body: #"{"user_id": "NORA", "password": "nora's password"}"#)
        guard let json = try? JSONObject(reading: Array(answer.body.utf8)), let token = json["X-Auth-Token"]?.text
        else {
            throw Unexpected("no token, but \(answer.status) by \(answer.rule.id)")
        }
        return token
    }

    /// A path of the router with something that is there for each of its parameters.
    static func path(_ template: String, with values: [String: String] = [:]) -> String {
        let id = ["workspaces": "ACTIVE!1", "folders": "ACTIVE!2", "documents": "ACTIVE!3"]
        guard template != "/" else { return template }
        var kind = ""
        return template.split(separator: "/").map { part -> String in
            guard part.hasPrefix(":") else {
                kind = String(part)
                return String(part)
            }
            let name = String(part.dropFirst())
            let usual = ["customer": "1", "library": "ACTIVE", "field": "custom1", "id": id[kind] ?? "ADA"]
            return percentEncoded(values[name] ?? usual[name] ?? WorkServerScene.clientID)
        }.reduce("") { $0 + "/" + $1 }
    }
}
