import ScenarioKeys
import Secrets
import Synchronization

extension Stage {
    /// Brings Office & Dragons to where the setup wants it, without a request: what is set up is not played.
    func prepareOffice() async throws {
        do {
            try await enterServers()
        } catch let refused as PartyFailure {
            throw StageTrouble("Office & Dragons cannot be set up so: \(refused.failure.message)")
        }
    }

    private func enterServers() async throws {
        let entered = (setup.office.servers ?? [:]).filter { $0.value != .absent }
        guard setup.office.imanage == .enabled || !entered.isEmpty else { return }
        if let hello = external?.introduction, !hello.entersServers { return try await logInAtTheStart() }
        let administrator = People.setupAdministrator
        _ = try await ask(.enableIManage(.init(person: administrator)))
        for (name, standing) in entered.map({ ($0.key.name, $0.value) }).sorted(by: { $0.0 < $1.0 }) {
            // Entered before it was registered: whatever was typed, it is no secret of that server.
            let secret = state.withLock { $0.clientSecrets[name] } ?? Secret("not-registered-yet")
            _ = try await ask(
                .addServer(
                    .init(
                        person: administrator, server: name, url: try server(name).url, clientID: nil,
                        clientSecret: .init(secret))))
            if standing == .notAnnounced { continue }
            _ = try await ask(.announceServer(.init(person: administrator, server: name)))
            let staff = People.setupStaff
            if standing == .validated { _ = try await ask(.confirm(.init(person: staff, server: name))) }
            if standing == .rejected {
                _ = try await ask(
                    .reject(.init(person: staff, server: name, reason: "refused before the story began")))
            }
        }
        try await logInAtTheStart()
    }

    /// Logs people in by the whole flow: sessions cannot be invented.
    private func logInAtTheStart() async throws {
        for (person, setup) in self.setup.people.sorted(by: { $0.key < $1.key }) {
            for server in setup.loggedIn.items {
                let outcome = await perform(Action("user.log_in", ["as": .text(person), "server": .text(server.name)]))
                if let failure = outcome.failure {
                    throw StageTrouble("\(person) cannot be logged in at \(server) at the start: \(failure.message)")
                }
                if let untested = outcome.untested { throw StageUntested(reason: untested) }
                if let trouble = outcome.trouble {
                    throw StageTrouble(trouble, isErrorOfTheClient: outcome.isTroubleOfTheClient)
                }
            }
        }
    }
}
