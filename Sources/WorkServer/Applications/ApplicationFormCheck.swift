import Foundation
import Rules
import WorkTime

/// Checks the fields of a form as Control Center does, and takes them over.
struct ApplicationFormCheck {
    let form: ApplicationForm
    let assumptions: Assumptions

    private var isStrict: Bool { assumptions.reading(of: ApplicationRules.fieldChecks) == .strict }

    /// The text without blanks around it; nil if nothing is left.
    func filled(_ text: String?) -> String? {
        guard let text = text?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else { return nil }
        return text
    }

    /// Takes over each field that is filled in, but for those that registering and editing treat apart.
    func fill(_ application: inout RegisteredApplication) throws(CommandRefusalWithRule) {
        try checkTexts(of: application)
        if let description = form.description { application.description = description }
        if let publisher = form.publisher { application.publisher = publisher }
        if let website = form.website { application.website = website }
        if let contactEmail = form.contactEmail { application.contactEmail = contactEmail }
        if let allow = form.allowRefreshToken { application.allowRefreshToken = allow }
        if let days = form.refreshTokenExpiry {
            application.refreshTokenExpiry = try expiry(days, "Refresh Token Expiry", "days", of: application)
        }
        if let minutes = form.accessTokenExpiry {
            application.accessTokenExpiry = try expiry(minutes, "Access Token Expiry", "minutes", of: application)
        }
        if let type = form.type { application.type = type }
        if let clientType = form.clientType { application.clientType = clientType }
        if let date = form.secretExpires { application.secretExpires = try expiryDate(date, of: application) }
        if let enabled = form.enabled { application.isEnabled = enabled }
        if let authentication = form.authentication { application.authentication = authentication }
        if let access = form.access { application.access = access }
        if let settings = form.settings { application.settings = settings }
    }

    private func checkTexts(of application: RegisteredApplication) throws(CommandRefusalWithRule) {
        let texts = [form.name, form.clientID, form.description, form.publisher, form.website, form.contactEmail]
        for text in texts.compactMap({ $0 }) + (form.redirectURLs ?? []) {
            let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            guard isPrintable, text.utf8.count <= 2_048 else {
                throw CommandRefusalWithRule(
                    ApplicationRules.valueInvalid,
                    "A field of \(application.name) is longer than 2048 bytes or has control characters. Enter it again."
                )
            }
        }
        guard isStrict else { return }
        for url in application.redirectURLs where !Self.isRedirectURL(url) {
            throw CommandRefusalWithRule(
                ApplicationRules.redirectMalformed,
                "The redirect URL '\(url)' of \(application.name) is not a complete https URL without a fragment."
                    + " Enter the URL that the vendor gave, beginning with https://.")
        }
        if let website = filled(form.website), !Self.isURL(website) {
            throw CommandRefusalWithRule(
                ApplicationRules.valueInvalid,
                "The website '\(website)' of \(application.name) is not a URL. Begin it with https://.")
        }
        if let email = filled(form.contactEmail), !Self.isEmail(email) {
            throw CommandRefusalWithRule(
                ApplicationRules.valueInvalid,
                "The contact e-mail '\(email)' of \(application.name) is not an e-mail address. Correct it.")
        }
    }

    private func expiry(
        _ count: Int, _ field: String, _ unit: String, of application: RegisteredApplication
    ) throws(CommandRefusalWithRule) -> Int {
        let most = assumptions.reading(of: ApplicationRules.expiryLimits) == .unlimited ? 10_000_000 : 9_999
        guard (1...most).contains(count) else {
            throw CommandRefusalWithRule(
                ApplicationRules.expiryOutOfRange,
                "\(field) of \(application.name) is \(count) \(unit); the server takes 1 to \(most). Enter a \(count < 1 ? "larger" : "smaller") number."
            )
        }
        return count
    }

    private func expiryDate(
        _ text: String, of application: RegisteredApplication
    ) throws(CommandRefusalWithRule) -> WorkDate? {
        guard text.lowercased() != "never" else { return nil }
        guard let date = WorkDate(day: text) else {
            throw CommandRefusalWithRule(
                ApplicationRules.valueInvalid,
                "Client Secret Expires of \(application.name) is '\(text)'. Enter never, or a date such as 2026-12-31.")
        }
        return date
    }

    /// Whether a browser can be sent there: https, or http on the user's own machine; no fragment.
    static func isRedirectURL(_ text: String) -> Bool {
        guard isURL(text), let parts = URLComponents(string: text), parts.fragment == nil else { return false }
        return parts.scheme?.lowercased() == "https" || ["localhost", "127.0.0.1"].contains(parts.host)
    }

    private static func isURL(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let parts = URLComponents(string: text) else {
            return false
        }
        return ["https", "http"].contains(parts.scheme?.lowercased()) && parts.host?.isEmpty == false
    }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(" ") }
    }
}
