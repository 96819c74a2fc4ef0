import Foundation
import IntegrationClient
import ScenarioLanguage
import Secrets
import Stage
import StageHTTP
import WorkTime

/// What steps do for the panes: which one shows a step, and which request signs an administrator in.
enum Words {
    static func text(_ action: Action, _ key: String) -> String? {
        switch action.arguments[key] {
        case .text(let text): text
        case .number(let number): String(number)
        default: nil
        }
    }

    /// The name of a step's action, also where its arguments cannot be read yet.
    static func name(of step: Step) -> String? {
        if case .action(let name, _) = step.kind { name } else { nil }
    }

    /// Whether a line of the journal is but the look at a page.
    static func isPageView(_ line: JournalLine) -> Bool {
        line.what.hasPrefix("GET /work/cc") || line.rule == "control-center.signed-in"
            || line.rule == "control-center.session.missing"
    }

    // MARK: Panes

    /// Where the panes stand before anything was done.
    static func opening(of stage: Stage) -> Follow {
        var follow = Follow()
        if let person = administrator(of: stage), let site = stage.sites.first {
            follow.administrator = PanePath(person: person, host: site.host, rest: "/work/cc/applications").path
        }
        if let person = stage.cast.first(where: { $0.office == .user }) ?? stage.cast.first(where: { $0.office != nil })
        {
            follow.user = PanePath(person: person.name, host: stage.officeHost, rest: "/").path
        }
        return follow
    }

    static func administrator(of stage: Stage) -> String? { stage.cast.first(where: \.isAdministrator)?.name }

    /// Where an action shows.
    static func follow(_ action: Action, on stage: Stage) -> Follow {
        var follow = Follow()
        let kind = action.name.prefix { $0 != "." }
        switch kind {
        case "admin", "network":
            guard let person = text(action, "as") ?? administrator(of: stage), let site = site(of: action, on: stage),
                stage.cast.contains(where: { $0.name == person && $0.isAdministrator })
            else { break }
            let page =
                switch action.name {
                case "admin.set": "/work/cc/settings"
                case "admin.look_up_version": "/work/cc/about"
                case "network.firewall", "network.publish", "network.unpublish", "network.certificate":
                    "/work/cc/network"
                case "admin.delete_application": "/work/cc/applications"
                case "admin.register_application": "/work/cc/applications"
                default: "/work/cc/applications/" + application(action)
                }
            follow.administrator = PanePath(person: person, host: site.host, rest: page).path
        case "office":
            let staff = ["office.review", "office.confirm", "office.reject"].contains(action.name)
            let role: Person.Role = staff ? .staff : .organizationAdmin
            follow.user = office(action, role, staff ? "/staff/validation" : "/settings/organization/imanage", stage)
        case "user":
            var page = "/settings/profile/imanage"
            let server = text(action, "server") ?? stage.sites.first?.name ?? ""
            if let path = text(action, "document"), ["user.open", "user.save"].contains(action.name) {
                page =
                    "/documents?"
                    + query([
                        ("server", server), ("path", path.split(separator: "/").dropLast().joined(separator: "/")),
                    ])
            } else if ["user.list_libraries", "user.browse", "user.search"].contains(action.name) {
                page = "/documents?" + query([("server", server), ("path", text(action, "folder") ?? "")])
            }
            follow.user = office(action, .user, page, stage)
        case "clock":
            follow = opening(of: stage)
        default: break
        }
        return follow
    }

    private static func application(_ action: Action) -> String {
        let name = text(action, "application") ?? ""
        return name.isEmpty || name == "Office & Dragons" ? Deployment.clientID : name
    }

    private static func site(of action: Action, on stage: Stage) -> StageSite? {
        let named = text(action, "server")
        return stage.sites.first { $0.name == named } ?? stage.sites.first
    }

    private static func office(_ action: Action, _ role: Person.Role, _ rest: String, _ stage: Stage) -> String? {
        let person = text(action, "as") ?? stage.cast.first { $0.office == role }?.name
        return person.map { PanePath(person: $0, host: stage.officeHost, rest: rest).path }
    }

    static func query(_ pairs: [(String, String)]) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return pairs.map { key, value in
            "\(key)=\(value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "")"
        }.joined(separator: "&")
    }

    /// The request with which a person's browser signs in to Control Center.
    static func signIn(_ person: String, at site: StageSite, on stage: Stage) -> PartyRequest? {
        guard let (account, password) = stage.credentials(of: person, on: site.name) else { return nil }
        return PartyRequest(
            kind: "control_center", method: "POST", url: site.url + "/work/cc/sign-in",
            headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(query([("username", account), ("password", password.reveal())]).utf8))
    }
}
