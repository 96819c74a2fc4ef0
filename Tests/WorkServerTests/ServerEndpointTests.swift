import Testing
import WorkServerTesting

@testable import WorkServer

@Suite struct `Names of end points in tests` {
    @Test func `are those that the server's journal has`() throws {
        let table = RouteTable(core: try InProcess().core)
        let names = Set(table.entries.flatMap { $0.endpoints.map(\.name) })
        #expect(Set(ServerEndpoint.allCases.map(\.rawValue)) == names)
    }
}
