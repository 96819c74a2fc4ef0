package import ScenarioKeys
package import Secrets
package import WorkServer
import WorkTime

/// One work server at the start.
package struct ServerSetup: Keyed {
    package static let topic = "server"
    package static let doc = "A work server at the start."
    package static let keys: [ListedKey<Self>] = [
        .init(\._presets), .init(\._url), .init(\._release), .init(\._hosting), .init(\._isPublic),
        .init(\._settings), .init(\._applications), .init(\._users), .init(\._firewall), .init(\._certificate),
        .init(\._content), .init(\._classes), .init(\._customs), .init(\._favorites), .init(\._matters),
        .init(\._firstNumber),
    ]

    /// A server of which nothing is said.
    package init() {}

    @Key("preset", "Worlds whose server this one starts from.", example: "preset: registered")
    package var presets: OneOrMore<PresetName> = []
    @Key(
        "url", "The URL that it is known by; https, without a path or a trailing slash.",
        example: "url: \"https://work.example.com\"")
    package var url: ServerURL?
    @Key(
        "release", "Its release, quoted, so that 10.10 stays 10.10; O&D needs 10.4 or later.",
        example: "release: \"10.4\"")
    package var release: ReleaseName?
    @Key("hosting", "Where it is hosted.") package var hosting: Hosting?
    @Key("public", "Whether its name exists on the internet.") package var isPublic: Bool?
    @Key(
        "settings", "Settings that differ from the standard.",
        shape: .map(keys: .vocabulary(.settings), values: SettingValue.shape),
        example: "settings: { work_token_grant_expiry: 30s }")
    package var settings: [String: SettingValue] = [:]
    @Key(
        "applications", "The applications that are registered in Control Center, by name.",
        example: "applications: { Office & Dragons: { from: sheet, enabled: yes } }")
    package var applications: [String: ApplicationSetup] = [:]
    @Key("users", "Accounts beyond those of the people, by user id.", example: "users: { ADA: { password: secret } }")
    package var users: [String: UserSetup] = [:]
    @Key("firewall", "The firewall in front of it; it starts as allow.") package var firewall = FirewallSetup()
    @Key("certificate", "Its certificate.") package var certificate = CertificateSetup()
    @Key(
        "content", "What it holds: library, workspace, folder, document.",
        example: "content: { ACTIVE: { Acme v. Bolt: { Pleadings: { Complaint.docx: { id: complaint } } } } }")
    package var content: [String: ContentSetup] = [:]
    @Key(
        "classes", "The classes that documents may have, by alias.",
        example: "classes: { DOC: { required: [custom1] } }")
    package var classes: [String: ClassSetup] = [:]
    @Key(
        "customs",
        "The tables of the custom fields: alias and text; `MATTER/CLIENT: text` puts an entry below another.",
        example: "customs: { custom1: { ACME: Acme Ltd } }")
    package var customs: [ProfileFieldName: [String: String]] = [:]
    @Key("favorites", "What users keep as favourites, by path.", example: "favorites: { ADA: [ACTIVE/Acme v. Bolt] }")
    package var favorites: [AccountName: [String]] = [:]
    @Key(
        "matters", "Workspaces that users keep as matters, by path.", example: "matters: { ADA: [ACTIVE/Acme v. Bolt] }"
    )
    package var matters: [AccountName: [String]] = [:]
    @Key(
        "first_number", "The number that the first thing of each library gets.",
        shape: .integer(1...9_000_000_000_000), example: "first_number: 100004256001")
    package var firstNumber: Int?
}

/// A field of a profile, by its name in the API.
package struct ProfileFieldName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .word(ProfileField.allCases.map(\.rawValue)) }
}

/// A field of a document at the start: those of every profile, and those of e-mails.
package struct DocumentFieldName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .word(ProfileField.allCases.map(\.rawValue) + EmailHeaders.names) }
}

/// A class of documents at the start.
package struct ClassSetup: Keyed {
    package static let topic = "server.classes"
    package static let doc = "A class of documents."
    package static let keys: [ListedKey<Self>] = [.init(\._text), .init(\._required), .init(\._subclasses)]

    /// A class that asks for nothing.
    package init() {}

    @Key("description", "What is shown for it.") package var text: String?
    @Key("required", "The fields that a document of it must have.", example: "required: [custom1]")
    package var required: [ProfileFieldName] = []
    @Key("subclasses", "Its subclasses.", example: "subclasses: { BRIEF: Brief }")
    package var subclasses: [String: String] = [:]
}

/// An account on a server at the start.
package struct UserSetup: Keyed {
    package static let topic = "server.users"
    package static let doc = "An account on a server."
    package static let keys: [ListedKey<Self>] = [
        .init(\._password), .init(\._roles), .init(\._groups), .init(\._fullName),
    ]

    /// An account of which nothing is said.
    package init() {}

    @Key("password", "Its password; one is generated where none is named.") package var password: Secret?
    @Key("roles", "Its roles; NRTADMIN opens Control Center.", example: "roles: [NRTADMIN]")
    package var roles: [String] = []
    @Key("groups", "The groups that it is in.", example: "groups: [LITIGATION]") package var groups: [String] = []
    @Key("full_name", "The name that screens show.") package var fullName: String?
}

/// A server's certificate at the start.
package struct CertificateSetup: Keyed {
    package static let topic = "server.certificate"
    package static let doc = "A server's certificate at the start."
    package static let keys: [ListedKey<Self>] = [.init(\._validFor)]

    /// The usual certificate.
    package init() {}

    @Key("valid_for", "How long it is valid, counted from the start.", example: "valid_for: 800d")
    package var validFor: Duration?
}
