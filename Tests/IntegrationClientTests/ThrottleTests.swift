import IntegrationClient
import Rules
import Synchronization
import Testing
import WorkTime

@Suite struct `A call that comes too early for the server` {
    @Test(arguments: [
        ([("x-ratelimit-reset", "12")], 12), ([("Retry-After", "3"), ("x-ratelimit-reset", "12")], 12),
        ([("x-ratelimit-retryafter", "0")], 1), ([("Retry-After", "Mon, 02 Mar 2026 09:00:07 GMT")], 7),
    ])
    func `is repeated once the time has passed that it asks for`(fields: [(String, String)], seconds: Int) async throws
    {
        try await Office.use(refusing([fields])) { office in
            let start = office.clock.now
            let text1 = try await office.open()
            #expect(text1 == "First draft")
            #expect(start.duration(to: office.clock.now) == .seconds(seconds))
            #expect(office.kinds.filter { $0 == "download" }.count == 2)
        }
    }

    @Test(arguments: [
        [[("Retry-After", "31")]], [[("Retry-After", "20")], [("Retry-After", "11")]],
        Array(repeating: [("Retry-After", "1")], count: 4), [[]], [[("Retry-After", "soon")]],
        [[("x-ratelimit-reset", "1772442060")]],
    ])
    func `is given up where it asks too much, too often or for nothing that can be read`(
        refusals: [[(String, String)]]
    ) async throws {
        try await Office.use(refusing(refusals)) { office in
            let failure = try await office.failure { _ = try await office.open() }
            #expect(failure.id == .throttled && failure.status == 429)
            let told = refusals.last?.first?.1
            if let told, let seconds = Int(told), seconds < 1_000 {
                #expect(failure.message.contains("in \(seconds) s"))
            }
            #expect(office.kinds.filter { $0 == "download" }.count == refusals.count)
            #expect(office.clock.now.elapsed <= .seconds(30))
        }
    }

    @Test func `is told at once where O&D does not wait`() async throws {
        let options = ClientOptions(assumptions: Assumptions(["client.throttled": "told"]))
        try await Office.use(refusing([[("Retry-After", "1")]]), options) { office in
            let failure = try await office.failure { _ = try await office.open() }
            #expect(failure.id == .throttled && office.clock.now.elapsed == .zero)
        }
    }

    /// A shelf that refuses the first downloads, each with these header fields.
    private func refusing(_ refusals: [[(String, String)]]) -> Shelf {
        let left = Mutex(refusals)
        return Shelf { request in
            guard request.path.hasSuffix("/download"),
                let fields = left.withLock({ $0.isEmpty ? nil : $0.removeFirst() })
            else { return nil }
            return .answer(429, fields + [("Content-Type", "application/json")], "{}")
        }
    }
}
