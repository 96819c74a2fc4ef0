import Foundation
import IntegrationClient
import Markup
import Secrets
import Stage

/// What the director's page shows, with every secret that slipped into a text replaced by its name.
extension Director {
    func page(token: String) -> HTML {
        HTML(markup: stage.secrets.redact(DirectorPage(self, token: token).html.text))
    }

    func presenter(token: String) -> HTML {
        HTML(markup: stage.secrets.redact(DirectorPage(self, token: token).presenter.text))
    }

    func parts(token: String) -> HTML {
        HTML(markup: stage.secrets.redact(DirectorPage(self, token: token).parts.text))
    }

    /// What forms in a pane ask for, by field name, as JSON: given to the presenter's own page when it is asked for.
    func fillings(for pane: String) -> String {
        let site = stage.sites.first
        var fields: [String: String] = [:]
        let sheet = stage.registrationSheet
        if let path = PanePath(pane),
            let (account, password) = stage.credentials(
                of: path.person, on: stage.sites.first { $0.host == path.host }?.name ?? site?.name ?? "")
        {
            fields = ["username": account, "password": password.reveal()]
            if path.host == stage.officeHost {
                fields["url"] = site?.url
                fields["client_id"] = sheet.clientID
                fields["client_secret"] = site.flatMap { stage.secret(for: "\($0.name).client_secret") }
            } else {
                fields.merge([
                    "name": sheet.name, "description": sheet.description, "client_id": sheet.clientID,
                    "publisher": sheet.publisher, "website": sheet.website, "contact_email": sheet.contactEmail,
                    "redirect_urls": sheet.redirectURL, "allow_refresh_token": sheet.allowRefreshToken ? "yes" : "no",
                    "refresh_token_expiry": String(sheet.refreshTokenExpiryDays),
                    "access_token_expiry": String(sheet.accessTokenExpiryMinutes),
                ]) { $1 }
            }
        }
        let data = try? JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
