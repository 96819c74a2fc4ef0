import IntegrationClient
import Rules
import ScenarioKeys
import Secrets
import Synchronization
import WorkServer

/// A step in Control Center.
protocol ControlCenterStep: ActedStep, ServerStep {}

extension ControlCenterStep {
    static var cast: Cast { .administrator }

    /// Gives a command; a refusal is a failure of the step.
    func command(
        _ command: ControlCenterCommand, at server: StageServer, on stage: Stage
    ) throws -> RegistrationReturn {
        let person = try actor(on: stage)
        do throws(CommandRefusal) {
            let reply = try server.running.perform(command, by: stage.people.account(of: person, on: server.name))
            var returned = RegistrationReturn()
            returned.release = reply.release
            returned.clientID = reply.clientID
            returned.registration = reply.registration
            returned.revokedTokens = reply.revokedTokens
            returned.clientSecret = reply.clientSecret
            if let registration = reply.registration { stage.state.withLock { $0.registration = registration } }
            return returned
        } catch {
            throw Stage.PartyFailure(refused: .controlCenterRefused, error, by: server.name)
        }
    }
}

extension Stage.PartyFailure {
    /// A server refuses what somebody asks for on its own screens.
    init(refused id: FailureID, _ refusal: CommandRefusal, by server: String) {
        self.init(
            failure: Outcome.Failure(id: id, message: refusal.message, at: "office"),
            decision: Outcome.Refusal(rule: refusal.rule, by: server, answered: false))
    }
}

/// A step in Control Center that is about one application.
protocol ApplicationStep: ControlCenterStep {
    var application: ApplicationName? { get }
}

extension ApplicationStep {
    /// The application that is named, else Office & Dragons.
    func applicationName(on stage: Stage) -> String { application?.name ?? stage.deployment.registrationSheet.name }
}

/// What Control Center shows of an application.
struct RegistrationReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [
        .init(\._release), .init(\._clientID), .init(\._registration), .init(\._revokedTokens),
        .init(\._clientSecret),
    ]

    @Key("release", "The server's release.") var release: String?
    @Key("client_id", "The application's client id.") var clientID: String?
    @Key("registration", "The fields of the exported registration.") var registration: [String: String]?
    @Key("revoked_tokens", "How many tokens were revoked.") var revokedTokens: Int?
    @Key("client_secret", "The secret that was generated, shown this once.") var clientSecret: Secret?
}
