public import IntegrationClient
import Secrets
public import WorkServer

extension StageSetup {
    /// The firm behind a server of the setup: the accounts of its people, its libraries, what is registered.
    public func firm(of name: String, sheet: RegistrationSheet) -> Firm {
        let server = servers[name] ?? ServerSetup()
        var firm = Firm()
        firm.users = People(setups: people).accounts(on: name)
        for (id, user) in (server.users ?? [:]).sorted(by: { $0.key < $1.key }) {
            firm.users.removeAll { $0.id.uppercased() == id.uppercased() }
            firm.users.append(
                FirmUser(
                    id: id, fullName: user.fullName, password: user.password.map { Secret($0) },
                    roles: user.roles ?? [],
                    groups: user.groups ?? []
                ))
        }
        firm.libraries = (server.content ?? [:]).keys.sorted()
        firm.settings = server.settings ?? [:]
        firm.firewall = server.firewall ?? Firewall()
        firm.applications = (server.applications ?? [:]).sorted { $0.key < $1.key }.map { name, application in
            var form = application.form
            form.name = form.name ?? name
            return application.from == "sheet" ? form.filled(from: sheet) : form
        }
        return firm
    }
}

extension ApplicationForm {
    /// The form with what it leaves open taken from a registration sheet.
    func filled(from sheet: RegistrationSheet) -> ApplicationForm {
        var form = self
        form.name = form.name ?? sheet.name
        form.description = form.description ?? sheet.description
        form.clientID = form.clientID ?? sheet.clientID
        form.publisher = form.publisher ?? sheet.publisher
        form.website = form.website ?? sheet.website
        form.contactEmail = form.contactEmail ?? sheet.contactEmail
        form.redirectURLs = form.redirectURLs ?? [sheet.redirectURL]
        form.allowRefreshToken = form.allowRefreshToken ?? sheet.allowRefreshToken
        form.refreshTokenExpiry = form.refreshTokenExpiry ?? sheet.refreshTokenExpiryDays
        form.accessTokenExpiry = form.accessTokenExpiry ?? sheet.accessTokenExpiryMinutes
        return form
    }
}
