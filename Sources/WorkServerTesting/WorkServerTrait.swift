public import Rules
public import Testing
public import WorkServer

/// The server of the test that runs.
public enum WorkServer {
    @TaskLocal fileprivate static var scene: WorkServerScene?

    /// The server that the trait `.workServer` made for this test; throws where the test has no such trait.
    public static var current: WorkServerScene {
        get throws {
            guard let scene else { throw NoWorkServer() }
            return scene
        }
    }
}

/// Gives each test a server of its own, reached by `WorkServer.current`.
public struct WorkServerTrait: TestTrait, SuiteTrait, TestScoping {

    private let firm: Firm
    private let assumptions: Assumptions
    private let overTLS: Bool

    init(firm: Firm, assumptions: Assumptions, overTLS: Bool) {
        self.firm = firm
        self.assumptions = assumptions
        self.overTLS = overTLS
    }

    /// On a suite the trait holds for each of its tests, not once for all.
    public var isRecursive: Bool { true }

    /// Starts a server, runs the test with it, and stops it whatever comes.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        let scene = try await WorkServerScene.start(firm: firm, assumptions: assumptions, overTLS: overTLS)
        do {
            // Each failed expectation shows what the server met until then.
            try await IssueHandlingTrait.compactMapIssues { Self.explained($0, by: scene) }
                .provideScope(for: test, testCase: testCase) {
                    try await WorkServer.$scene.withValue(scene) { try await function() }
                }
        } catch {
            await scene.server.stop()
            throw error
        }
        await scene.server.stop()
    }

    /// How many lines of the journal a failure shows; the whole of it is attached.
    private static let shownLines = 20

    private static func explained(_ issue: Issue, by scene: WorkServerScene) -> Issue {
        let transcript = scene.journal.transcript
        Attachment.record(transcript, named: "journal.txt")
        let lines = transcript.split(separator: "\n").suffix(shownLines)
        var issue = issue
        issue.comments.append(
            Comment(rawValue: "What the server met, last:\n\(lines.joined(separator: "\n"))"))
        return issue
    }
}

/// A test asks for its server and has none.
public struct NoWorkServer: Error, CustomStringConvertible {
    /// The text to show.
    public var description: String { "this test has no server; give it the trait .workServer" }
}

extension Trait where Self == WorkServerTrait {
    /// A server over TLS with the usual firm.
    public static var workServer: Self { workServer() }

    /// A server with a firm, readings and transport of the test's choice.
    public static func workServer(
        firm: Firm = WorkServerScene.firm, assumptions: Assumptions = Assumptions(), overTLS: Bool = true
    ) -> Self {
        WorkServerTrait(firm: firm, assumptions: assumptions, overTLS: overTLS)
    }
}
