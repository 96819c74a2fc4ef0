import Rules
import WorkTime

extension WorkState {
    /// Applies an event; it cannot fail.
    mutating func apply(_ event: WorkEvent) {
        switch event {
        case .firmLoaded(let firm):
            users = Dictionary(firm.users.map { ($0.id, $0) }) { _, later in later }
            groups = [:]
            libraries = firm.libraries
            applications = Dictionary(firm.applications.map { ($0.clientID, $0) }) { _, later in later }
            settings = firm.settings
            firewall = firm.firewall
            content.take(firm.content)
        case .applicationRegistered(let application), .applicationChanged(let application, _):
            applications[application.clientID] = application
        case .applicationDeleted(let clientID):
            applications[clientID] = nil
        case .userLocked(let id, let isLocked):
            users[id]?.isLocked = isLocked
        case .userChanged(let user):
            users[user.id] = user
        case .groupSaved(let group):
            groups[group.id] = group
        case .groupDeleted(let id):
            groups[id] = nil
        case .settingChanged(let setting, let value):
            settings[setting] = value
        case .firewallChanged(let firewall):
            self.firewall = firewall
            coming = nil
        case .firewallScheduled(let firewall, let date):
            if let coming, date >= coming.from { self.firewall = coming.firewall }
            coming = ComingFirewall(firewall: firewall, from: date)
        case .assumptionChanged(let id, let value):
            assumptions.choose(value, for: id)
        case .nodeChanged(let node):
            self.node = node
        case .lost(let what):
            lose(what)
        case .content(let event):
            content.apply(event)
        case .signInBegan(let signIn):
            insert(signIn)
        case .signInEnded(let transaction):
            signIns[transaction] = nil
        case .controlCenterEntered(let session):
            insert(session)
        case .controlCenterLeft(let digest):
            controlCenterSessions[digest] = nil
        case .browserSignedIn(let session):
            insert(session)
        case .browserSignedOut(let digest):
            browserSessions[digest] = nil
        case .codeIssued(let code):
            insert(code)
        default:
            applyToTokens(event)
        }
    }

    private mutating func lose(_ what: String) {
        switch what {
        case "tokens":
            (signIns, codes, accessTokens, refreshTokens) = (.init(), .init(), .init(), .init())
            browserSessions = .init()
        case "registrations": applications = [:]
        case "settings": settings = ServerSettings()
        case "documents": content.loseDocuments()
        default: break
        }
    }

    private mutating func applyToTokens(_ event: WorkEvent) {
        switch event {
        case .codeRedeemed(let digest, let date):
            codes[digest]?.redeemed = date
        case .accessTokenIssued(let token):
            insert(token)
        case .accessTokenUsed(let digest, let date):
            accessTokens[digest]?.lastUse = date
        case .callCounted(let digest, let minute):
            let before = accessTokens[digest]?.minute == minute ? accessTokens[digest]?.calls ?? 0 : 0
            accessTokens[digest]?.minute = minute
            accessTokens[digest]?.calls = before + 1
        case .accessTokenRevoked(let digest, let date):
            accessTokens[digest]?.revoked = date
        case .refreshTokenIssued(let token):
            insert(token, at: token.lastUse)
        case .refreshTokenUsed(let digest, let date):
            refreshTokens[digest]?.lastUse = date
        case .refreshTokenRevoked(let digest, let date):
            refreshTokens[digest]?.revoked = date
        default:
            break
        }
    }
}
