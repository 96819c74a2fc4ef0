import ArgumentParser
import Foundation
import ScenarioLanguage
import ScenarioRunner

/// Answers an editor's requests about scenario files, by the Language Server Protocol 3.17.
///
/// Requests are answered in the order in which they came; only a run goes on beside them.
actor LanguageServer {
    /// An error of the protocol.
    struct Refusal: Error {
        let code: Int
        let message: String

        static let cancelled = Refusal(code: -32_800, message: "the request was cancelled")
        static func wrongParameters(_ what: String) -> Refusal { Refusal(code: -32_602, message: what) }
    }

    /// The command that plays a file.
    static let runCommand = "worksim.run"

    private let send: @Sendable (WireValue) -> Void
    var documents: [String: OpenDocument] = [:]
    /// What came of the last run of a file, until its text changes.
    var played: [String: PlayedLines] = [:]
    private var runs: [WireValue: Task<Void, Never>] = [:]
    private var isInitialized = false
    private var isShutDown = false
    private var refreshesLenses = false
    private var requests = 0

    /// A server whose messages go to `send`.
    init(send: @escaping @Sendable (WireValue) -> Void) { self.send = send }

    /// Handles a message; the exit status where it ends the server.
    func handle(_ message: WireValue, isCancelled: Bool, isOutdated: Bool) async -> Int32? {
        guard let method = message["method"]?.text else {
            // What answers a request of ours asks for nothing.
            if message["result"] == nil, message["error"] == nil {
                reply(
                    to: message["id"] ?? .null, .failure(Refusal(code: -32_600, message: "a message needs a 'method'")))
            }
            return nil
        }
        guard let id = message["id"], id != .null else {
            return notified(method, message["params"] ?? .null, isOutdated)
        }
        if isCancelled {
            reply(to: id, .failure(.cancelled))
        } else if method == "workspace/executeCommand", isInitialized, !isShutDown {
            begin(id, message["params"] ?? .null)
        } else {
            do throws(Refusal) {
                reply(to: id, .success(try answer(method, message["params"] ?? .null)))
            } catch { reply(to: id, .failure(error)) }
        }
        return nil
    }

    /// Says that bytes came that are not a message in JSON.
    func complainOfGarbage() {
        reply(to: .null, .failure(Refusal(code: -32_700, message: "a message is not JSON")))
    }

    private func reply(to id: WireValue, _ result: Result<WireValue, Refusal>) {
        var message: [String: WireValue] = ["jsonrpc": "2.0", "id": id]
        switch result {
        case .success(let value): message["result"] = value
        case .failure(let refusal):
            message["error"] = ["code": .int(refusal.code), "message": .text(refusal.message)]
        }
        send(.map(message))
    }

    private func notify(_ method: String, _ parameters: WireValue) {
        send(["jsonrpc": "2.0", "method": .text(method), "params": parameters])
    }

    // MARK: Notifications

    private func notified(_ method: String, _ parameters: WireValue, _ isOutdated: Bool) -> Int32? {
        if method == "exit" { return isShutDown ? 0 : 1 }
        guard isInitialized, !isShutDown else { return nil }
        let file = parameters["textDocument"]
        let uri = file?["uri"]?.text
        switch method {
        case "textDocument/didOpen":
            guard let uri, let text = file?["text"]?.text else { return nil }
            documents[uri] = OpenDocument(uri: uri, text: text, version: file?["version"]?.int)
        case "textDocument/didChange":
            guard let uri, let text = parameters["contentChanges"]?.items.last?["text"]?.text, documents[uri] != nil
            else {
                return nil
            }
            documents[uri] = OpenDocument(uri: uri, text: text, version: file?["version"]?.int)
            played[uri] = nil
        case "textDocument/didClose":
            guard let uri else { return nil }
            documents[uri] = nil
            played[uri] = nil
            notify("textDocument/publishDiagnostics", ["uri": .text(uri), "diagnostics": []])
        case "textDocument/didSave", "workspace/didChangeWatchedFiles": break
        case "$/cancelRequest":
            if let id = parameters["id"] { runs[id]?.cancel() }
            return nil
        default: return nil
        }
        // A later change of the text is waiting already.
        if !isOutdated { publish() }
        return nil
    }

    /// Checks all open files: one may stand on another.
    private func publish() {
        let nearby = NearbyPresets(texts: texts)
        for document in documents.values.sorted(by: { $0.uri < $1.uri }) {
            var message: [String: WireValue] = [
                "uri": .text(document.uri), "diagnostics": .list(diagnostics(of: document, nearby)),
            ]
            if let version = document.version { message["version"] = .int(version) }
            notify("textDocument/publishDiagnostics", .map(message))
        }
    }

    /// The texts of open files, as they are in the editor, and of the others as they are on the disk.
    var texts: ScenarioTexts {
        let open = Dictionary(documents.values.map { ($0.path, $0.text) }) { first, _ in first }
        return ScenarioTexts { open[$0] }
    }

    // MARK: Requests

    private func answer(_ method: String, _ parameters: WireValue) throws(Refusal) -> WireValue {
        if method == "initialize" {
            guard !isInitialized else { throw Refusal(code: -32_600, message: "'initialize' comes once") }
            isInitialized = true
            refreshesLenses =
                parameters["capabilities"]?["workspace"]?["codeLens"]?["refreshSupport"] == .bool(true)
            return Self.capabilities
        }
        guard isInitialized else { throw Refusal(code: -32_002, message: "'initialize' comes first") }
        guard !isShutDown else { throw Refusal(code: -32_600, message: "the server is shut down") }
        switch method {
        case "shutdown":
            isShutDown = true
            for run in runs.values { run.cancel() }
            return .null
        case "textDocument/completion": return try completion(parameters)
        case "textDocument/hover": return try hover(parameters)
        case "textDocument/definition": return try definition(parameters)
        case "textDocument/references": return try references(parameters)
        case "textDocument/prepareRename": return try prepareRename(parameters)
        case "textDocument/rename": return try rename(parameters)
        case "textDocument/codeLens": return try lenses(parameters)
        default: throw Refusal(code: -32_601, message: "there is no method '\(method)' here")
        }
    }

    private static let capabilities: WireValue = [
        "capabilities": [
            "positionEncoding": "utf-16",
            "textDocumentSync": ["openClose": true, "change": 1, "save": true],
            "completionProvider": ["triggerCharacters": ["$", ".", ":", " ", "[", "{", "-"]],
            "hoverProvider": true, "definitionProvider": true, "referencesProvider": true,
            "renameProvider": ["prepareProvider": true],
            "codeLensProvider": ["resolveProvider": false],
            "executeCommandProvider": ["commands": [.text(runCommand)]],
        ],
        "serverInfo": ["name": "worksim", "version": .text(WorkSim.configuration.version)],
    ]

    // MARK: Runs

    /// Plays a file beside what else is asked; the reply comes when it has ended.
    private func begin(_ id: WireValue, _ parameters: WireValue) {
        guard parameters["command"]?.text == Self.runCommand, let uri = parameters["arguments"]?.items.first?.text,
            let document = documents[uri]
        else {
            let known = "'\(Self.runCommand)' takes the URI of an open file"
            return reply(to: id, .failure(.wrongParameters(known)))
        }
        let loaded = NearbyPresets(texts: texts).loader(for: document.path).load(
            text: document.text, path: document.path)
        guard !loaded.hasErrors, !loaded.scenarios.isEmpty else {
            let count = loaded.diagnostics.count { $0.severity == .error }
            return reply(
                to: id, .failure(Refusal(code: -32_803, message: "the file has \(count) errors: correct them first")))
        }
        runs[id] = Task {
            let results = await ScenarioRun(jobs: 2).play(loaded.scenarios).map(\.result)
            ended(id, document, results, isCancelled: Task.isCancelled)
        }
    }

    private func ended(_ id: WireValue, _ document: OpenDocument, _ results: [ScenarioResult], isCancelled: Bool) {
        runs[id] = nil
        guard !isCancelled else { return reply(to: id, .failure(.cancelled)) }
        let summary = RunReport.Summary(results)
        // What was played is no longer what stands there, where the text has changed since.
        if documents[document.uri]?.text == document.text {
            played[document.uri] = PlayedLines(results)
            publish()
            if refreshesLenses {
                requests += 1
                send(["jsonrpc": "2.0", "id": .text("worksim-\(requests)"), "method": "workspace/codeLens/refresh"])
            }
        }
        reply(to: id, .success(["summary": .text(summary.text), "red": .int(summary.red)]))
    }
}
