import Foundation
import IntegrationClient
import Markup
import ScenarioLanguage
import ScenarioRunner
import Secrets
import Stage

/// What the director's page shows, with every secret that slipped into a text replaced by its name.
extension Director {
    func page(token: String) -> HTML { shown(DirectorPage(self, token: token).html) }

    func presenter(token: String) -> HTML { shown(DirectorPage(self, token: token).presenter) }

    func parts(token: String) -> HTML { shown(DirectorPage(self, token: token).parts) }

    func slides(token: String) -> HTML { shown(DirectorPage(self, token: token).slides) }

    /// One message of the wire; nil where there is none at that place any more.
    func message(moment: String, line: Int, token: String) -> HTML? {
        // What went over the wire stays as it was: no brand changes it.
        DirectorPage(self, token: token).message(moment: moment, line: line).map {
            HTML(markup: stage.secrets.redact($0.text))
        }
    }

    private func shown(_ page: HTML) -> HTML {
        brand.renaming(HTML(markup: stage.secrets.redact(page.text)))
    }

    /// The report of what was done so far: its record, played anew.
    ///
    /// - Throws: what keeps the page from being made, in words.
    func report() async throws -> [UInt8] {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: recording.yaml, path: "recorded.yaml")
        let player = ScenarioPlayer(seed: seed)
        var played: [ScenarioRun.Played] = []
        for scenario in loaded.scenarios {
            played.append(ScenarioRun.Played(result: await player.play(scenario), milliseconds: 0))
        }
        return Array(try RunReport(played, seed: seed, jobs: 1, milliseconds: 0).page())
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
