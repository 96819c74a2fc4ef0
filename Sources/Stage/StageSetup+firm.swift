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
        firm.settings = (server.settings ?? [:]).mapValues(\.text)
        firm.content = FirmContent(
            libraries: (server.content ?? [:]).mapValues { Self.node($0, accounts: { self.account(of: $0, on: name) }) }
        )
        firm.firewall = server.firewall ?? Firewall()
        firm.applications = (server.applications ?? [:]).sorted { $0.key < $1.key }.map { name, application in
            var form = application.form
            form.name = form.name ?? name
            return application.from == "sheet" ? form.filled(from: sheet) : form
        }
        return firm
    }
}

extension StageSetup {
    private func account(of person: String, on server: String) -> String {
        people[person] == nil ? person : People(setups: people).account(of: person, on: server)
    }

    /// A node of the tree: a document where it says so or has a file's name, else a container.
    private static func node(_ value: JSON, accounts: (String) -> String) -> FirmContent.Node {
        guard case .map(let map) = value else { return .container([:], access: [:]) }
        let access = texts(map["access"], accounts)
        if map["versions"] != nil || map["size"] != nil || map["id"] != nil || map["checked_out"] != nil {
            var document = FirmContent.Document(versions: list(map["versions"]), access: access)
            if case .text(let size) = map["size"] { document.size = Arguments.bytes(size) }
            if case .map(let holder) = map["checked_out"], case .text(let by) = holder["by"] {
                document.checkedOutBy = accounts(by)
                if case .text(let program) = holder["in"] { document.checkedOutIn = program }
            }
            return .document(document)
        }
        let children = map.filter { $0.key != "access" }
        return .container(children.mapValues { node($0, accounts: accounts) }, access: access)
    }

    private static func texts(_ value: JSON?, _ accounts: (String) -> String) -> [String: String] {
        guard case .map(let map) = value else { return [:] }
        var texts: [String: String] = [:]
        for (person, level) in map { if case .text(let word) = level { texts[accounts(person)] = word } }
        return texts
    }

    private static func list(_ value: JSON?) -> [String] {
        guard case .list(let items) = value else { return [] }
        return items.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// The paths of the documents that bear an id, by server and id.
    func documentPaths(on server: String) -> [String: String] {
        var paths: [String: String] = [:]
        func visit(_ value: JSON, _ path: [String]) {
            guard case .map(let map) = value else { return }
            if case .text(let id) = map["id"] { paths[id] = path.joined(separator: "/") }
            for (name, child) in map where name != "access" && name != "checked_out" { visit(child, path + [name]) }
        }
        for (library, content) in servers[server]?.content ?? [:] { visit(content, [library]) }
        return paths
    }
}

extension Arguments {
    /// Bytes of a size such as `4KiB`; nil where it is none.
    static func bytes(_ size: String) -> Int? {
        let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1)]
        guard let unit = units.first(where: { size.hasSuffix($0.0) }) else { return nil }
        return Int(size.dropLast(unit.0.count)).map { $0 * unit.1 }
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
