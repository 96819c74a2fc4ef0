package import IntegrationClient
import ScenarioKeys
import Secrets
package import WorkServer

extension StageSetup {
    /// The firm behind a server of the setup: the accounts of its people, its libraries, what is registered.
    package func firm(of name: String, sheet: RegistrationSheet) -> Firm {
        let server = servers[name] ?? ServerSetup()
        let account: (String) -> String = {
            self.people[$0] == nil ? $0 : People(setups: self.people).account(of: $0, on: name)
        }
        var firm = Firm()
        firm.users = People(setups: people).accounts(on: name)
        for (id, user) in server.users.sorted(by: { $0.key < $1.key }) {
            firm.users.removeAll { $0.id.uppercased() == id.uppercased() }
            firm.users.append(
                FirmUser(
                    id: id, fullName: user.fullName, password: user.password, roles: user.roles, groups: user.groups))
        }
        firm.libraries = server.content.keys.sorted()
        firm.settings = server.settings.mapValues(\.text)
        firm.content = FirmContent(libraries: server.content.mapValues { $0.node(account) })
        firm.content.tables = server.tables
        firm.content.favorites = Dictionary(server.favorites.map { (account($0.key.name), $0.value) }) { $1 }
        firm.content.matters = Dictionary(server.matters.map { (account($0.key.name), $0.value) }) { $1 }
        firm.content.firstNumber = server.firstNumber ?? 1
        firm.firewall = (try? server.firewall.firewall()) ?? Firewall()
        firm.applications = server.applications.sorted { $0.key < $1.key }.map { name, application in
            var form = application.form
            form.name = form.name ?? name
            return application.source == .sheet ? form.filled(from: sheet) : form
        }
        return firm
    }

    /// The paths of the documents of a server that bear an id.
    func documentPaths(on server: String) -> [String: String] {
        var paths: [String: String] = [:]
        for (library, content) in servers[server]?.content ?? [:] {
            content.forEach(at: library) { path, node in
                if let id = node.id { paths[id] = path }
            }
        }
        return paths
    }
}

extension ServerSetup {
    /// The lookup tables: an alias such as `M1/ACME` is below the entry `ACME` of the field before.
    var tables: LibraryTables {
        var tables = LibraryTables()
        for (alias, setup) in classes {
            var documentClass = tables.classes[alias.uppercased()] ?? DocumentClass(text: alias)
            documentClass.text = setup.text ?? documentClass.text
            documentClass.required = setup.required.map(\.name)
            for (sub, text) in setup.subclasses { documentClass.subclasses[sub.uppercased()] = text }
            tables.classes[alias.uppercased()] = documentClass
        }
        for (name, entries) in customs {
            guard let field = ProfileField(rawValue: name.name) else { continue }
            for (alias, text) in entries {
                let parts = alias.split(separator: "/").map { $0.uppercased() }
                guard let own = parts.first else { continue }
                tables.customs[field, default: [:]][own] = LookupEntry(
                    text: text, parent: parts.count > 1 ? parts[1] : nil)
            }
        }
        return tables
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
