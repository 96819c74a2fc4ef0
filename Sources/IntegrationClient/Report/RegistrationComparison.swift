public import Foundation

/// A registration as a work server holds it, beside the sheet: what departs from it, and what follows from that.
public struct RegistrationComparison: Codable, Hashable, Sendable {
    /// A field that is not as on the sheet.
    public struct Deviation: Codable, Hashable, Sendable {
        /// The field's label in Control Center.
        public let label: String
        /// What the sheet says.
        public let wanted: String
        /// What the registration holds.
        public let found: String
        /// What follows from the difference.
        public let consequence: String
        /// Whether log-ins fail or end too early because of it.
        public let isSerious: Bool
    }

    /// A registration that cannot be read.
    public struct Unreadable: Error, CustomStringConvertible {
        /// What is wrong with it.
        public let description: String
    }

    /// The fields that are not as on the sheet, in the order of the sheet.
    public let deviations: [Deviation]

    /// Compares a registration that was exported from Control Center, field by field.
    ///
    /// Texts are compared without blanks at their ends; lengths of time by their number.
    public init(of registration: [String: String], with sheet: RegistrationSheet) {
        var found: [Deviation] = []
        func compare(
            _ label: String, _ key: String, _ wanted: String, serious: Bool = false, _ consequence: String,
            isSame: (String) -> Bool
        ) {
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
        if !redirects.contains(sheet.redirectURL) {
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
            $0.isEmpty || Self.isYes($0)
        }
        compare(
            "iManage Work Authentication", "authentication", "Yes", serious: true, "Nobody can log in while it is off."
        ) { $0.isEmpty || Self.isYes($0) }
        compare(
            "Access", "access", "All users", "Users who are not among those chosen cannot log in."
        ) { ["", "all", "all users"].contains($0.lowercased()) }
        compare(
            "Client Secret Expires", "secret_expires", "Never", "On that day every log-in and every renewal ends."
        ) { ["", "never"].contains($0.lowercased()) }
        deviations = found
    }

    /// Reads an export: JSON with one text, number, truth or list for each field.
    ///
    /// - Throws: `Unreadable` where it is no such JSON.
    public static func fields(reading data: Data) throws(Unreadable) -> [String: String] {
        guard let value = JSONValue(Array(data)) else {
            throw Unreadable(description: "it is no JSON; Control Center's export is a map of fields")
        }
        guard let fields = (value["registration"] ?? value).fields else {
            throw Unreadable(description: "it is no map of fields such as { \"name\": \"Office & Dragons\" }")
        }
        return fields
    }

    /// The deviations, each with what was wanted and what follows; a sentence where there is none.
    public var text: String {
        guard !deviations.isEmpty else { return "The registration is as on the sheet." }
        return deviations.map {
            "\($0.label): \($0.found)\n  on the sheet: \($0.wanted)\n  \($0.consequence)"
        }.joined(separator: "\n")
    }

    private static func isYes(_ text: String) -> Bool { ["yes", "true", "1"].contains(text.lowercased()) }

    private static func number(in text: String) -> Int? { Int(text.prefix { $0.isNumber }) }
}
