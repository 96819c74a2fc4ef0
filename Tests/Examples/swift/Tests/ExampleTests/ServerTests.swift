import Testing
import WorkServerTesting

@Test(.workServer(overTLS: false))
func `an access token expires after 30 minutes without use`() async throws {
    let server = try WorkServer.current
    let client = try await Client(of: server)
    #expect(try await client.get("/work/api/v2/customers/1/libraries") == 200)

    try await server.advance(by: .seconds(31 * 60))
    #expect(try await client.get("/work/api/v2/customers/1/libraries") == 401)
    #expect(server.journal.requests(to: .token).count == 1)
    #expect(server.journal.refusals.map(\.rule) == ["oauth.access.idle"])
}
