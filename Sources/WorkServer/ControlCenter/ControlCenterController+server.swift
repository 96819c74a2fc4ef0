import HTTPTypes
import Markup
import Rules

/// Settings, network, users and the server itself.
extension ControlCenterController {
    var serverEndpoints: [Endpoint] {
        [
            page("/settings", .get) { incoming in
                within(incoming) { look($0, ControlCenterPages.settings($0, $0.state.settings)) }
            },
            page("/settings", .post, form: ["setting", "value"]) { incoming in within(incoming) { set($0) } },
            page("/network", .get) { incoming in
                within(incoming) { look($0, ControlCenterPages.network($0, FirewallDraft($0.state.firewall))) }
            },
            page("/network", .post, form: ["default", "rules"]) { incoming in within(incoming) { setFirewall($0) } },
            page("/users", .get) { incoming in within(incoming) { look($0, ControlCenterPages.users($0, $0.state)) } },
            page("/users", .post, form: ["action", "user"]) { incoming in within(incoming) { lock($0) } },
            page("/about", .get) { incoming in
                within(incoming) { visit in
                    give(.lookUpVersion, visit) { refusal in
                        ControlCenterPages.frame(
                            visit, "About", "About this server", HTML.message(.bad, "\(refusal.message)"))
                    } done: { reply in
                        .page(ControlCenterPages.about(visit, release: reply.release ?? ""))
                    }
                }
            },
        ]
    }

    private func set(_ visit: Visit) -> Answer {
        let name = visit.fields["setting"] ?? ""
        let value = visit.fields["value"] ?? ""
        return give(.set(setting: name, value: value), visit) { refusal in
            ControlCenterPages.settings(
                visit, visit.state.settings, about: name, typed: value, .message(.bad, "\(refusal.message)"))
        } done: { _ in
            ControlCenterPages.settingWords(name).map { words in
                .page(
                    ControlCenterPages.settings(
                        visit, core.maker.snapshot.settings, about: name,
                        .message(.good, "\(words.label) is saved. It holds at once.")))
            } ?? .go("/settings")
        }
    }

    private func lock(_ visit: Visit) -> Answer {
        let user = visit.fields["user"] ?? ""
        let isLocked = visit.fields["action"] != "unlock"
        return give(.lockUser(user, isLocked), visit) { refusal in
            ControlCenterPages.users(visit, visit.state, .message(.bad, "\(refusal.message)"))
        } done: { _ in
            .page(
                ControlCenterPages.users(
                    visit, core.maker.snapshot,
                    .message(.good, "\(user) may \(isLocked ? "no longer" : "again") log on.")))
        }
    }

    private func setFirewall(_ visit: Visit) -> Answer {
        let draft = FirewallDraft(rules: visit.fields["rules"] ?? "", default: visit.fields["default"] ?? "")
        let firewall: Firewall
        do throws(CommandRefusalWithRule) {
            firewall = try draft.firewall()
        } catch {
            let html = ControlCenterPages.network(visit, draft, .message(.bad, "\(error.message)"))
            var answer = look(visit, html)
            answer.status = 422
            return answer
        }
        return give(.setFirewall(firewall), visit) { refusal in
            ControlCenterPages.network(visit, draft, .message(.bad, "\(refusal.message)"))
        } done: { _ in
            core.closeRefused(by: firewall)
            return .page(
                ControlCenterPages.network(
                    visit, FirewallDraft(firewall),
                    .message(.good, "The firewall's rules are saved. They hold at once.")))
        }
    }
}

/// The firewall as a form has it: one rule in a line.
struct FirewallDraft {
    let rules: String
    let `default`: String

    init(rules: String, default: String) {
        self.rules = rules
        self.default = `default`
    }

    init(_ firewall: Firewall) {
        rules = firewall.rules.map { line in
            switch line {
            case .allow(let range): "allow \(range)"
            case .deny(let range): "deny \(range)"
            }
        }.joined(separator: "\n")
        `default` = firewall.default.rawValue
    }

    /// The firewall that is meant; throws for a line that is no rule.
    func firewall() throws(CommandRefusalWithRule) -> Firewall {
        var lines: [Firewall.Line] = []
        for (index, line) in rules.split(whereSeparator: \.isNewline).enumerated() {
            let words = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
            guard words.count == 2, let range = AddressRange(words[1]),
                ["allow", "deny"].contains(words[0].lowercased())
            else {
                throw CommandRefusalWithRule(
                    SettingRules.malformed,
                    "Line \(index + 1), '\(line)', is not a rule. Write allow or deny and an address range, such as"
                        + " allow 203.0.113.10/32.")
            }
            lines.append(words[0].lowercased() == "allow" ? .allow(range) : .deny(range))
        }
        guard let standard = Firewall.Default(rawValue: `default`) else {
            throw CommandRefusalWithRule(
                SettingRules.malformed, "Choose what happens where no rule matches: let in, refuse or ignore.")
        }
        return Firewall(default: standard, rules: lines)
    }
}
