public import Foundation

/// A registration read from one of the forms in which administrators have it.
public struct RegistrationReading: Hashable, Sendable {
    /// Where the fields come from.
    public enum Form: String, Codable, Sendable, CaseIterable {
        /// The export of Control Center: every field is in it.
        case export
        /// What `GET …/customers/{id}/apps` answers, with the token settings where they are joined to it.
        case applications
        /// The `manifest.yaml` of an application package.
        case manifest
        /// Lines such as `API Key: …`, as an administrator copies them from the screen.
        case labels

        /// The form in words.
        public var words: String {
            switch self {
            case .export: "Control Center's export"
            case .applications: "the answer of GET …/apps"
            case .manifest: "a manifest.yaml"
            case .labels: "printed labels"
            }
        }
    }

    /// The form that was found.
    public let form: Form
    /// The fields by the keys of the export.
    public let fields: [String: String]
    /// Keys of the input that no field of the sheet is compared with, sorted.
    public let otherKeys: [String]

    /// Whether a field that is missing was left empty, and not merely left out by the form.
    public var isComplete: Bool { form == .export }

    /// An input that is no registration.
    public struct Unreadable: Error, CustomStringConvertible {
        /// What is wrong, and which forms and keys are known.
        public let description: String

        init(_ problem: String) {
            description =
                "\(problem). Pass Control Center's export, the answer of GET …/apps, a manifest.yaml, or lines "
                + "'Label: value'. The keys are: \(RegistrationReading.knownKeys.joined(separator: ", ")); the labels are: "
                + RegistrationReading.labels.map(\.label).joined(separator: ", ")
        }
    }

    /// Reads an input of any form.
    ///
    /// - Parameters:
    ///   - data: the input.
    ///   - clientID: the application to take where the input lists several.
    ///   - yaml: reads a flat YAML map in the order of the file; nil where the text is none.
    /// - Throws: `Unreadable`, with the keys that are known.
    public init(_ data: Data, clientID: String, yaml: (String) -> [(key: String, value: String)]?) throws(Unreadable) {
        if let value = JSONValue(Array(data)) {
            try self.init(json: value, clientID: clientID)
            return
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Unreadable("The input is not UTF-8 text")
        }
        if let pairs = yaml(text), pairs.contains(where: { Self.manifestKeys[$0.key] != nil }) {
            try self.init(.manifest, pairs, known: Self.manifestKeys, beside: ["id", "version", "scope", "api_secret"])
            return
        }
        try self.init(.labels, Self.labeled(text), known: Self.fieldByLabel, beside: Self.labelsBeside)
    }

    private init(
        _ form: Form, _ pairs: [(key: String, value: String)], known: [String: String], beside: Set<String>
    ) throws(Unreadable) {
        var fields: [String: String] = [:]
        var others: [String] = []
        for (key, value) in pairs {
            if let field = known[key] {
                fields[field] = fields[field].map { "\($0), \(value)" } ?? value
            } else if !beside.contains(key) {
                others.append(key)
            }
        }
        guard !fields.isEmpty else {
            throw Unreadable(
                others.isEmpty
                    ? "The input is not a registration"
                    : "The input has no key of a registration, only \(Self.list(others))")
        }
        (self.form, self.fields, otherKeys) = (form, fields, others.sorted())
    }

    /// The first of some names, each cut short.
    private static func list(_ names: [String]) -> String {
        names.prefix(8).map { $0.count > 60 ? $0.prefix(60) + "…" : $0 }.joined(separator: ", ")
    }

    // MARK: JSON

    private init(json: JSONValue, clientID: String) throws(Unreadable) {
        let data = json["data"].map { $0["results"] ?? $0 } ?? json
        guard let items = data.items else {
            let single = json["registration"] ?? data
            if single["oauth"] != nil || json["data"] != nil {
                try self.init(application: single)
            } else {
                guard let fields = single.fields else { throw Unreadable("The input is JSON, but no map of fields") }
                try self.init(
                    .export, fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, known: Self.exportKeys,
                    beside: Self.exportBeside)
            }
            return
        }
        let names = items.compactMap { $0["name"]?.text }
        guard
            let application = items.count == 1
                ? items[0] : items.first(where: { $0["id"]?.identifier?.lowercased() == clientID.lowercased() })
        else {
            throw Unreadable(
                items.isEmpty
                    ? "The list of applications is empty"
                    : "None of the \(items.count) applications has the client id \(clientID)"
                        + (names.isEmpty ? "" : "; there are: \(Self.list(names))")
            )
        }
        try self.init(application: application)
    }

    /// Reads one application of the API: its `oauth` part holds what OIDC client registration names.
    private init(application: JSONValue) throws(Unreadable) {
        var pairs: [(key: String, value: String)] = []
        func add(_ part: JSONValue?, _ prefix: String) {
            guard case .object(let members)? = part else { return }
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                let name = prefix + key
                if ["oauth", "publisher", "oauth2.tokens", "value"].contains(name), value.isObject {
                    add(value, "\(name).")
                } else if name.hasSuffix("client_secret_expires_at"), case .integer(let date) = value {
                    pairs.append((name, date == 0 ? "Never" : "\(date)"))
                } else if let text = JSONValue.object([key: value]).fields?[key] {
                    pairs.append((name, text))
                }
            }
        }
        add(application, "")
        try self.init(.applications, pairs, known: Self.applicationKeys, beside: Self.applicationBeside)
    }

    // MARK: Labels

    /// `Label: value` and `Label<tab>value`, one in a line; a label alone takes the next line's value.
    private static func labeled(_ text: String) -> [(key: String, value: String)] {
        var pairs: [(key: String, value: String)] = []
        var open: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingPrefix { $0.isWhitespace || "-*•|".contains($0) }
            guard !line.isEmpty else { continue }
            let end = line.firstIndex { $0 == ":" || $0 == "\t" || $0 == "=" || $0 == "|" }
            let label = Self.plainLabel(end.map { line[..<$0] } ?? line)
            let value = end.map { line[line.index(after: $0)...].trimmingBlanksAndBars } ?? ""
            if fieldByLabel[label] != nil || labelsBeside.contains(label) {
                if value.isEmpty { open = label } else { pairs.append((label, value)) }
            } else if let label = open {
                pairs.append((label, line.trimmingBlanksAndBars))
                open = nil
            } else {
                pairs.append((end == nil ? String(line) : label, value))
            }
        }
        return pairs
    }

    private static func plainLabel(_ text: some StringProtocol) -> String {
        text.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
    }

    /// The labels of Control Center, older and newer, and the field that each one names.
    static let labels: [(label: String, field: String)] = [
        ("Name", "name"), ("Description", "description"), ("API Key / Client ID", "client_id"),
        ("API Key", "client_id"),
        ("Client ID", "client_id"), ("Publisher", "publisher"), ("Website", "website"),
        ("Contact email", "contact_email"),
        ("Redirect URL", "redirect_urls"), ("Redirect URI", "redirect_urls"), ("Redirect URLs", "redirect_urls"),
        ("Allow Refresh Token", "allow_refresh_token"), ("Refresh Token Expiry", "refresh_token_expiry"),
        ("Access Token Expiry", "access_token_expiry"), ("Application Type", "type"), ("Client Type", "client_type"),
        ("Enable application", "enabled"), ("Enabled", "enabled"), ("Status", "enabled"),
        ("iManage Work Authentication", "authentication"), ("Access", "access"),
        ("Client Secret Expires", "secret_expires"), ("API Secret Expires", "secret_expires"),
    ]

    private static let fieldByLabel = Dictionary(
        (labels + [("application name", "name"), ("contact e mail", "contact_email"), ("email", "contact_email")])
            .map { (plainLabel($0.label), $0.field) }
    ) { first, _ in first }

    /// Labels of a registration that the sheet says nothing of; secrets are among them and are never shown.
    private static let labelsBeside: Set = [
        "api secret client secret", "api secret", "client secret", "scope", "host app", "configuration",
        "authentication",
    ]

    // MARK: Keys

    private static let exportKeys: [String: String] = Dictionary(
        uniqueKeysWithValues: knownKeys.map { ($0, $0) })

    /// The keys of an export.
    static let knownKeys = [
        "name", "description", "client_id", "publisher", "website", "contact_email", "redirect_url", "redirect_urls",
        "allow_refresh_token", "refresh_token_expiry", "access_token_expiry", "type", "client_type", "enabled",
        "authentication", "access", "secret_expires",
    ]

    private static let exportBeside: Set = ["client_secret", "users", "groups", "settings", "from_package", "schema"]

    private static let manifestKeys = [
        "name": "name", "description": "description", "publisher": "publisher", "api_key": "client_id",
        "redirect_url": "redirect_urls",
    ]

    private static let applicationKeys = [
        "id": "client_id", "name": "name", "description": "description", "status": "enabled",
        "publisher": "publisher", "publisher.name": "publisher", "publisher.url": "website", "website": "website",
        "oauth.application_type": "type", "oauth.client_type": "client_type",
        "oauth.client_secret_expires_at": "secret_expires", "oauth.contacts": "contact_email",
        "oauth.redirect_uris": "redirect_urls", "default_security": "access",
        "allow_refresh_token": "allow_refresh_token", "refresh_token_expiry": "refresh_token_expiry",
        "access_token_max_idle_time": "access_token_expiry", "value.allow_refresh_token": "allow_refresh_token",
        "value.refresh_token_expiry": "refresh_token_expiry", "value.access_token_max_idle_time": "access_token_expiry",
        "oauth2.tokens.allow_refresh_token": "allow_refresh_token",
        "oauth2.tokens.refresh_token_expiry": "refresh_token_expiry",
        "oauth2.tokens.access_token_max_idle_time": "access_token_expiry",
    ]

    private static let applicationBeside: Set = [
        "type", "edit_date", "host_app", "_links", "oauth.client_id_issued_at", "oauth.client_secret",
    ]
}

extension StringProtocol {
    /// The text without blanks and bars of a table at its ends.
    fileprivate var trimmingBlanksAndBars: String {
        var text = String(self)[...]
        while let last = text.last, last.isWhitespace || last == "|" { text.removeLast() }
        while let first = text.first, first.isWhitespace || first == "|" { text.removeFirst() }
        return String(text)
    }
}
