import Foundation
import IntegrationClient
import Secrets
import Stage
import Testing
import WorkServer
import WorkTime

@Suite struct `Products by themselves` {
    @Test func `a server is started, asked and stopped`() async throws {
        let configuration = ServerConfiguration(
            clock: PartyClock(VirtualClock()), identifiers: SeededIdentifiers(seed: 1, path: ["example"]),
            secrets: SecretBook())
        var firm = Firm()
        firm.users = [FirmUser(id: "ADA", fullName: "Ada Byron", password: Secret("a password"))]
        firm.libraries = ["ACTIVE"]

        let release = try await SimulatedServer(configuration, firm: firm).run { server in
            try server.perform(.lookUpVersion, by: "ADA").release
        }
        #expect(release == "10.4")
    }

    @Test func `a client checks what its administrator enters`() throws {
        let configuration = OfficeConfiguration(
            deployment: .multiTenant, address: "127.0.0.1", clock: PartyClock(VirtualClock()))
        let integration = Integration(configuration, people: [Person(name: "omar", role: .organizationAdmin)])
        try integration.enableIManage(as: "omar")
        let complaint = integration.complaint(aboutURL: "http://work.example.com/")
        #expect(complaint?.message.contains("https://") == true)
    }

    @Test func `a stage plays a step`() async throws {
        let given = """
            {"people": {"nora": {"control_center": "NRTADMIN", "from": "198.51.100.5"}},
             "servers": {"main": {"release": "10.4", "url": "https://work.example.com", "content": {"ACTIVE": {}}}}}
            """
        let setup = try JSONDecoder().decode(StageSetup.self, from: Data(given.utf8))
        let stage = try await Stage(setup: setup, seed: 1, scenario: "example")
        let outcome = await stage.play(Action("admin.look_up_version", ["server": .text("main")])).outcome
        await stage.stop()
        #expect(outcome.ok)
    }
}
