import IntegrationClient
import Rules
import Secrets

/// Drives the client of this package, in the same process.
struct InProcessDriver: IntegrationDriver {
    let integration: Integration

    func hello() async -> ClientHello {
        ClientHello(name: "Office & Dragons", actions: ClientAction.Name.allCases, countsAttempts: true)
    }

    func perform(_ action: ClientAction) async -> ClientOutcome {
        do {
            var outcome = try await outcome(of: action)
            outcome.rule = Self.acceptances[action.name]?.id
            return outcome
        } catch let failure as IntegrationFailure {
            var outcome = ClientOutcome()
            outcome.failure = Outcome.Failure(failure)
            outcome.rule = failure.rule
            if let checklist = failure.checklist { outcome.shows["checklist"] = Self.json(of: checklist) }
            return outcome
        } catch {
            var outcome = ClientOutcome()
            outcome.trouble = "the client failed in a way that it does not know: \(type(of: error))"
            return outcome
        }
    }

    /// The client's rules by which it lets an action pass; of the others the server decides.
    private static let acceptances: [ClientAction.Name: Rule] = [
        .enableIManage: IntegrationClientRules.enabled, .addServer: IntegrationClientRules.entered,
        .editServer: IntegrationClientRules.entered, .announceServer: IntegrationClientRules.announced,
        .review: IntegrationClientRules.reviewed, .confirm: IntegrationClientRules.confirmed,
        .finishLogIn: IntegrationClientRules.loggedIn, .logOut: IntegrationClientRules.loggedOut,
        .removeServer: IntegrationClientRules.removed,
        .report: IntegrationClientRules.reported,
    ]

    private func outcome(of action: ClientAction) async throws -> ClientOutcome {
        var outcome = ClientOutcome()
        let server = action.server ?? ""
        switch action.name {
        case .enableIManage: try integration.enableIManage(as: action.person)
        case .addServer:
            let added = try integration.addServer(
                as: action.person, name: action.server, url: action.url ?? "", clientID: action.clientID,
                clientSecret: action.clientSecret ?? Secret(""))
            outcome.shows["server"] = .text(added)
            outcome.notices = try integration.notices(server: added)
        case .editServer:
            try integration.editServer(
                as: action.person, server: server, newName: action.newName, url: action.url, clientID: action.clientID,
                clientSecret: action.clientSecret)
            outcome.notices = try integration.notices(server: action.newName ?? server)
        case .removeServer:
            outcome.notices = try await integration.removeServer(as: action.person, server: server)
        case .announceServer: try integration.announceServer(as: action.person, server: server)
        case .review:
            let checklist = try await integration.review(as: action.person, server: server)
            outcome.shows["checklist"] = Self.json(of: checklist)
            if let release = checklist.release { outcome.shows["release"] = .text(release) }
            outcome.notices = checklist.notices
        case .confirm: try integration.confirm(as: action.person, server: server)
        case .reject:
            try integration.reject(as: action.person, server: server, reason: action.reason ?? "no reason given")
        case .restart: integration.restart()
        case .beginLogIn:
            outcome.shows["url"] = .text(try await integration.beginLogIn(as: action.person, server: server))
        case .finishLogIn:
            let result = try await integration.finishLogIn(
                as: action.person, callback: action.callback?.reveal() ?? "")
            outcome.shows["server"] = .text(result.server)
            outcome.notices = result.notices
        case .logOut: outcome.notices = try await integration.logOut(as: action.person, server: server)
        case .listLibraries:
            let libraries = try await integration.listLibraries(as: action.person, server: server)
            outcome.shows["libraries"] = .list(libraries.map { .text($0.id) })
        case .browse, .search, .open, .save, .resumeSave, .lock, .unlock:
            outcome = try await integration.documents(action)
        case .report:
            let report = try integration.report(as: action.person, server: server)
            outcome.shows["report"] = .text(report.text(registration: action.registration))
        case .status:
            let status = integration.status()
            outcome.servers = status.servers.mapValues(\.rawValue)
            outcome.sessions = status.sessions.mapValues { $0.mapValues(\.rawValue) }
            outcome.attempts = integration.attempts.count
        }
        return outcome
    }

    private static func json(of checklist: ReviewChecklist) -> JSON {
        .map(Dictionary(uniqueKeysWithValues: checklist.lines.map { ($0.name, .text($0.verdict.rawValue)) }))
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
