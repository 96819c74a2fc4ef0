import Foundation
import ScenarioLanguage
import ScenarioRunner
import Secrets
import Testing

@testable import worksim

/// Files that somebody else wrote, as input of the commands: each gets one message that says what is wrong and where.
@Suite struct `Bad input` {
    private static let scenario = "title: T\ngiven: { preset: connected }\nsteps:\n  - user.list_libraries: {}\n"

    @Test(arguments: [
        ("title: a\u{0}b", "the control character U+0000 stands here", 1, 9),
        ("# \u{1B}[31m\ntitle: T", "the control character U+001B stands here", 1, 3),
        ("title: T\nnote: |\n  x\u{7F}", "the control character U+007F stands here", 3, 4),
        (scenario + "---\n" + scenario, "a second document begins here", 5, 1),
        ("given: " + String(repeating: "{a: ", count: 60) + "1" + String(repeating: "}", count: 60), "nested", 1, 164),
        (String(repeating: "[", count: 30_000), "longer than 20000 bytes", 1, 1),
        (scenario + "  - clock.advance: 9223372036854775807s\n", "is not a duration", 5, 20),
        (scenario + "  - clock.advance: 9999999d\n", "longer than a hundred years", 5, 20),
        (scenario + "  - network.fault: { kind: reset, nth: 9223372036854775808 }\n", "takes a whole number", 5, 40),
        (scenario + "  - network.firewall: { default: reject, allow: [1.2.3.4/99] }\n", "not an address range", 5, 50),
        (scenario + "  - network.publish: { url: \"https://a.example:99999\" }\n", "is not a port", 5, 29),
    ])
    func `of a scenario is refused with its reason and place`(text: String, words: String, line: Int, column: Int) {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(bytes: Data(text.utf8), path: "x.yaml", id: "x")
        let first = loaded.diagnostics.first { $0.message.contains(words) }
        #expect(first?.line == line && first?.column == column, "\(loaded.diagnostics.map(\.description))")
        #expect(first?.description.contains("x.yaml:\(line):\(column)\n") == true)
    }

    @Test(arguments: [
        ("", "it is not a HAR; "), ("[]", "it is not a HAR: it is of another type; "), ("{}", ": it lacks 'log'; "),
        (#"{"log":{}}"#, ": it.log lacks 'entries'; "),
        (#"{"log":{"entries":[{}]}}"#, ": it.log.entries[0] lacks 'request'; "),
        (
            #"{"log":{"entries":[{"request":{"method":"GET","url":"https://a/api","headers":[]},"response":{"status":9223372036854775808,"headers":[]}}]}}"#,
            "it is not a HAR"
        ),
        (String(repeating: #"{"log":"#, count: 9_000), "it is not a HAR"),
        (#"{"log":{"entries":[]}}"#, "none of its 0 entries is a request"),
    ])
    func `of a browser's recording is refused with its place`(text: String, words: String) {
        do {
            _ = try HARScenario(reading: Data(text.utf8), preset: "registered")
            Issue.record("\(text.prefix(60)) is read")
        } catch {
            #expect(error.description.contains(words), "\(error.description)")
        }
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"schema":2,"scenarios":[]}"#, #"{"scenarios":[]}"#,
        #"{"schema":9223372036854775808,"scenarios":[]}"#,
        #"{"schema":1,"scenarios":[{}]}"#,
    ])
    func `of a comparison is no results file`(text: String) throws {
        #expect(throws: (any Error).self) { try RunReport.results(reading: Data(text.utf8)) }
        #expect(try RunReport.results(reading: Data(#"{"schema":1,"scenarios":[]}"#.utf8)).isEmpty)
    }

    @Test func `is shown without the secrets that it holds, each mark at its column`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "bad-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        let secret = "Zx9Qk27TmVb4LsHw"
        let line =
            "  - other.request: { path: /api, form: { password: \(secret) }, headerz: { X-Auth-Token: \(secret) } }"
        try (Self.scenario + line + "\n").write(to: file, atomically: true, encoding: .utf8)
        let diagnostic = try #require(ScenarioSuite(paths: [file.path]).diagnostics.first)
        #expect(diagnostic.lineText == line.replacing(secret, with: String(repeating: "*", count: secret.count)))
        #expect(diagnostic.lineText.dropFirst(diagnostic.column - 1).hasPrefix("headerz"))
        #expect(!diagnostic.description.contains(secret))
        #expect(MaskedLine("title: nothing").text == "title: nothing")
    }

    @Test(arguments: ["x", "a.", "/", "%41", "=&"])
    func `of a pasted text is read in a time that grows with its length`(piece: String) {
        let endless = String(repeating: piece, count: 100_000)
        #expect(CauseSearch().answer(to: endless).isFar)
        #expect(
            CauseSearch().answer(to: endless + "\nHTTP 401 invalid_client: the client secret is wrong").isFar == false)
    }

    @Test func `of a path that names nothing is refused`() {
        #expect(
            ScenarioSuite(paths: [ScenarioSuite.clean(path: "")]).unreadable == ["'': there is no such file or folder"])
    }
}
