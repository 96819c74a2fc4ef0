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
        firm.content.tables = server.tables
        firm.content.favorites = server.favorites ?? [:]
        firm.content.matters = server.matters ?? [:]
        firm.content.firstNumber = server.firstNumber ?? 1
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

    /// The names by which a node says what it is; all others are what lies in it.
    private static let words: Set<String> = [
        "access", "checked_out", "default_security", "id", "profile", "search", "size", "template", "trashed",
        "versions",
    ]

    /// A node of the tree: a document where it says so, else a container.
    private static func node(_ value: JSON, accounts: (String) -> String) -> FirmContent.Node {
        guard case .map(let map) = value else { return .container([:], FirmContent.Container()) }
        let isDocument = ["versions", "size", "id", "checked_out", "trashed"].contains { map[$0] != nil }
        guard isDocument else {
            var container = FirmContent.Container()
            container.access = texts(map["access"], accounts)
            container.defaultSecurity = map["default_security"]?.word
            container.profile = texts(map["profile"]) { $0 }
            if map["search"] != nil { container.search = texts(map["search"]) { $0 } }
            container.isTemplate = map["template"]?.word == "true"
            return .container(
                map.filter { !words.contains($0.key) }.mapValues { node($0, accounts: accounts) }, container)
        }
        var document = FirmContent.Document()
        document.versions = list(map["versions"])
        document.access = texts(map["access"], accounts)
        document.defaultSecurity = map["default_security"]?.word
        document.profile = texts(map["profile"]) { $0 }
        document.isTrashed = map["trashed"]?.word == "true"
        if case .text(let size) = map["size"] { document.size = Arguments.bytes(size) }
        if case .map(let holder) = map["checked_out"], case .text(let by) = holder["by"] {
            document.checkedOutBy = accounts(by)
            if case .text(let program) = holder["in"] { document.checkedOutIn = program }
        }
        return .document(document)
    }

    private static func texts(_ value: JSON?, _ name: (String) -> String) -> [String: String] {
        guard case .map(let map) = value else { return [:] }
        var texts: [String: String] = [:]
        for (key, text) in map { if let word = text.word { texts[name(key)] = word } }
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
            for (name, child) in map where !Self.words.contains(name) { visit(child, path + [name]) }
        }
        for (library, content) in servers[server]?.content ?? [:] { visit(content, [library]) }
        return paths
    }
}

extension ServerSetup {
    /// The lookup tables: an alias such as `M1/ACME` is below the entry `ACME` of the field before.
    fileprivate var tables: LibraryTables {
        var tables = LibraryTables()
        for (alias, setup) in classes ?? [:] {
            var documentClass = tables.classes[alias.uppercased()] ?? DocumentClass(text: alias)
            documentClass.text = setup.description ?? documentClass.text
            documentClass.required = setup.required ?? []
            for (sub, text) in setup.subclasses ?? [:] { documentClass.subclasses[sub.uppercased()] = text }
            tables.classes[alias.uppercased()] = documentClass
        }
        for (name, entries) in customs ?? [:] {
            guard let field = ProfileField(rawValue: name) else { continue }
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

extension JSON {
    /// The value as one word; nil for lists and maps.
    fileprivate var word: String? {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .truth(let truth): truth ? "true" : "false"
        case .list, .map: nil
        }
    }
}

extension Arguments {
    /// Bytes of a size such as `4KiB`; nil where it is none, or is too large for a number.
    static func bytes(_ size: String) -> Int? {
        let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1)]
        guard let unit = units.first(where: { size.hasSuffix($0.0) }),
            let count = Int(size.dropLast(unit.0.count)), count >= 0
        else { return nil }
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: unit.1)
        return isTooLarge ? nil : bytes
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
