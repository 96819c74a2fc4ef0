import Crypto
import Foundation
import IntegrationClient
import Synchronization

/// A tiny work server with one document: `ACTIVE/Acme/Pleadings/Complaint.docx`, beside a search called Recent.
final class Shelf: Sendable {
    typealias Special = @Sendable (TinyRequest) -> TinyReply?

    private struct State {
        var versions: [String]
        var others: [(name: String, text: String)] = []
        var holder: String?
    }

    static let path = "ACTIVE/Acme/Pleadings/Complaint.docx"
    private let state: Mutex<State>
    private let script: WorkScript
    private let special: Special

    /// - Parameters:
    ///   - versions: what the document holds.
    ///   - script: what is answered beside documents.
    ///   - special: answers that go before; nil for the usual one.
    init(
        _ versions: [String] = ["First draft"], script: WorkScript = WorkScript(),
        special: @escaping Special = { _ in nil }
    ) {
        state = Mutex(State(versions: versions))
        self.script = script
        self.special = special
    }

    var versions: [String] { state.withLock { $0.versions } }
    var others: [String] { state.withLock { $0.others.map(\.name) } }
    var holder: String? { state.withLock { $0.holder } }

    /// Somebody else saves.
    func edit(_ text: String) { state.withLock { $0.versions.append(text) } }
    func checkOut(by user: String?) { state.withLock { $0.holder = user } }

    /// Takes an upload in, as if its answer were lost.
    func store(_ request: TinyRequest) {
        let text = Self.contents(of: request)
        state.withLock { state in
            if request.path.hasSuffix("/versions") {
                state.versions.append(text)
            } else {
                state.others.append((Self.name(of: request), text))
            }
        }
    }

    func callAsFunction(_ request: TinyRequest) -> TinyReply {
        if let reply = special(request) { return reply }
        guard let mark = request.path.range(of: "/libraries/ACTIVE/") else { return script(request) }
        let token = request.header("X-Auth-Token") ?? ""
        guard !script.dead.contains(token) else { return .json(#"{"error":{"message":"dead"}}"#, status: 401) }
        switch (request.method, String(request.path[mark.upperBound...])) {
        case ("GET", "workspaces"):
            return .json(#"{"data":{"results":[{"id":"ACTIVE!1","name":"Acme","wstype":"workspace"}]}}"#)
        case ("GET", "workspaces/ACTIVE!1/children"):
            return .json(
                """
                {"data":[{"id":"ACTIVE!2","name":"Pleadings","wstype":"folder","folder_type":"regular"},
                {"id":"ACTIVE!9","name":"Recent","wstype":"folder","folder_type":"search"}]}
                """)
        case ("GET", "folders/ACTIVE!2/children"): return .json(#"{"data":[\#(children)]}"#)
        case ("POST", "folders/ACTIVE!2/documents"):
            store(request)
            return .json(#"{"data":{"id":"ACTIVE!8.1","version":1}}"#, status: 201)
        case (_, let path) where path.hasPrefix("documents/ACTIVE!3"): return document(request, path)
        default: return .json(#"{"error":{"code":"NRC_NO_RECORD"}}"#, status: 404)
        }
    }

    private func document(_ request: TinyRequest, _ path: String) -> TinyReply {
        let parts = path.split(separator: "/").map(String.init)
        let asked = parts[1].split(separator: ".").last.flatMap { Int($0) } ?? versions.count
        switch (request.method, parts.count > 2 ? parts[2] : "") {
        case ("GET", ""): return .json(#"{"data":\#(profile(asked))}"#)
        case ("GET", "versions"):
            return .json(#"{"data":[\#(versions.indices.map { profile($0 + 1) }.joined(separator: ","))]}"#)
        case ("GET", "download"): return Self.part(of: versions[asked - 1], request)
        case ("POST", "versions"):
            store(request)
            return .json(#"{"data":\#(profile(versions.count))}"#, status: 201)
        case ("POST", "lock"):
            guard holder == nil || holder == "ADA" else { return .json(#"{"error":{"code":"LOCKED"}}"#, status: 409) }
            checkOut(by: "ADA")
            return .json(#"{"data":{}}"#)
        case ("DELETE", "lock"):
            checkOut(by: nil)
            return .answer(204, [], "")
        default: return .json(#"{"error":{"code":"NRC_NO_RECORD"}}"#, status: 404)
        }
    }

    private var children: String {
        ([profile(versions.count)]
            + state.withLock { $0.others }.enumerated().map { index, other in
                Self.profile("ACTIVE!\(20 + index).1", name: other.name, version: 1, text: other.text, holder: nil)
            }).joined(separator: ",")
    }

    private func profile(_ version: Int) -> String {
        Self.profile(
            "ACTIVE!3.\(version)", name: "Complaint.docx", version: version, text: versions[version - 1], holder: holder
        )
    }

    private static func profile(_ id: String, name: String, version: Int, text: String, holder: String?) -> String {
        let parts = name.split(separator: ".")
        let out = holder.map { #""is_checked_out":true,"in_use_by":"\#($0)""# } ?? #""is_checked_out":false"#
        return """
            {"id":"\(id)","wstype":"document","name":"\(parts[0])","extension":"\(parts[1])","version":\(version),
            "size":\(text.utf8.count),"checksum":"\(checksum(text))",\(out)}
            """
    }

    static func checksum(_ text: String) -> String {
        "SHA256:"
            + SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            .uppercased()
    }

    static func tag(_ text: String) -> String { "\"\(checksum(text).suffix(8))\"" }

    /// All of it, or what follows the place that is asked for.
    private static func part(of text: String, _ request: TinyRequest) -> TinyReply {
        let fields = [("Content-Type", "application/octet-stream"), ("ETag", tag(text))]
        guard let range = request.header("Range"), request.header("If-Range") == tag(text),
            let start = Int(range.dropFirst("bytes=".count).dropLast())
        else { return .answer(200, fields, text) }
        let all = text.utf8.count
        return .answer(
            206, fields + [("Content-Range", "bytes \(start)-\(all - 1)/\(all)")], String(text.dropFirst(start)))
    }

    /// A download that promises all and breaks off.
    static func cut(_ text: String, after count: Int, tag: String?) -> TinyReply {
        let field = tag.map { "ETag: \($0)\r\n" } ?? ""
        return .raw("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\(field)\r\n\(text.prefix(count))")
    }

    /// The contents in an upload's form.
    static func contents(of request: TinyRequest) -> String {
        let parts = request.body.components(separatedBy: "\r\n\r\n")
        return parts.count > 2 ? parts[2].components(separatedBy: "\r\n--o-and-d-")[0] : ""
    }

    private static func name(of request: TinyRequest) -> String {
        let start = request.body.components(separatedBy: "filename=\"")
        return start.count > 1 ? String(start[1].prefix { $0 != "\"" }) : ""
    }
}

extension Office {
    /// Plays `body` with ada logged in at a shelf.
    ///
    /// With a script the shelf is only what that makes of it.
    static func use(
        _ shelf: Shelf, _ options: ClientOptions = ClientOptions(), script: TinyServer.Script? = nil,
        _ body: (Office) async throws -> Void
    ) async throws {
        try await play(options, script: script ?? shelf.callAsFunction) { office in
            try office.addServer()
            _ = try await office.logIn()
            try await body(office)
        }
    }

    /// The kinds of requests since the log-in.
    var kinds: [String] { integration.attempts.map(\.kind).filter { $0 != "token" && $0 != "discovery" } }

    func save(
        _ text: String, _ path: String = Shelf.path, how: SaveMode = .version, conflict: ConflictChoice = .ask,
        name: String? = nil, folder: String? = nil
    ) async throws -> SavedDocument {
        try await integration.save(
            as: "ada", server: "main", path: path, contents: DocumentSource(bytes: Array(text.utf8)), how: how,
            conflict: conflict, folder: folder, name: name)
    }

    func open(version: Int? = nil) async throws -> String? {
        try await integration.open(as: "ada", server: "main", path: Shelf.path, version: version).text
    }
}
