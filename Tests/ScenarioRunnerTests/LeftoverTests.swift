import ScenarioLanguage
import ScenarioRunner
import Testing

/// What a scenario may not leave behind, and how `leaves` allows it.
@Suite struct `What a scenario leaves behind` {
    private func play(_ text: String) async throws -> ScenarioResult {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "Scenarios/9-test/story.yaml")
        #expect(loaded.diagnostics.map(\.description) == [])
        return await ScenarioPlayer().play(try #require(loaded.scenarios.first))
    }

    private static let locked = """
        title: A document stays locked at the end
        given: { preset: connected }
        steps:
          - user.lock: { as: ada, document: $complaint }

        """

    @Test func `a lock of Office & Dragons fails it, unless it is allowed or ended`() async throws {
        let result = try await play(Self.locked)
        #expect(result.verdict == .fail)
        #expect(result.findings.map(\.check) == ["no lock is left behind"])
        #expect(result.findings.first?.detail.contains("$complaint") == true)
        #expect(result.blame == .scenario && result.suspects == .client)
        #expect(try await play("leaves: { locked: [$complaint] }\n" + Self.locked).verdict == .pass)
        let path = "ACTIVE/Acme v. Bolt/Pleadings/Complaint.docx"
        #expect(try await play("leaves: { locked: [\(path)] }\n" + Self.locked).verdict == .pass)
        #expect(
            try await play(Self.locked + "  - user.unlock: { as: ada, document: $complaint }\n").verdict == .pass)
    }

    @Test func `a colleague's check-out is the world's and no leftover`() async throws {
        let story = Self.locked.replacing("user.lock", with: "work.check_out")
        #expect(try await play(story).verdict == .pass)
    }

    @Test func `an allowance for a document that is not there is the scenario's error`() async throws {
        let result = try await play("leaves: { locked: [$complain] }\n" + Self.locked)
        #expect(result.verdict == .error && result.blame == .scenario)
        #expect(result.reason?.contains("$complain") == true)
    }

    private static let lost = """
        title: The answer to a save is lost
        given: { preset: connected }
        steps:
          - user.open: { as: ada, document: $complaint }
          - network.fault: { kind: lose_response_after_commit, by: office, request: upload_version }
          - user.save: { as: ada, document: $complaint, text: Mine, how: version }
            expect: { failure: outcome-unknown, because: fault.lose_response_after_commit STATE }
          - user.resume_save: { as: ada, document: $complaint }

        """

    @Test func `a failed step that changes a document fails it, unless its state is expected or allowed`() async throws
    {
        let silent = Self.lost.replacing(" STATE", with: "")
        let result = try await play(silent)
        #expect(result.verdict == .fail)
        #expect(result.findings.map(\.check) == ["no failed step changes a document"])
        #expect(try await play("leaves: { changed: [$complaint] }\n" + silent).verdict == .pass)
        let stated = Self.lost.replacing(" STATE", with: ", state: { documents: { $complaint: { versions: 2 } } }")
        #expect(try await play(stated).verdict == .pass)
    }
}
