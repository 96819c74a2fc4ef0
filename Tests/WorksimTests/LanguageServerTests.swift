import Foundation
import Synchronization
import Testing

@testable import worksim

private let uri = "file:///nowhere/story.yaml"

/// What an editor, or something that is none, sends.
@Suite struct `The language server` {

    /// What a server has sent.
    private final class Sent: Sendable {
        let messages = Mutex<[WireValue]>([])
    }

    /// A server that has a file open.
    private struct Session {
        let server: LanguageServer
        private let sent = Sent()

        init() {
            let sent = sent
            server = LanguageServer { message in sent.messages.withLock { $0.append(message) } }
        }

        func open(_ text: String) async {
            _ = await take(["id": 1, "method": "initialize", "params": ["capabilities": [:]]])
            _ = await take([
                "method": "textDocument/didOpen",
                "params": [
                    "textDocument": [
                        "uri": .text(uri), "languageId": "yaml", "version": 1, "text": .text(text),
                    ]
                ],
            ])
        }

        /// Handles a message and returns its answer.
        func take(_ message: WireValue) async -> WireValue? {
            sent.messages.withLock { $0 = [] }
            _ = await server.handle(message, isCancelled: false, isOutdated: false)
            return sent.messages.withLock { $0.last }
        }
    }

    @Test(arguments: [(Int.max, Int.max), (Int.max, 0), (0, Int.max), (1 << 31, 1 << 31), (4, 0), (5, 3), (0, 0)])
    func `answers about any position, also beyond the end of the file`(_ line: Int, _ character: Int) async {
        let session = Session()
        await session.open("title: T\ngiven: { preset: connected }\nsteps:\n  - user.list_libraries: { as: ada }\n")
        for method in ["hover", "completion", "definition", "references", "prepareRename", "rename"] {
            let answer = await session.take([
                "id": 2, "method": .text("textDocument/\(method)"),
                "params": [
                    "textDocument": ["uri": .text(uri)], "newName": "other",
                    "position": ["line": .int(line), "character": .int(character)],
                ],
            ])
            #expect(answer?["id"] == 2, "\(method): \(String(describing: answer))")
        }
    }

    @Test func `is initialized once`() async {
        let session = Session()
        await session.open("title: T\n")
        let answer = await session.take(["id": 3, "method": "initialize"])
        #expect(answer?["error"]?["code"] == -32_600)
    }

    @Test func `says that a file with steps and no title is a part`() async {
        let session = Session()
        await session.open("given: { preset: connected }\nsteps:\n  - user.list_libraries: { as: ada }\n")
        let told = await session.take(["method": "textDocument/didSave", "params": [:]])
        let found = told?["params"]?["diagnostics"]?.items ?? []
        #expect(found.count == 1 && found.first?["severity"] == 3, "\(found)")
    }

    @Test(arguments: ["-5", "abc", "", "99999999999999999999", "9223372036854775807", "2147483648"])
    func `passes over a header that says no length a message has, and says so`(_ length: String) {
        var framing = MessageFraming()
        let (none, once, again) = (
            framing.take(Data("Content-Length: \(length)\r\n\r\n{}".utf8)), framing.hasRefused(), framing.hasRefused()
        )
        #expect(none == [] && once && !again)
        let (whole, atLast) = (framing.take(MessageFraming.framed(Data("{}".utf8))), framing.hasRefused())
        #expect(whole == [Data("{}".utf8)] && !atLast)
    }

    @Test func `does not keep what goes on without an end`() {
        var framing = MessageFraming()
        let noise = Data(repeating: 0x58, count: 1 << 20)
        for _ in 0..<8 {
            let bodies = framing.take(noise)
            #expect(bodies == [])
        }
        let bodies = framing.take(MessageFraming.framed(Data("[]".utf8)))
        #expect(bodies == [Data("[]".utf8)])
    }
}
