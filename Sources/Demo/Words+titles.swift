import Foundation
import IntegrationClient
import ScenarioLanguage
import ScenarioRunner
import Stage
import WorkTime

/// What steps are called before an audience.
extension Words {
    /// Returns a step as a sentence: who does what.
    static func title(of action: Action?, else fallback: String) -> String {
        guard let action else { return fallback == "note" ? "A word on the story" : fallback }
        let what = predicate(of: action) ?? event(of: action)
        guard let what else { return action.name.replacing(".", with: ": ").replacing("_", with: " ") }
        let roles = [
            "admin.": "The administrator", "office.": "Office & Dragons", "user.": "The user", "work.": "A colleague",
        ]
        let subject = text(action, "as").map(\.capitalized) ?? roles.first { action.name.hasPrefix($0.key) }?.value
        let isEvent = predicate(of: action) == nil
        let sentence = isEvent ? what : "\(subject.map { $0 + " " } ?? "")\(what)"
        return sentence + (text(action, "server").map { $0 == "main" ? "" : " (\($0))" } ?? "")
    }

    /// What a step of a story does, before it is played; a document that it names by an id of the world goes by its path.
    static func planned(_ step: Step, of scenario: Scenario, on stage: Stage) -> Action? {
        switch step.kind {
        case .action(let name, let arguments):
            let map = try? arguments.resolved({ "$" + $0 }).decoded(as: [String: JSON].self)
            return spoken(Action(name, map ?? [:]), on: stage)
        case .again(let id):
            return scenario.steps.first { $0.id == id }.flatMap { planned($0, of: scenario, on: stage) }
        default: return nil
        }
    }

    /// What a step of a story is called before it is played.
    static func title(of step: Step, of scenario: Scenario, on stage: Stage) -> String {
        if case .together(let steps) = step.kind {
            return "At the same time: \(steps.map { title(of: $0, of: scenario, on: stage) }.joined(separator: "; "))"
        }
        let again = if case .again = step.kind { ", once more" } else { "" }
        return title(of: planned(step, of: scenario, on: stage), else: step.summary) + again
    }

    /// An action whose documents go by their paths.
    static func spoken(_ action: Action?, on stage: Stage) -> Action? {
        guard let action else { return nil }
        var arguments = action.arguments
        for key in ["document", "of"] {
            guard let id = text(action, key), id.hasPrefix("$"),
                let path = stage.documentPath(of: String(id.dropFirst()), on: text(action, "server"))
            else { continue }
            arguments[key] = .text(path)
        }
        return Action(action.name, arguments)
    }

    /// What a person does; nil where a step has none.
    private static func predicate(of action: Action) -> String? {
        switch action.name {
        case "admin.look_up_version": "looks up the server's version"
        case "admin.register_application": "registers \(product(action)) in Control Center"
        case "admin.import_package": "imports the application's package"
        case "admin.edit_application": "edits the registration of \(product(action))"
        case "admin.enable_application": "enables \(product(action))"
        case "admin.disable_application": "disables \(product(action))"
        case "admin.delete_application": "deletes the registration of \(product(action))"
        case "admin.rotate_secret": "generates a new client secret"
        case "admin.export_registration": "exports the registration of \(product(action))"
        case "admin.grant": "chooses who may use \(product(action))"
        case "admin.revoke_tokens": "revokes tokens of \(product(action))"
        case "admin.lock_user": "locks \(text(action, "user") ?? "a user")"
        case "admin.unlock_user": "unlocks \(text(action, "user") ?? "a user")"
        case "admin.end_check_out": "ends the check-out of \(document(action))"
        case "admin.set": "changes \(settings(action))"
        case "office.enable_imanage": "enables iManage for the organization"
        case "office.add_server": "adds the work server"
        case "office.edit_server": "edits the work server"
        case "office.remove_server": "removes the work server"
        case "office.announce_server": "announces the server to Office & Dragons"
        case "office.review": "reviews the server"
        case "office.confirm": "confirms the server"
        case "office.reject": "rejects the server"
        case "office.restart": "restarts its integration service"
        case "user.log_in": "logs in to iManage"
        case "user.log_out": "logs out of iManage"
        case "user.list_libraries": "lists the libraries"
        case "user.browse": "opens the folder \(text(action, "folder") ?? "")"
        case "user.search": "searches for \(text(action, "text") ?? "a document")"
        case "user.open": "opens \(document(action))"
        case "user.save": "saves \(document(action))"
        case "user.resume_save": "resumes the save of \(document(action))"
        case "user.lock": "checks out \(document(action))"
        case "user.unlock": "ends the check-out of \(document(action))"
        case "user.report": "makes a report for support"
        case "work.change_access": "changes who may use \(document(action))"
        case "work.check_in": "checks in \(document(action))"
        case "work.check_out": "checks out \(document(action))"
        case "work.delete": "deletes \(document(action))"
        case "work.edit": "saves a new version of \(document(action))"
        case "work.move": "moves \(document(action))"
        case "work.restore": "restores \(document(action)) from the trash"
        default: nil
        }
    }

    /// What happens without a person; nil where a step has none.
    private static func event(of action: Action) -> String? {
        switch action.name {
        case "clock.advance", "clock.set": passing(text(action, "by"))
        case "clock.skew": "A clock is set \(action.arguments.isEmpty ? "right" : "wrong")"
        case "server.upgrade": "The server is upgraded to \(text(action, "to") ?? "a later release")"
        case "server.downgrade": "The server goes back to \(text(action, "to") ?? "an earlier release")"
        case "server.restart": "The server restarts"
        case "server.start": "The server starts"
        case "server.stop": "The server stops"
        case "network.publish":
            "The work server gets the public URL\(text(action, "url").map { " " + $0 } ?? "")"
        case "network.unpublish": "The work server's name leaves the internet"
        case "network.firewall": "The firewall's rules change\(rules(action))"
        case "network.proxy": "The proxy in front of the server changes"
        case "network.dns": "The name server changes its answer"
        case "network.certificate": "The server gets another certificate"
        case "network.fault": "The line will fail: \((text(action, "kind") ?? "a fault").replacing("_", with: " "))"
        case "network.clear_faults": "The line is good again"
        case "other.request": "Another program sends a request"
        case "check.documents": "The documents on the server are counted"
        case "check.journal": "The server's journal is searched"
        case "check.report": "The report for support is searched"
        case "check.settings": "The server's settings are compared"
        case "check.told": "The messages shown so far are searched"
        default: nil
        }
    }

    /// The rules of a firewall in short: `: only 203.0.113.10/32`.
    private static func rules(_ action: Action) -> String {
        guard case .list(let items) = action.arguments["allow"] else { return "" }
        let ranges = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
        return ranges.isEmpty ? ": nobody is let in" : ": \(ranges.joined(separator: ", ")) may come in"
    }

    private static func passing(_ time: String?) -> String {
        guard let time = time.flatMap({ Duration(text: $0) }) else { return "Some time passes" }
        let words = time.inWords
        return words + (words.hasPrefix("1 ") && !words.dropFirst(2).contains(" ") ? " passes" : " pass")
    }

    private static func settings(_ action: Action) -> String {
        action.arguments.keys.filter { $0 != "as" && $0 != "server" }.sorted()
            .map { key in
                let label = key.split(separator: "_").map(\.capitalized).joined(separator: " ")
                return "\(label) to \(text(action, key) ?? "another value")"
            }.joined(separator: ", ")
    }

    private static func product(_ action: Action) -> String {
        let name = text(action, "application") ?? Deployment.clientID
        return name == Deployment.clientID ? "Office & Dragons" : name
    }

    private static func document(_ action: Action) -> String {
        (text(action, "document") ?? text(action, "of"))
            .map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? "a document"
    }
}
