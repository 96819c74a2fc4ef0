import IntegrationClient
import ScenarioKeys
import Secrets
import Synchronization
import WorkServer

/// Registers an application and generates its secret; it starts disabled.
struct RegisterApplication: ControlCenterStep {
    static let name = "admin.register_application"
    static let doc = "Registers an application and generates its secret; it starts disabled."
    static let alone: String? = "from"
    static let keys: [ListedKey<Self>] =
        [.init(\._person), .init(\._server)] + ListedKey.group(\.fields)

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    var fields = ApplicationSetup()

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        let server = try target(on: stage)
        let form = stage.form(of: fields)
        var returned = try command(.registerApplication(form), at: server, on: stage)
        if form.clientSecret == nil, returned.clientSecret == nil, let name = form.name {
            // The article's administrator registers and generates the secret in one go.
            returned.clientSecret = try command(
                .generateSecret(application: name), at: server, on: stage
            ).clientSecret
        }
        stage.keep(returned, of: server.name)
        return returned
    }
}

extension Stage {
    /// The form as somebody fills it in, with what the registration sheet says where that is asked for.
    func form(of fields: ApplicationSetup) -> ApplicationForm {
        fields.source == .sheet ? fields.form.filled(from: deployment.registrationSheet) : fields.form
    }

    /// Remembers O&D's newest client secret on a server, for references of the world; other applications have their own.
    func keep(_ returned: RegistrationReturn, of server: String) {
        guard let secret = returned.clientSecret, returned.clientID == Deployment.clientID else { return }
        state.withLock { $0.clientSecrets[server] = secret }
    }
}
