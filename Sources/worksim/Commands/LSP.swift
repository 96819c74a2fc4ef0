import ArgumentParser
import Foundation
import Markup
import ScenarioRunner
import Synchronization

/// Serves an editor.
struct LSP: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp",
        abstract: "Serve an editor: mistakes as you type, completion, hover, definitions, rename, runs.",
        discussion: """
            Speaks the Language Server Protocol over the standard input and output; an editor starts it. \
            .docs/editors.md says how VS Code, Neovim, Emacs and Helix do.
            """)

    @Flag(help: "Use the standard input and output; there is no other way, and editors name it.")
    var stdio = false

    func run() async throws {
        let waiting = WaitingMessages()
        let server = LanguageServer { message in
            guard let body = try? JSONEncoder().encode(message) else { return }
            waiting.write(MessageFraming.framed(body))
        }
        let (messages, continuation) = AsyncStream.makeStream(of: WireValue?.self)
        // Reading blocks: it has a thread of its own, and knows of later messages before earlier ones are answered.
        Thread.detachNewThread {
            var framing = MessageFraming()
            while let bytes = Self.input() {
                for body in framing.take(bytes) {
                    let message = try? JSONDecoder().decode(WireValue.self, from: body)
                    if let message { waiting.came(message) }
                    continuation.yield(message)
                }
                if framing.hasRefused() { continuation.yield(nil) }
            }
            continuation.finish()
        }
        for await message in messages {
            guard let message else {
                await server.complainOfGarbage()
                continue
            }
            let (isCancelled, isOutdated) = waiting.taken(message)
            if let status = await server.handle(message, isCancelled: isCancelled, isOutdated: isOutdated) {
                throw ExitCode(status)
            }
            guard waiting.isHeard else { break }
        }
        // The editor has gone without a farewell, or a person has started this by hand.
        Console.errors.write(
            error: "the input ended without 'exit'; an editor starts this command, as .docs/editors.md says")
        throw ExitCode(1)
    }

    /// What has come on the standard input, at least a byte; nil at its end.
    private static func input() -> Data? {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(0, &bytes, bytes.count)
            if count > 0 { return Data(bytes[..<count]) }
            switch count < 0 ? errno : 0 {
            case EINTR: continue
            case EAGAIN:
                // Somebody who shares the descriptor made it return at once: wait until something is there.
                var state = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
                poll(&state, 1, -1)
            default: return nil
            }
        }
    }
}

/// What is known of messages that have come and are not handled yet, and where answers go.
private final class WaitingMessages: Sendable {
    private struct State {
        var cancelled: Set<WireValue> = []
        /// How many changes of a file wait.
        var changes: [String: Int] = [:]
        var isHeard = true
    }

    private let state = Mutex(State())

    /// Whether somebody reads what is written.
    var isHeard: Bool { state.withLock { $0.isHeard } }

    func write(_ data: Data) {
        state.withLock { state in
            if state.isHeard { state.isHeard = Descriptor.write(data, to: 1) == nil }
        }
    }

    func came(_ message: WireValue) {
        state.withLock { state in
            switch message["method"]?.text {
            case "$/cancelRequest": message["params"]?["id"].map { _ = state.cancelled.insert($0) }
            case "textDocument/didChange": Self.uri(of: message).map { state.changes[$0, default: 0] += 1 }
            default: break
            }
        }
    }

    /// Whether a request was cancelled before its turn, and whether a later change of the same file waits.
    func taken(_ message: WireValue) -> (isCancelled: Bool, isOutdated: Bool) {
        state.withLock { state in
            let isCancelled = message["id"].map { state.cancelled.remove($0) != nil } ?? false
            guard message["method"]?.text == "textDocument/didChange", let uri = Self.uri(of: message) else {
                // The end of a run is handled in turn, as a message of its own.
                if message["method"]?.text == "$/cancelRequest", let id = message["params"]?["id"] {
                    state.cancelled.remove(id)
                }
                return (isCancelled, false)
            }
            let rest = (state.changes[uri] ?? 1) - 1
            state.changes[uri] = rest > 0 ? rest : nil
            return (isCancelled, rest > 0)
        }
    }

    private static func uri(of message: WireValue) -> String? { message["params"]?["textDocument"]?["uri"]?.text }
}
