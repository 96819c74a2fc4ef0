public import Rules
public import Testing
public import WorkServer

/// Gives each test a server of its own, reached by `WorkServerTrait.scene`.
public struct WorkServerTrait: TestTrait, SuiteTrait, TestScoping {
    @TaskLocal private static var current: WorkServerScene?

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

    /// The server of the test that runs; throws where the test has no `.workServer`.
    public static var scene: WorkServerScene {
        get throws {
            guard let current else { throw NoWorkServer() }
            return current
        }
    }

    /// Starts a server, runs the test with it, and stops it whatever comes.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        let scene = try await WorkServerScene.start(firm: firm, assumptions: assumptions, overTLS: overTLS)
        do {
            try await Self.$current.withValue(scene) { try await function() }
        } catch {
            await scene.server.stop()
            throw error
        }
        await scene.server.stop()
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
