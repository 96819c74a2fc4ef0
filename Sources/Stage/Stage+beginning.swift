import Secrets
import Synchronization

extension Stage {
    /// Brings Office & Dragons to where the setup wants it, without a request: what is set up is not played.
    func prepareOffice() async throws {
        let entered = (setup.office.servers ?? [:]).filter { $0.value != "absent" }
        guard setup.office.imanage == "enabled" || !entered.isEmpty else { return }
        guard setup.office.imanage != "disabled" else {
            throw StageTrouble(
                "office: with 'imanage: disabled' no server can be entered: leave 'servers' out, or say absent")
        }
        let administrator = People.setupAdministrator
        _ = try await client(ClientAction(.enableIManage, as: administrator))
        for (name, standing) in entered.sorted(by: { $0.key < $1.key }) {
            let server = try server(name)
            var entry = ClientAction(.addServer, as: administrator, server: name)
            entry.url = server.url
            // Entered before it was registered: whatever was typed, it is no secret of that server.
            entry.clientSecret = state.withLock { $0.clientSecrets[name] } ?? Secret("not-registered-yet")
            _ = try await client(entry)
            if standing == "not_announced" { continue }
            _ = try await client(ClientAction(.announceServer, as: administrator, server: name))
            if standing == "validated" {
                _ = try await client(ClientAction(.confirm, as: People.setupStaff, server: name))
            }
            if standing == "rejected" {
                var rejection = ClientAction(.reject, as: People.setupStaff, server: name)
                rejection.reason = "refused before the story began"
                _ = try await client(rejection)
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
