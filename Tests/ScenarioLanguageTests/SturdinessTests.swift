import ScenarioLanguage
import Testing

@Suite struct `Whatever the file` {
    @Test(arguments: Fixtures.examples)
    func `every beginning of an example loads or is explained`(_ name: String) throws {
        let text = try Fixtures.example(name)
        for length in stride(from: 0, to: text.count, by: 3) { Self.check(String(text.prefix(length))) }
    }

    @Test(arguments: Fixtures.examples)
    func `an example without one of its lines loads or is explained`(_ name: String) throws {
        let lines = try Fixtures.example(name).split(separator: "\n", omittingEmptySubsequences: false)
        for missing in lines.indices {
            var rest = lines
            rest.remove(at: missing)
            Self.check(rest.joined(separator: "\n"))
        }
    }

    @Test(arguments: Fixtures.examples)
    func `Windows line ends do no harm`(_ name: String) throws {
        let text = (try Fixtures.example(name)).replacing("\n", with: "\r\n")
        #expect(Fixtures.load(text).diagnostics.map(\.description) == [])
    }

    @Test func `a byte order mark does no harm`() throws {
        let result = Fixtures.load("\u{FEFF}" + (try Fixtures.example("six-steps")))
        #expect(result.diagnostics.map(\.description) == [])
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func `nesting without end is refused, not followed`(_ opening: String) {
        let result = Fixtures.load("title: A story\nnote: " + String(repeating: opening, count: 2_000))
        #expect(result.hasErrors)
    }

    @Test(arguments: ["$.", "$..", "$.a", "$a.", "$"])
    func `a reference without a name is explained`(_ reference: String) {
        let result = Fixtures.load(
            """
            title: A story
            given: { preset: registered }
            matrix: { a: { one: { by: 1s } } }
            steps:
              - clock.advance: "\(reference)"
            """)
        #expect(result.hasErrors)
    }

    @Test func `a matrix whose pairs take too long to find is refused`() {
        let rows = (0..<100).map { "r\($0): { by: 1s }" }.joined(separator: ", ")
        let axes = (0..<60).map { "  a\($0): { \(rows) }\n" }.joined()
        let result = Fixtures.load(
            "title: A story\nmatrix:\n  pairwise: yes\n\(axes)steps:\n  - clock.advance: $a0.by\n")
        #expect(result.diagnostics.map(\.message).contains { $0.contains("more than 20 axes") })
    }

    @Test func `a huge file is refused`() {
        let result = Fixtures.load("title: A story\nnote: " + String(repeating: "long ", count: 4_000_000))
        #expect(result.hasErrors)
    }

    private static func check(_ text: String) {
        let result = Fixtures.load(text)
        #expect(!result.scenarios.isEmpty || result.hasErrors)
        for diagnostic in result.diagnostics where diagnostic.line > 0 {
            #expect(diagnostic.column > 0 && diagnostic.length > 0)
            #expect(diagnostic.column <= diagnostic.lineText.count + 1)
        }
    }
}
