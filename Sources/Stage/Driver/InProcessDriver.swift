import IntegrationClient
import Rules
import Secrets

/// Drives the client of this package, in the same process.
struct InProcessDriver: IntegrationDriver {
    let integration: Integration

    func hello() async -> ClientHello {
        ClientHello(name: "Office & Dragons")
    }

    func perform(_ request: ClientRequest) async -> ClientOutcome {
        do {
            var outcome = try await outcome(of: request)
            outcome.rule = Self.acceptances[request.name]?.id
            return outcome
        } catch let failure as IntegrationFailure {
            var outcome = ClientOutcome(failure.checklist.map { Self.reply(of: $0) })
            outcome.failure = Outcome.Failure(failure)
            outcome.rule = failure.rule
            return outcome
        } catch {
            var outcome = ClientOutcome()
            outcome.trouble = "the client failed in a way that it does not know: \(type(of: error))"
            return outcome
        }
    }

    /// The client's rules by which it lets a request pass; of the others the server decides.
    private static let acceptances: [ClientRequest.Name: Rule] = [
        .enableIManage: IntegrationClientRules.enabled, .addServer: IntegrationClientRules.entered,
        .editServer: IntegrationClientRules.entered, .announceServer: IntegrationClientRules.announced,
        .review: IntegrationClientRules.reviewed, .confirm: IntegrationClientRules.confirmed,
        .finishLogIn: IntegrationClientRules.loggedIn, .logOut: IntegrationClientRules.loggedOut,
        .removeServer: IntegrationClientRules.removed, .report: IntegrationClientRules.reported,
    ]

    private func outcome(of request: ClientRequest) async throws -> ClientOutcome {
        switch request {
        case .enableIManage(let by): try integration.enableIManage(as: by.person)
        case .addServer(let entry):
            let added = try integration.addServer(
                as: entry.person, name: entry.server, url: entry.url, clientID: entry.clientID,
                clientSecret: entry.clientSecret?.secret ?? Secret(""))
            return ClientOutcome(.server(name: added), notices: try integration.notices(server: added))
        case .editServer(let change):
            try integration.editServer(
                as: change.person, server: change.server, newName: change.newName, url: change.url,
                clientID: change.clientID, clientSecret: change.clientSecret?.secret)
            return ClientOutcome(.done, notices: try integration.notices(server: change.newName ?? change.server))
        case .removeServer(let at):
            return ClientOutcome(.done, notices: try await integration.removeServer(as: at.person, server: at.server))
        case .announceServer(let at): try integration.announceServer(as: at.person, server: at.server)
        case .review(let at):
            let checklist = try await integration.review(as: at.person, server: at.server)
            return ClientOutcome(Self.reply(of: checklist), notices: checklist.notices)
        case .confirm(let at): try integration.confirm(as: at.person, server: at.server)
        case .reject(let rejection):
            try integration.reject(as: rejection.person, server: rejection.server, reason: rejection.reason)
        case .restart: integration.restart()
        case .beginLogIn(let at):
            return ClientOutcome(.page(url: try await integration.beginLogIn(as: at.person, server: at.server)))
        case .finishLogIn(let back):
            let result = try await integration.finishLogIn(
                as: back.person, callback: back.callback.secret.reveal())
            return ClientOutcome(.server(name: result.server), notices: result.notices)
        case .logOut(let at):
            return ClientOutcome(.done, notices: try await integration.logOut(as: at.person, server: at.server))
        case .listLibraries(let at):
            let libraries = try await integration.listLibraries(as: at.person, server: at.server)
            return ClientOutcome(.libraries(names: libraries.map(\.id)))
        case .report(let about):
            let report = try integration.report(as: about.person, server: about.server)
            return ClientOutcome(.report(text: report.text(registration: about.registration)))
        case .status:
            let status = integration.status()
            return ClientOutcome(
                .status(
                    servers: status.servers.mapValues(\.rawValue),
                    sessions: status.sessions.mapValues { $0.mapValues(\.rawValue) },
                    attempts: integration.attempts.count))
        case .browse, .search, .open, .save, .resumeSave, .lock, .unlock:
            return try await integration.documents(request)
        }
        return ClientOutcome(.done)
    }

    private static func reply(of checklist: ReviewChecklist) -> ClientReply {
        .reviewed(
            checklist: Dictionary(uniqueKeysWithValues: checklist.lines.map { ($0.name, $0.verdict.rawValue) }),
            release: checklist.release)
    }
}

extension Outcome.Failure {
    /// The client's failure as an outcome tells it.
    init(_ failure: IntegrationFailure) {
        self.init(
            id: failure.id, message: failure.message, remedy: failure.remedy?.step, remedyText: failure.remedy?.text,
            ask: failure.remedy?.ask.sentence, at: failure.at.rawValue, status: failure.status, error: failure.error)
    }
}
