import Foundation
import Rules
import Secrets
import WorkTime

/// A registration on its way through the documented steps, as the forms carry it from page to page.
struct RegistrationDraft {
    /// The steps in which an application is added by hand.
    enum Step: String, CaseIterable, Comparable {
        case configuration, authentication, access, review, finish

        var title: String { rawValue.capitalized }
        var next: Step { Self.allCases[min(position + 1, Self.allCases.count - 1)] }
        private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }

        static func < (left: Step, right: Step) -> Bool { left.position < right.position }
    }

    /// The fields by name; what was left empty is missing.
    private(set) var values: [String: String] = [:]

    /// The fields of each step.
    static let names: [Step: [String]] = [
        .configuration: [
            "name", "description", "client_id", "secret", "client_secret", "publisher", "website", "contact_email",
        ],
        .authentication: [
            "authentication", "type", "client_type", "redirect_urls", "secret_expires", "allow_refresh_token",
            "refresh_token_expiry", "access_token_expiry",
        ],
        .access: ["access", "users"],
    ]

    /// The standard values of the form.
    init() {
        values = [
            "authentication": "yes", "type": "web", "client_type": "confidential", "secret": "generate",
            "secret_expires": "never", "allow_refresh_token": "no", "refresh_token_expiry": "365",
            "access_token_expiry": "30", "access": "all",
        ]
    }

    init(_ fields: FormFields) {
        for name in Self.names.values.flatMap({ $0 }) { values[name] = fields[name] }
    }

    /// The fields of a registration that exists, for an edit.
    init(_ application: RegisteredApplication) {
        values = [
            "name": application.name, "description": application.description, "client_id": application.clientID,
            "publisher": application.publisher, "website": application.website,
            "contact_email": application.contactEmail,
            "authentication": application.authentication ? "yes" : "no", "type": application.type.rawValue,
            "client_type": application.clientType.rawValue,
            "redirect_urls": application.redirectURLs.joined(separator: "\n"),
            "secret_expires": application.secretExpires?.iso8601 ?? "never",
            "allow_refresh_token": application.allowRefreshToken ? "yes" : "no",
            "refresh_token_expiry": String(application.refreshTokenExpiry),
            "access_token_expiry": String(application.accessTokenExpiry), "access": "all",
        ]
        if case .custom(let ids) = application.access {
            values["access"] = "custom"
            values["users"] = ids.joined(separator: "\n")
        }
    }

    /// The registration's values, with what was typed over them in a form.
    init(_ application: RegisteredApplication, typed: FormFields) {
        self.init(application)
        for name in Self.names.values.joined() where typed.isGiven(name) { values[name] = typed[name] }
    }

    subscript(name: String) -> String { values[name] ?? "" }

    /// Adds a user or a group to those who may use the application.
    mutating func allow(_ id: String) {
        values["access"] = "custom"
        values["users"] = (self["users"].split(whereSeparator: \.isNewline).map(String.init) + [id])
            .joined(separator: "\n")
    }

    /// Whether the server is to make up the secret.
    var generatesSecret: Bool { self["secret"] != "typed" }

    /// The form that Control Center takes.
    var form: ApplicationForm {
        var form = ApplicationForm()
        form.name = values["name"]
        form.description = values["description"]
        form.clientID = values["client_id"]
        form.publisher = values["publisher"]
        form.website = values["website"]
        form.contactEmail = values["contact_email"]
        Self.fill(&form) { values[$0] }
        if !generatesSecret { form.clientSecret = .init(self["client_secret"]) }
        form.access = Self.access { values[$0] }
        return form
    }

    /// What is wrong with an expiry that is no number, in words; nil where both can be read.
    var unreadable: String? {
        for (name, label, unit) in [
            ("refresh_token_expiry", "Refresh Token Expiry", FormUnit.days),
            ("access_token_expiry", "Access Token Expiry", .minutes),
        ] {
            guard let text = values[name], unit.count(in: text) == nil else { continue }
            let example = unit == .days ? 365 : 30
            return
                "\(label) is '\(text.prefix(40))', which is no number of \(unit.rawValue). Enter a number such as \(example), "
                + "or \(example) \(unit.rawValue)."
        }
        return nil
    }

    /// What the rules say against the steps so far, in their words, with the step where it is corrected.
    func problem(in state: WorkState, upTo step: Step) -> (step: Step, message: String)? {
        if step >= .authentication, let unreadable { return (.authentication, unreadable) }
        var form = form
        // What a later step asks for cannot be missing yet.
        if step < .authentication { form.redirectURLs = ["https://later.example.com"] }
        do throws(CommandRefusalWithRule) {
            _ = try ApplicationRegistration(form: form).application(for: state)
            return nil
        } catch {
            let ofConfiguration = [
                ApplicationRules.nameMissing.id, ApplicationRules.clientIDMissing.id,
                ApplicationRules.clientIDNotUnique.id,
            ]
            return (ofConfiguration.contains(error.rule.id) ? .configuration : step, error.message)
        }
    }

    /// An edit of a whole form: a field that was emptied is emptied.
    static func edit(_ fields: FormFields, _ application: RegisteredApplication) -> ApplicationForm {
        var form = ApplicationForm()
        func changed(_ name: String, _ before: String) -> String? {
            let value = fields[name] ?? ""
            return value == before ? nil : value
        }
        form.name = changed("name", application.name)
        form.description = changed("description", application.description)
        guard !application.isFromPackage else { return form }
        form.publisher = changed("publisher", application.publisher)
        form.website = changed("website", application.website)
        form.contactEmail = changed("contact_email", application.contactEmail)
        fill(&form) { fields[$0] }
        form.redirectURLs = form.redirectURLs ?? []
        form.secretExpires = changed("secret_expires", application.secretExpires?.iso8601 ?? "never")
        return form
    }

    /// Who may use an application, as forms say it.
    static func access(_ fields: FormFields) -> ApplicationAccess { access { fields[$0] } }

    private static func access(_ value: (String) -> String?) -> ApplicationAccess {
        guard value("access") == "custom" else { return .all }
        let ids = (value("users") ?? "").split { $0.isNewline || $0 == "," || $0 == ";" }
        return .custom(ids.map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty })
    }

    private static func fill(_ form: inout ApplicationForm, _ value: (String) -> String?) {
        form.redirectURLs = value("redirect_urls").map { text in
            text.split(whereSeparator: \.isNewline).map(String.init)
        }
        form.allowRefreshToken = value("allow_refresh_token").map { $0 == "yes" }
        // What is no number is out of range, and refused as that.
        form.refreshTokenExpiry = value("refresh_token_expiry").map { FormUnit.days.count(in: $0) ?? 0 }
        form.accessTokenExpiry = value("access_token_expiry").map { FormUnit.minutes.count(in: $0) ?? 0 }
        form.type = value("type").flatMap { ApplicationForm.Kind(rawValue: $0) }
        form.clientType = value("client_type").flatMap { ApplicationForm.ClientType(rawValue: $0) }
        form.secretExpires = value("secret_expires")
        form.authentication = value("authentication").map { $0 == "yes" }
    }
}
