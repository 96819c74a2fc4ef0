import ScenarioLanguage
import ScenarioRunner
import Stage
import Testing

@testable import Demo

/// What is downloaded of a demo, by the shapes of the requests that were sent in it.
@Suite struct `A recording of the demo` {
    /// A request of each shape, as the arguments of `other.request`, with what the server must answer.
    private static let shapes: [(shape: String, step: String)] = [
        ("JSON with line breaks", #"{ json: { filters: { name: "two\nlines" } } }"#),
        (
            "JSON as text, indented",
            #"{ body: "{\n  \"filters\": {\n    \"name\": \"x\"\n  }\n}", headers: { Content-Type: application/json } }"#
        ),
        ("a long body", #"{ json: { filters: { name: "\#(String(repeating: "long ", count: 2_000))" } } }"#),
        (
            "multipart",
            #"{ body: "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\ntext\r\n--b--\r\n", headers: { Content-Type: "multipart/form-data; boundary=b" } }"#
        ),
        (
            "repeated keys of a query",
            #"{ json: { filters: { name: x } }, path: "/work/api/v2/customers/1/libraries/ACTIVE/documents/search?a=1&a=2" }"#
        ),
        (
            "dollars in texts",
            #"{ json: { filters: { name: "$$report for $$ada" } }, query: { note: "$$5 or $$main.token" } }"#
        ),
        ("lines that end with CRLF", #"{ body: "one\r\ntwo\r\n", headers: { Content-Type: text/plain } }"#),
        (
            "what YAML reads otherwise",
            #"{ json: { filters: { name: "yes: 'a', {b} #c" } }, query: { on: "no", empty: "" } }"#
        ),
    ]

    private static let logIns = """
          - other.request: { path: /auth/oauth2/token, form: { grant_type: password, username: ADA, password: $main.ada.password, client_id: 0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005, client_secret: $main.client_secret, scope: user } }
            gives: { first: body.access_token }
          - other.request: { path: /auth/oauth2/token, form: { grant_type: password, username: ADA, password: $main.ada.password, client_id: 0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005, client_secret: $main.client_secret, scope: user } }
            gives: { second: body.access_token, renewal: body.refresh_token }

        """

    @Test(arguments: shapes.indices)
    func `holds a request of each shape, lints, and plays as it was`(_ index: Int) async throws {
        let (shape, step) = Self.shapes[index]
        let path = step.contains("path: ") ? "" : "path: /work/api/v2/customers/1/libraries/ACTIVE/documents/search, "
        let request = "method: POST, bearer: $first, " + path + step.dropFirst(2).dropLast(2)
        try await check(shape, Self.logIns + "  - other.request: { \(request) }\n    keep: x\n")
    }

    @Test func `holds several tokens of one user, Bearer and Basic`() async throws {
        try await check(
            "tokens",
            Self.logIns + """
                  - other.request: { path: /work/api/v2/customers/1/libraries, bearer: $first }
                  - other.request: { path: /work/api/v2/customers/1/libraries, headers: { X-Auth-Token: $second } }
                  - other.request: { path: /auth/oauth2/token, basic: { user: 0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005, password: $main.client_secret }, form: { grant_type: refresh_token, refresh_token: $renewal } }

                """)
    }

    /// Plays a story in the demo, and what was recorded of it by itself.
    private func check(_ shape: String, _ steps: String) async throws {
        let steps = try await answered(steps)
        let story = try #require(load(steps).scenarios.first, "\(shape): \(load(steps).diagnostics)")
        let yaml = try await PlayingLimit.withPlace {
            let director = try await Director(story: story, library: [], seed: 1)
            while await !director.isAtEnd { await director.next() }
            let yaml = await director.recording.yaml
            await director.close()
            return yaml
        }
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: yaml, path: "recorded.yaml")
        #expect(loaded.diagnostics.map(\.description) == [], "\(shape)")
        let recorded = try #require(loaded.scenarios.first)
        #expect(recorded.steps.map { "\($0.kind)" } == story.steps.map { "\($0.kind)" }, "\(shape)")
        #expect(await ScenarioPlayer().play(recorded).verdict == .pass, "\(shape): \(yaml)")
    }

    private func load(_ steps: String) -> LoadResult {
        ScenarioLoader(vocabulary: .catalogues).load(
            text: "title: T\ngiven: { preset: registered }\nsteps:\n" + steps, path: "shape.yaml")
    }

    /// The steps, the last with what the server answers it in place of `keep: x`.
    private func answered(_ steps: String) async throws -> String {
        guard steps.hasSuffix("    keep: x\n") else { return steps }
        let plain = steps.replacing("    keep: x\n", with: "")
        let story = try #require(load(plain).scenarios.first, "\(load(plain).diagnostics)")
        let result = await ScenarioPlayer().play(story)
        guard result.verdict != .pass, let rule = result.steps.last?.rule else { return plain }
        return plain + "    expect: { failure: request-refused, because: \(rule) }\n"
    }
}
