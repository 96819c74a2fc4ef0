import IntegrationClient
import Secrets
import Synchronization

extension Stage {
    /// Brings Office & Dragons to where the setup wants it, without a request: what is set up is not played.
    func prepareOffice() async throws {
        guard setup.office.imanage == "enabled" || setup.office.servers?.isEmpty == false else { return }
        let administrator = People.setupAdministrator
        try integration.enableIManage(as: administrator)
        for (name, standing) in (setup.office.servers ?? [:]).sorted(by: { $0.key < $1.key }) where standing != "absent"
        {
            let server = try server(name)
            // Entered before it was registered: whatever was typed, it is no secret of that server.
            let secret = state.withLock { $0.clientSecrets[name] } ?? Secret("not-registered-yet")
            _ = try integration.addServer(as: administrator, name: name, url: server.url, clientSecret: secret)
            if standing == "not_announced" { continue }
            try integration.announceServer(as: administrator, server: name)
            if standing == "validated" { try integration.confirm(as: People.setupStaff, server: name) }
            if standing == "rejected" {
                try integration.reject(as: People.setupStaff, server: name, reason: "refused before the story began")
            }
        }
        try await logInAtTheStart()
    }

    /// Logs people in by the whole flow: sessions cannot be invented.
    private func logInAtTheStart() async throws {
        for (person, setup) in self.setup.people.sorted(by: { $0.key < $1.key }) {
            for server in setup.loggedIn ?? [] {
                let outcome = await perform(Action("user.log_in", ["as": .text(person), "server": .text(server)]))
                if let failure = outcome.failure {
                    throw StageTrouble("\(person) cannot be logged in at \(server) at the start: \(failure.message)")
                }
                if let trouble = outcome.trouble { throw StageTrouble(trouble) }
            }
        }
    }
}
