import Rules
import Secrets
import WorkTime

/// Registering an application by hand.
struct ApplicationRegistration {
    let form: ApplicationForm

    func decide(
        _ state: WorkState, _ context: DecisionContext
    ) throws(CommandRefusalWithRule) -> Decision<CommandResult> {
        guard state.node.hosting != .cloud else {
            throw CommandRefusalWithRule(
                ApplicationRules.cloudByHand,
                "\(state.node.name) runs on the cloud, where applications cannot be registered by hand."
                    + " Ask Office & Dragons for the simpler way, or choose it from iManage's list.")
        }
        let (application, minted) = try application(for: state)
        return ControlCenterRequest.accept(
            ApplicationRules.registered, "\(application.name) is registered.", of: application,
            events: [.applicationRegistered(application)], minted: minted)
    }

    /// The application that the form describes, and the secret that was typed, if one was.
    func application(
        for state: WorkState
    ) throws(CommandRefusalWithRule) -> (RegisteredApplication, [MintedSecret]) {
        let check = ApplicationFormCheck(form: form, assumptions: state.assumptions)
        guard let name = check.filled(form.name) else {
            throw CommandRefusalWithRule(ApplicationRules.nameMissing, "The field Name is empty. Fill it in.")
        }
        guard let clientID = check.filled(form.clientID) else {
            throw CommandRefusalWithRule(
                ApplicationRules.clientIDMissing,
                "The field API Key / Client ID of \(name) is empty. Enter the client id that the vendor gave.")
        }
        if let other = state.applications[clientID] {
            throw CommandRefusalWithRule(
                ApplicationRules.clientIDNotUnique,
                "The client id of \(name) is not unique: \(other.name) has it already on \(state.node.name)."
                    + " Edit or delete the older application.")
        }
        guard let redirectURLs = form.redirectURLs, redirectURLs.contains(where: { check.filled($0) != nil }) else {
            throw CommandRefusalWithRule(
                ApplicationRules.redirectMissing,
                "The field Redirect URL of \(name) is empty. Enter the URL that the vendor gave.")
        }
        var application = RegisteredApplication(clientID: clientID, name: name, redirectURLs: redirectURLs)
        application.isEnabled = state.reading(of: ApplicationRules.starts) == .enabled
        try check.fill(&application)
        guard let secret = form.clientSecret else { return (application, []) }
        let typed = MintedSecret(secret: secret, name: "client secret of \(name) on \(state.node.name)")
        application.secret = typed.digest
        application.secretNumber = 1
        return (application, [typed])
    }
}

/// Changing a registration.
struct ApplicationEdit {
    let form: ApplicationForm

    func decide(
        _ application: RegisteredApplication, _ state: WorkState, _ context: DecisionContext
    ) throws(CommandRefusalWithRule) -> Decision<CommandResult> {
        let check = ApplicationFormCheck(form: form, assumptions: state.assumptions)
        if let expires = application.secretExpires, expires <= context.now, form.secretExpires == nil {
            throw CommandRefusalWithRule(
                ApplicationRules.secretExpired,
                "The client secret of \(application.name) has expired. Generate a new secret, then edit the application."
            )
        }
        if application.isFromPackage, !form.touchesOnlyWords {
            throw CommandRefusalWithRule(
                PackageRules.readOnly,
                "\(application.name) comes from a package: only its name and description, whether it is enabled, and who may"
                    + " use it can be edited. Upload another package for the rest.")
        }
        if let clientID = form.clientID, clientID != application.clientID {
            throw CommandRefusalWithRule(
                ApplicationRules.valueInvalid,
                "The client id of \(application.name) cannot be changed. Delete the application and register it again.")
        }
        if let urls = form.redirectURLs, !urls.contains(where: { check.filled($0) != nil }) {
            throw CommandRefusalWithRule(
                ApplicationRules.redirectMissing,
                "The field Redirect URL of \(application.name) is empty. Enter the URL that the vendor gave.")
        }
        var changed = application
        if let name = form.name {
            guard let name = check.filled(name) else {
                throw CommandRefusalWithRule(ApplicationRules.nameMissing, "The field Name is empty. Fill it in.")
            }
            changed.name = name
        }
        if let urls = form.redirectURLs { changed.redirectURLs = urls }
        try check.fill(&changed)
        var minted: [MintedSecret] = []
        if let secret = form.clientSecret {
            let typed = MintedSecret(secret: secret, name: "client secret of \(changed.name) on \(state.node.name)")
            changed.secret = typed.digest
            changed.secretNumber += 1
            minted = [typed]
        }
        return ControlCenterRequest.accept(
            ApplicationRules.edited, "\(application.name) is changed.", of: application,
            events: changed == application ? [] : [.applicationChanged(changed, how: "edited")], minted: minted)
    }
}

extension ApplicationForm {
    /// Whether it changes nothing of what a package brings.
    fileprivate var touchesOnlyWords: Bool {
        let texts = [clientID, publisher, website, contactEmail, secretExpires].allSatisfy { $0 == nil }
        let settings = redirectURLs == nil && type == nil && clientType == nil && authentication == nil
        return texts && settings && clientSecret == nil
    }
}

/// Generating a client secret, the first one or another.
struct SecretGeneration {
    let rule: Rule

    func decide(
        _ application: RegisteredApplication, _ state: WorkState, _ context: DecisionContext
    ) -> Decision<CommandResult> {
        let minted = Self.mint(for: application, on: state.node.name, from: context.identifiers)
        var changed = application
        changed.secret = minted.digest
        changed.secretNumber += 1
        // An expiry date of the past belonged to the secret before.
        if let expires = changed.secretExpires, expires <= context.now { changed.secretExpires = nil }
        return ControlCenterRequest.accept(
            rule, "\(application.name) has a new client secret.", of: application,
            events: [.applicationChanged(changed, how: "secret-generated")], minted: [minted]
        ) { $0.clientSecret = minted.secret }
    }

    static func mint(
        for application: RegisteredApplication, on server: String, from identifiers: any IdentifierSource
    ) -> MintedSecret {
        let number = application.secretNumber + 1
        let name = "client secret of \(application.name) on \(server)" + (number == 1 ? "" : " (number \(number))")
        return MintedSecret(
            secret: Secret(identifiers.token("\(server): client secret of \(application.clientID)")), name: name)
    }
}
