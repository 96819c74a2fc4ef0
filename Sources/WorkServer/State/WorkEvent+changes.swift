import Rules
import WorkTime

extension WorkEvent {
    /// What the event changes in `state`, which is the state before it; secrets show as `set`, tokens by whose they are.
    func changes(in state: WorkState) -> [Change] {
        switch self {
        case .firmLoaded(let firm):
            firm.users.map { Change(path: "users/\($0.id)", before: nil, after: $0.fullName) }
                + firm.libraries.map { Change(path: "libraries/\($0.id)", before: nil, after: "worksite") }
                + firm.applications.flatMap { Self.changes(from: nil, to: $0) }
        case .applicationRegistered(let application), .applicationChanged(let application, _):
            Self.changes(from: state.applications[application.clientID], to: application)
        case .applicationDeleted(let clientID):
            [
                Change(
                    path: "applications/\(state.applications[clientID]?.name ?? clientID)", before: clientID, after: nil
                )
            ]
        case .userLocked(let id, let isLocked):
            [
                Change(
                    path: "users/\(id)/locked", before: state.users[id]?.isLocked == true ? "yes" : "no",
                    after: isLocked ? "yes" : "no")
            ]
        case .userChanged(let user):
            Self.compare("users/\(user.id)", state.users[user.id]?.fields ?? [:], user.fields)
        case .groupSaved(let group):
            [Change(path: "groups/\(group.id)", before: state.groups[group.id]?.fullName, after: group.fullName)]
        case .groupDeleted(let id):
            [Change(path: "groups/\(id)", before: state.group(named: id)?.fullName, after: nil)]
        case .settingChanged(let setting, let value):
            [Change(path: "settings/\(setting.rawValue)", before: state.settings[setting], after: value)]
        case .firewallChanged(let firewall):
            [Change(path: "firewall", before: state.firewall.text, after: firewall.text)]
        case .firewallScheduled(let firewall, let date):
            [Change(path: "firewall from \(date.iso8601)", before: state.firewall.text, after: firewall.text)]
        case .assumptionChanged(let id, let value):
            [Change(path: "assumptions/\(id)", before: state.assumptions.choices[id], after: value)]
        case .nodeChanged(let node):
            Self.compare("node", state.node.fields, node.fields)
        case .codeIssued(let code):
            [Change(path: "codes/\(code.user)", before: nil, after: "issued")]
        case .codeRedeemed(let digest, _):
            [Change(path: "codes/\(state.codes[digest]?.user ?? "")", before: "issued", after: "redeemed")]
        case .accessTokenIssued(let token):
            [Change(path: "access_tokens/\(token.user)", before: nil, after: "alive")]
        case .accessTokenRevoked(let digest, _):
            [Change(path: "access_tokens/\(state.accessTokens[digest]?.user ?? "")", before: "alive", after: "revoked")]
        case .refreshTokenIssued(let token):
            [Change(path: "refresh_tokens/\(token.user)", before: nil, after: "alive")]
        case .refreshTokenRevoked(let digest, _):
            [
                Change(
                    path: "refresh_tokens/\(state.refreshTokens[digest]?.user ?? "")", before: "alive", after: "revoked"
                )
            ]
        case .lost(let what):
            [Change(path: what, before: "kept", after: "lost")]
        case .content(let event):
            state.content.changes(by: event)
        case .controlCenterEntered(let session):
            [Change(path: "control_center/\(session.user)", before: nil, after: "signed in")]
        case .controlCenterLeft(let digest):
            [
                Change(
                    path: "control_center/\(state.controlCenterSessions[digest]?.user ?? "")", before: "signed in",
                    after: nil)
            ]
        case .browserSignedIn(let session):
            [Change(path: "browsers/\(session.user)", before: nil, after: "signed in")]
        case .browserSignedOut(let digest):
            [Change(path: "browsers/\(state.browserSessions[digest]?.user ?? "")", before: "signed in", after: nil)]
        case .callCounted, .signInBegan, .signInEnded, .accessTokenUsed, .refreshTokenUsed:
            []
        }
    }

    private static func changes(from before: RegisteredApplication?, to after: RegisteredApplication) -> [Change] {
        compare("applications/\(after.name)", before?.fields ?? [:], after.fields)
    }

    private static func compare(_ path: String, _ before: [String: String], _ after: [String: String]) -> [Change] {
        Set(before.keys).union(after.keys).sorted().compactMap { field in
            before[field] == after[field]
                ? nil : Change(path: "\(path)/\(field)", before: before[field], after: after[field])
        }
    }
}

extension WorkUser {
    /// The account's fields as text, for reports.
    fileprivate var fields: [String: String] {
        [
            "full_name": fullName, "email": email, "groups": groups.joined(separator: ", "),
            "locked": isLocked ? "yes" : "no",
        ]
    }
}

extension WorkState.Node {
    /// The node's fields as text, for reports.
    var fields: [String: String] {
        var fields = [
            "release": release.text, "hosting": hosting.rawValue, "host_names": hostNames.joined(separator: ", "),
            "certificate_issued": certificateIssued.iso8601, "certificate_valid_for": certificateValidFor.text,
        ]
        fields["public_url"] = publicURL
        fields["proxy"] = proxy?.mode.rawValue
        return fields
    }
}
