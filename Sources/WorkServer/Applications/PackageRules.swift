import Rules

/// The rules of packages, of an application's own settings, and of applications over the API.
enum PackageRules {
    static let imported = Rule(
        "applications.imported", decides: "An application is registered from a package.",
        grants: "It is registered as its manifest says; most fields are read-only from then on.",
        serves: ["register.fields"], evidence: .documented, source: "Control Center help, Adding an application package"
    )
    static let notPossible = Rule(
        "applications.package.not-possible", decides: "A package is uploaded where packages cannot be kept.",
        answer: "Refused.", serves: ["B10"], evidence: .documented,
        source: "Control Center help: packages need a configured WebDB; the cloud has its list", switches: [packages.id]
    )
    static let malformed = Rule(
        "applications.package.malformed", decides: "A package's manifest.yaml cannot be used.", answer: "Refused.",
        serves: ["register.fields"], evidence: .assumed, source: "the manifest's full schema is not public",
        switches: [ApplicationRules.fieldChecks.id])
    static let readOnly = Rule(
        "applications.package.read-only", decides: "A field of an application from a package is edited.",
        answer: "Refused: only name and description can be edited.", serves: ["register.fields"], evidence: .documented,
        source: "Control Center help 10.4.0: the rest is read-only")
    static let hasSettings = Rule(
        "applications.has-settings", decides: "An application with settings of its own is deleted.",
        answer: "Refused: remove the settings first.", serves: ["B4"], evidence: .documented,
        source: "Control Center help, FAQ for Applications")
    static let listed = Rule(
        "applications.listed", decides: "An administrator lists the applications over the API.",
        grants: "200 with each registration but its secret.", serves: ["register.fields"], evidence: .observed,
        source: "client code: GET customers/{id}/apps")
    static let tokensSet = Rule(
        "applications.tokens-set", decides: "An application's token settings are set over the API.", grants: "200.",
        serves: ["register.refresh-allowed", "D5"], evidence: .documented,
        source: "a vendor's help: PUT customers/{id}/settings/{client id}/oauth2.tokens")
    static let tokensMalformed = Rule(
        "applications.tokens.malformed", decides: "Token settings that are set over the API cannot be read.",
        answer: "400 NRC_INVALID_PARAM.", serves: ["D5", "D6"], evidence: .assumed,
        source: "what the API checks is not public", switches: [ApplicationRules.expiryLimits.id])
    static let scopeNeeded = Rule(
        "applications.api.privilege", decides: "Applications are asked for over the API without the scope admin.",
        answer: "403.", serves: ["register.fields/admin-lacks-privilege"], evidence: .assumed,
        source: "an admin token is documented, what else gets is not", switches: [privilege.id])
    static let pinged = Rule(
        "customer.pinged", decides: "Somebody asks whether the firm's server is there, or what it can do.",
        grants: "200.", serves: ["login.use"], evidence: .observed, source: "client code: ping, features, users/me")

    enum Packages: String, SwitchReading { case offered, noWebDb = "no_web_db" }
    static let packages = Switch<Packages>(
        "applications.packages", question: "Can an on-prem server take in packages?",
        readings: [.offered: "It can: a configuration library is set up.", .noWebDb: "It cannot."],
        probe: .none(
            "only an administrator's work in Control Center shows it, and an observation changes no registration"))

    enum Privilege: String, SwitchReading { case forbidden403 = "forbidden_403", notFound404 = "not_found_404" }
    static let privilege = Switch<Privilege>(
        "applications.api.privilege", question: "What does the API answer to who is not an administrator?",
        readings: [.forbidden403: "403.", .notFound404: "404, as if nothing were there."],
        probe: .calls(
            [.content("apps?limit=1")], when: [.statusNot([200])],
            else: "the user administers the server, or the server offers no such call",
            [.forbidden403: [.status([403])], .notFound404: [.status([404])]]))

    static let catalogue = RuleCatalogue(
        rules: [
            imported, notPossible, malformed, readOnly, hasSettings, listed, tokensSet, tokensMalformed, scopeNeeded,
            pinged,
        ],
        switches: [packages, privilege])
}
