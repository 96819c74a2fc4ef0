import Rules

/// The rules of Control Center's Applications page.
enum ApplicationRules {
    static let registered = Rule(
        "applications.registered", decides: "An application is registered.",
        grants: "It stands in the list, disabled unless the switch says otherwise.", serves: ["register.fields"],
        evidence: .documented, source: "Control Center help, Adding an application", switches: [starts.id])
    static let edited = Rule(
        "applications.edited", decides: "A registration is changed.", grants: "The new values hold at once.",
        serves: ["register.fields"], evidence: .documented, source: "Control Center help, Applications")
    static let enabled = Rule(
        "applications.enabled", decides: "An application is enabled.", grants: "Users can log in with it.",
        serves: ["register.enable"], evidence: .documented, source: "O&D help: after registration, enable it")
    static let disabled = Rule(
        "applications.disabled", decides: "An application is disabled.", grants: "Nobody can log in with it.",
        serves: ["register.enable/disabled-later"], evidence: .documented, source: "Control Center help, Applications")
    static let secretGenerated = Rule(
        "applications.secret-generated", decides: "A client secret is generated.",
        grants: "It is shown once; the server keeps its digest.", serves: ["register.secret"],
        evidence: .documented, source: "O&D help: auto-generate, copy and save it")
    static let secretRotated = Rule(
        "applications.secret-rotated", decides: "A client secret is replaced by a new one.",
        grants: "The new one is shown once; the old one is refused from now on.",
        serves: ["register.secret/rotated-one-side"], evidence: .documented,
        source: "Control Center help, FAQ for Applications: generate a new secret", switches: [rotation.id])
    static let accessGranted = Rule(
        "applications.access-granted", decides: "Who may use an application is changed.",
        grants: "All users, or the chosen ones.", serves: ["register.access"], evidence: .documented,
        source: "Control Center help, Adding an application: Access")
    static let deleted = Rule(
        "applications.deleted", decides: "An application is removed.", grants: "Its tokens are revoked with it.",
        serves: ["register.client-id"], evidence: .documented, source: "Control Center help, Applications")
    static let exported = Rule(
        "applications.exported", decides: "A registration is shown.", grants: "All fields but the secret.",
        serves: ["trouble.report"], evidence: .documented, source: "O&D help: the full registration details")
    static let tokensRevoked = Rule(
        "applications.tokens-revoked", decides: "Tokens are revoked by an administrator.",
        grants: "They are dead at once.", serves: ["login.profile/revoked"], evidence: .observed,
        source: "client code: tokens are revoked by the server")

    static let privilege = Rule(
        "applications.privilege", decides: "Who is not in NRTADMIN operates Control Center.",
        answer: "Refused: Add Application is not offered.", serves: ["register.fields/admin-lacks-privilege", "B11"],
        evidence: .documented, source: "Control Center help 10.4 and 10.5: user must be in group NRTADMIN")
    static let cloudByHand = Rule(
        "applications.cloud-by-hand", decides: "An application is registered by hand on the cloud.",
        answer: "Refused: cloud servers choose from a list of registered applications.",
        serves: ["path.cloud/cloud-by-hand"],
        evidence: .documented, source: "Control Center help (cloud), Adding an application")
    static let nameMissing = Rule(
        "applications.name.missing", decides: "The form has no name.", answer: "Refused at the field.",
        serves: ["register.fields"], evidence: .documented, source: "vendors' set-up pages: Name is required")
    static let clientIDMissing = Rule(
        "applications.client-id.missing", decides: "The form has no client id.", answer: "Refused at the field.",
        serves: ["register.client-id"], evidence: .documented, source: "vendors' set-up pages: API Key is required")
    static let clientIDNotUnique = Rule(
        "applications.client-id.not-unique", decides: "Another application has the client id.",
        answer: "Refused: the client id must be unique.", serves: ["register.fields/client-id-not-unique", "B1"],
        evidence: .documented, source: "Control Center help, FAQ for Applications")
    static let redirectMissing = Rule(
        "applications.redirect.missing", decides: "The form has no redirect URL.", answer: "Refused at the field.",
        serves: ["register.fields/redirect-missing"], evidence: .documented,
        source: "a vendor's set-up page: mandatory even if unused")
    static let redirectMalformed = Rule(
        "applications.redirect.malformed", decides: "A redirect URL is not an absolute https URL without a fragment.",
        answer: "Refused at the field.", serves: ["register.fields/redirect-malformed"], evidence: .assumed,
        source: "RFC 6749 section 3.1.2; what Control Center checks is not public", switches: [fieldChecks.id])
    static let valueInvalid = Rule(
        "applications.value.invalid", decides: "A field holds a value that cannot be.", answer: "Refused at the field.",
        serves: ["register.fields"], evidence: .assumed, source: "what Control Center checks is not public",
        switches: [fieldChecks.id])
    static let expiryOutOfRange = Rule(
        "applications.expiry.out-of-range", decides: "An expiry lies outside of what the server takes.",
        answer: "Refused at the field.", serves: ["register.access-expiry", "D6"], evidence: .assumed,
        source: "a vendor warns of limits; the numbers are not public", switches: [expiryLimits.id])
    static let secretExpired = Rule(
        "applications.secret.expired", decides: "A registration is edited whose client secret has expired.",
        answer: "Refused: generate a new secret first.", serves: ["register.secret/expired", "B2"],
        evidence: .documented, source: "Control Center help, FAQ for Applications")
    static let unknown = Rule(
        "applications.unknown", decides: "No application has that name or client id.", answer: "Refused.",
        serves: ["register.client-id/mistyped"], evidence: .documented,
        source: "Control Center shows a list to choose from")

    enum Starts: String, SwitchReading { case disabled, enabled }
    static let starts = Switch<Starts>(
        "applications.starts", question: "Is an application enabled as soon as it is registered?",
        readings: [.disabled: "It starts disabled; enabling is a step of its own.", .enabled: "It starts enabled."],
        probe: .none(
            "only an administrator's work in Control Center shows it, and an observation changes no registration"))

    enum FieldChecks: String, SwitchReading { case strict, presenceOnly = "presence_only" }
    static let fieldChecks = Switch<FieldChecks>(
        "applications.field-checks", question: "How closely does Control Center check what is typed?",
        readings: [
            .strict: "URLs, e-mail addresses and dates must be well-formed.",
            .presenceOnly: "Only that required fields are filled in.",
        ],
        probe: .none(
            "only an administrator's work in Control Center shows it, and an observation changes no registration"))

    enum ExpiryLimits: String, SwitchReading { case upTo9999 = "up_to_9999", unlimited }
    static let expiryLimits = Switch<ExpiryLimits>(
        "applications.expiry-limits", question: "Which expiry values does the server take?",
        readings: [.upTo9999: "1 to 9999 days and minutes.", .unlimited: "Any positive number up to ten million."],
        probe: .none(
            "only an administrator's work in Control Center shows it, and an observation changes no registration"))

    enum Rotation: String, SwitchReading { case refused, kept }
    static let rotation = Switch<Rotation>(
        "applications.secret-rotated.refresh", question: "Do refresh tokens outlive the secret they were given under?",
        readings: [
            .refused: "They are refused after the rotation; access tokens live on until idle.",
            .kept: "They live on.",
        ],
        probe: .none(
            "only an administrator's work in Control Center shows it, and an observation changes no registration"))

    static let catalogue = RuleCatalogue(
        rules: [
            registered, edited, enabled, disabled, secretGenerated, secretRotated, accessGranted, deleted, exported,
            tokensRevoked, privilege, cloudByHand, nameMissing, clientIDMissing, clientIDNotUnique, redirectMissing,
            redirectMalformed, valueInvalid, expiryOutOfRange, secretExpired, unknown,
        ],
        switches: [starts, fieldChecks, expiryLimits, rotation])
}
