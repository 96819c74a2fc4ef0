import Rules
import WorkTime

extension WorkState {
    /// Takes in a fact; it cannot fail.
    mutating func apply(_ event: WorkEvent) {
        switch event {
        case .firmLoaded(let firm):
            users = Dictionary(firm.users.map { ($0.id, $0) }) { _, later in later }
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
            // Pages that nobody used would pile up otherwise.
            if signIns.count >= 1_000 { signIns = signIns.filter { $0.value.began > signIn.began - .seconds(86_400) } }
            signIns[signIn.transaction] = signIn
        case .signInEnded(let transaction):
            signIns[transaction] = nil
        case .controlCenterEntered(let session):
            controlCenterSessions = controlCenterSessions.filter {
                session.began - $0.value.began < ControlCenterSession.lifetime
            }
            controlCenterSessions[session.digest] = session
        case .controlCenterLeft(let digest):
            controlCenterSessions[digest] = nil
        case .codeIssued(let code):
            if codes.count >= 10_000 { codes = codes.filter { $0.value.issued > code.issued - .seconds(2 * 86_400) } }
            codes[code.digest] = code
        default:
            applyToTokens(event)
        }
    }

    private mutating func lose(_ what: String) {
        switch what {
        case "tokens": (signIns, codes, accessTokens, refreshTokens) = ([:], [:], [:], [:])
        case "registrations": applications = [:]
        case "settings": settings = ServerSettings()
        default: break
        }
    }

    private mutating func applyToTokens(_ event: WorkEvent) {
        switch event {
        case .codeRedeemed(let digest, let date):
            codes[digest]?.redeemed = date
        case .accessTokenIssued(let token):
            accessTokens[token.digest] = token
        case .accessTokenUsed(let digest, let date):
            accessTokens[digest]?.lastUse = date
        case .callCounted(let digest, let minute):
            let before = accessTokens[digest]?.minute == minute ? accessTokens[digest]?.calls ?? 0 : 0
            accessTokens[digest]?.minute = minute
            accessTokens[digest]?.calls = before + 1
        case .accessTokenRevoked(let digest, let date):
            accessTokens[digest]?.revoked = date
        case .refreshTokenIssued(let token):
            refreshTokens[token.digest] = token
        case .refreshTokenUsed(let digest, let date):
            refreshTokens[digest]?.lastUse = date
        case .refreshTokenRevoked(let digest, let date):
            refreshTokens[digest]?.revoked = date
        default:
            break
        }
    }
}
