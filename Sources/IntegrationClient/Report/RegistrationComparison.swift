import Secrets

/// A registration as a work server holds it, beside the sheet: what departs from it, and what follows from that.
public struct RegistrationComparison: Codable, Hashable, Sendable {
    /// A field that is not as on the sheet.
    public struct Deviation: Codable, Hashable, Sendable {
        /// The field's label in Control Center.
        public let label: String
        /// What the sheet says.
        public let wanted: String
        /// What the registration holds, without secrets: a URL may be typed with one.
        public let found: String
        /// What follows from the difference.
        public let consequence: String
        /// Whether log-ins fail or end too early because of it.
        public let isSerious: Bool
    }

    /// The fields that are not as on the sheet, in the order of the sheet.
    public let deviations: [Deviation]
    /// The labels of the fields that the input does not state, so that nothing is known of them.
    public let notStated: [String]

    /// Compares a registration with the sheet, field by field.
    ///
    /// Texts are compared without blanks at their ends; lengths of time by their number.
    ///
    /// - Parameters:
    ///   - registration: the fields by the keys of Control Center's export.
    ///   - sheet: what an administrator enters.
    ///   - isComplete: whether a field that is missing was left empty; otherwise it is not stated.
    public init(of registration: [String: String], with sheet: RegistrationSheet, isComplete: Bool = true) {
        var found: [Deviation] = []
        var unstated: [String] = []
        func compare(
            _ label: String, _ key: String, _ wanted: String, serious: Bool = false, _ consequence: String,
            isSame: (String) -> Bool
        ) {
            guard isComplete || registration[key] != nil else {
                unstated.append(label)
                return
            }
            let value = registration[key]?.trimmingBlanks() ?? ""
            guard !isSame(value) else { return }
            found.append(
                Deviation(
                    label: label, wanted: wanted, found: value.isEmpty ? "nothing" : value, consequence: consequence,
                    isSerious: serious))
        }
        func text(_ label: String, _ key: String, _ wanted: String) {
            compare(label, key, wanted, "Only shown to people; nothing depends on it.") { $0 == wanted }
        }
        text("Name", "name", sheet.name)
        text("Description", "description", sheet.description)
        compare(
            "API Key / Client ID", "client_id", sheet.clientID, serious: true,
            "O&D is not known to the server: it is the same on every server and is not generated."
        ) { $0.lowercased() == sheet.clientID.lowercased() }
        text("Publisher", "publisher", sheet.publisher)
        text("Website", "website", sheet.website)
        text("Contact email", "contact_email", sheet.contactEmail)
        let redirects = (registration["redirect_urls"] ?? registration["redirect_url"] ?? "")
            .split(separator: ",").map { String($0).trimmingBlanks() }
        if redirects.isEmpty, !isComplete {
            unstated.append("Redirect URL")
        } else if !redirects.contains(sheet.redirectURL) {
            found.append(
                Deviation(
                    label: "Redirect URL", wanted: sheet.redirectURL,
                    found: redirects.isEmpty ? "nothing" : redirects.joined(separator: ", "),
                    consequence: "Every log-in ends on the server's page: it must be exactly this one.", isSerious: true
                ))
        }
        compare(
            "Allow Refresh Token", "allow_refresh_token", sheet.allowRefreshToken ? "Yes" : "No", serious: true,
            "Users are logged out as soon as the access token dies."
        ) { Self.isYes($0) == sheet.allowRefreshToken }
        compare(
            "Refresh Token Expiry", "refresh_token_expiry", "\(sheet.refreshTokenExpiryDays) days",
            "Users log in again more often, or less often, than once a year."
        ) { Self.number(in: $0) == sheet.refreshTokenExpiryDays }
        compare(
            "Access Token Expiry", "access_token_expiry", "\(sheet.accessTokenExpiryMinutes) minutes",
            "Access tokens are renewed more often or less often."
        ) { Self.number(in: $0) == sheet.accessTokenExpiryMinutes }
        compare("Application Type", "type", "web", serious: true, "A native application is handled without its secret.")
        {
            ["web", ""].contains($0.lowercased())
        }
        compare(
            "Client Type", "client_type", "confidential", serious: true,
            "A public client proves nothing with its secret."
        ) { ["confidential", ""].contains($0.lowercased()) }
        compare("Enable application", "enabled", "Yes", serious: true, "Nobody can log in until it is enabled.") {
            $0.isEmpty || Self.isYes($0) || ["enabled", "available"].contains($0.lowercased())
        }
        compare(
            "iManage Work Authentication", "authentication", "Yes", serious: true, "Nobody can log in while it is off."
        ) { $0.isEmpty || Self.isYes($0) }
        compare(
            "Access", "access", "All users", "Users who are not among those chosen cannot log in."
        ) { ["", "all", "all users", "public"].contains($0.lowercased()) }
        compare(
            "Client Secret Expires", "secret_expires", "Never", "On that day every log-in and every renewal ends."
        ) { ["", "never"].contains($0.lowercased()) }
        let secrets = SecretBook(capacity: 1)
        deviations = found.map {
            Deviation(
                label: $0.label, wanted: $0.wanted, found: secrets.redactAll($0.found), consequence: $0.consequence,
                isSerious: $0.isSerious)
        }
        notStated = unstated
    }

    /// The deviations, each with what was wanted and what follows; a sentence where there is none.
    public var text: String {
        var lines = deviations.map {
            "\($0.label): \($0.found)\n  on the sheet: \($0.wanted)\n  \($0.consequence)"
        }
        if deviations.isEmpty {
            lines.append(
                notStated.isEmpty ? "The registration is as on the sheet." : "All that is stated is as on the sheet.")
        }
        if !notStated.isEmpty {
            lines.append("Not stated, so look in Control Center: \(notStated.joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }

    private static func isYes(_ text: String) -> Bool { ["yes", "true", "1"].contains(text.lowercased()) }

    private static func number(in text: String) -> Int? { Int(text.prefix { $0.isNumber }) }
}
