import IntegrationClient
import Rules
package import ScenarioKeys
import Secrets
import WorkServer
import WorkTime

extension StageSetup {
    /// What is wrong with a whole world, with the keys that lead there; what a server would refuse at its start is asked of
    /// the server itself.
    package static func issues(in world: Value) -> [KeyIssue] {
        do throws(KeyIssue) {
            let setup = try StageSetup(reading: world)
            let names = setup.servers.keys.sorted()
            return setup.twins(names) + names.flatMap { setup.issues(ofServer: $0) }
        } catch { return [error] }
    }

    /// Servers that are known by one URL.
    private func twins(_ names: [String]) -> [KeyIssue] {
        var seen: [String: String] = [:]
        return names.compactMap { name in
            let host = StageServer.host(of: Stage.url(name, servers[name] ?? ServerSetup()))
            defer { seen[host] = seen[host] ?? name }
            return seen[host].map {
                KeyIssue(
                    "the servers \($0) and \(name) have one URL", suggestion: "give each a 'url' of its own",
                    at: "servers", name, "url")
            }
        }
    }

    private func issues(ofServer name: String) -> [KeyIssue] {
        guard let server = servers[name] else { return [] }
        let issues = server.issuesOfContent() + server.issuesOfLists()
        return (issues + (issues.isEmpty ? refusal(ofServer: name).map { [$0] } ?? [] : []))
            .map { KeyIssue($0.message, suggestion: $0.suggestion, path: ["servers", name] + $0.path) }
    }

    // MARK: What the server refuses

    /// Why a server would not start, at the application or setting that it refuses.
    private func refusal(ofServer name: String) -> KeyIssue? {
        guard let message = refused(name, { _ in }) else { return nil }
        for (setting, value) in servers[name]?.settings.sorted(by: { $0.key < $1.key }) ?? [] {
            guard
                let message = refused(
                    name,
                    {
                        $0 = ServerSetup(); $0.settings[setting] = value
                    })
            else { continue }
            return KeyIssue(message, path: ["settings", setting])
        }
        var before = ServerSetup()
        for (application, fields) in servers[name]?.applications.sorted(by: { $0.key < $1.key }) ?? [] {
            before.applications[application] = fields
            guard let message = refused(name, { $0 = before }) else { continue }
            let keys = fields.written.entries.map(\.key)
            func isTaken(without missing: String...) -> Bool {
                let rest = Value.map(fields.written.entries.filter { !missing.contains($0.key) })
                guard let fewer = try? ApplicationSetup(reading: rest) else { return false }
                return refused(
                    name,
                    {
                        $0 = before; $0.applications[application] = fewer
                    }) == nil
            }
            let key =
                keys.first { isTaken(without: $0) }
                ?? keys.first { key in keys.contains { isTaken(without: key, $0) } }
            return KeyIssue(message, path: ["applications", application] + [key].compactMap { $0 })
        }
        return KeyIssue(message, path: [])
    }

    /// What the server says to its firm after a change of the setup; nil where it starts.
    private func refused(_ name: String, _ change: (inout ServerSetup) -> Void) -> String? {
        var setup = self
        var server = servers[name] ?? ServerSetup()
        change(&server)
        setup.servers[name] = server
        var configuration = ServerConfiguration(
            clock: PartyClock(VirtualClock(origin: clock?.date ?? VirtualClock.usualOrigin)),
            identifiers: SeededIdentifiers(seed: 1, path: ["lint", name]),
            secrets: SecretBook())
        configuration.name = name
        if let release = server.release.flatMap({ Release(text: $0.name) }) { configuration.release = release }
        configuration.hosting = server.hosting ?? .onPrem
        configuration.assumptions = Assumptions(assume)
        let sheet = (office.deployment ?? .multiTenant).registrationSheet
        return SimulatedServer(configuration, firm: setup.firm(of: name, sheet: sheet)).refusal?.message
    }
}

extension ServerSetup {
    /// Fields of profiles whose values are in no table.
    fileprivate func issuesOfContent() -> [KeyIssue] {
        let tables = tables
        var issues: [KeyIssue] = []
        forEachNode { path, node in
            for (field, text) in node.profile.sorted(by: { $0.key.name < $1.key.name }) {
                let known: [String]
                switch ProfileField(rawValue: field.name) {
                case .documentClass: known = tables.classes.keys.sorted()
                case .some(let field) where tables.customs[field] != nil:
                    known = (tables.customs[field] ?? [:]).keys.sorted()
                default: continue
                }
                guard !known.contains(text.uppercased()) else { continue }
                let what = field.name == "class" ? "no class is called" : "\(field.name) has no entry"
                issues.append(
                    KeyIssue(
                        "\(what) '\(text)'",
                        suggestion: didYouMean(text, among: known) ?? "there are: \(known.joined(separator: ", "))",
                        path: ["content"] + path + ["profile", field.name]))
            }
        }
        return issues
    }

    /// Favourites and matters that are not there.
    fileprivate func issuesOfLists() -> [KeyIssue] {
        var paths: Set<String> = []
        forEachNode { path, _ in paths.insert(path.joined(separator: "/")) }
        return [("favorites", favorites), ("matters", matters)].flatMap { key, lists in
            lists.sorted { $0.key.name < $1.key.name }.flatMap { person, kept in
                kept.filter { !paths.contains($0) }.map { missing in
                    KeyIssue(
                        "there is nothing at '\(missing)'", suggestion: didYouMean(missing, among: paths.sorted()),
                        path: [key, person.name, missing])
                }
            }
        }
    }

    private func forEachNode(_ visit: ([String], ContentSetup) -> Void) {
        func walk(_ node: ContentSetup, _ path: [String]) {
            visit(path, node)
            for (name, child) in node.children.sorted(by: { $0.key < $1.key }) { walk(child, path + [name]) }
        }
        for (library, node) in content.sorted(by: { $0.key < $1.key }) { walk(node, [library]) }
    }
}
