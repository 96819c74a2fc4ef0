import IntegrationClient
import Secrets
import Synchronization
import WorkServer
public import WorkTime

/// The network, the servers as machines, the clock, and checks.
extension Stage {
    static let worldHandlers: [String: Handler] = [
        "network.publish": { stage, arguments in
            var server = try stage.server(try arguments.text("server"))
            let url = try arguments.text("url") ?? server.url
            server.url = url
            server.running.setPublicName(url: url)
            stage.network.publish(
                host: server.host, urlPort: StageServer.port(of: url), port: server.running.port, isPublic: true)
            let published = server
            stage.state.withLock { $0.servers[published.name] = published }
            return Success()
        },
        "network.unpublish": { stage, arguments in
            stage.network.unpublish(port: try stage.server(try arguments.text("server")).running.port)
            return Success()
        },
        "network.firewall": { stage, arguments in
            let running = try stage.server(try arguments.text("server")).running
            let firewall = try arguments.decoded(as: Firewall.self)
            if let delay = try arguments.duration("after") {
                running.setFirewall(firewall, after: delay)
            } else {
                running.setFirewall(firewall)
            }
            return Success()
        },
        "network.proxy": { stage, arguments in
            let running = try stage.server(try arguments.text("server")).running
            let word = try arguments.text("mode") ?? "none"
            guard word != "none" else {
                running.setProxy(nil)
                return Success()
            }
            guard let mode = EdgeProxy.Mode(rawValue: word) else {
                throw StageTrouble("network.proxy: there is no mode '\(word)'")
            }
            var proxy = EdgeProxy(mode: mode)
            proxy.address = try arguments.text("address") ?? proxy.address
            proxy.judgesForwarded = try arguments.text("judges") == "forwarded"
            running.setProxy(proxy)
            return Success()
        },
        "network.fault": { try $0.armFault($1) },
        "network.clear_faults": { stage, arguments in
            let named = try arguments.text("server")
            stage.network.clearFaults(port: try named.map { _ in try stage.server(named).running.port })
            return Success()
        },
        "network.dns": { try $0.changeName($1) },
        "network.certificate": { try $0.changeCertificate($1) },
        "server.stop": { stage, arguments in
            let port = try stage.server(try arguments.text("server")).running.port
            stage.network.setRunning(false, port: port)
            return Success()
        },
        "server.start": { stage, arguments in
            stage.network.setRunning(true, port: try stage.server(try arguments.text("server")).running.port)
            return Success()
        },
        "server.restart": { stage, arguments in
            let server = try stage.server(try arguments.text("server"))
            stage.network.setRunning(true, port: server.running.port)
            for what in arguments.texts("loses") { server.running.lose(what) }
            return Success()
        },
        "server.upgrade": { try $0.changeRelease($1) },
        "server.downgrade": { try $0.changeRelease($1) },
        "check.journal": { try $0.checkJournal($1) },
        "check.settings": { try $0.checkSettings($1) },
        "check.report": { stage, arguments in
            guard case .text(let report) = stage.state.withLock({ $0.report }) else {
                throw StageTrouble("check.report: nobody has made a report yet")
            }
            return try stage.check(arguments, report, what: "the report")
        },
        "check.told": { stage, arguments in
            let person = try stage.people.actor(
                try arguments.text("as"), fitting: { $0.office != nil }, what: "a person of Office & Dragons")
            let told = stage.state.withLock { $0.told[person] ?? [] }
            return try stage.check(arguments, told.joined(separator: "\n"), what: "what \(person) was told")
        },
    ]

    /// Remembers the moment at which a step ended, for `clock.set`.
    public func mark(_ step: String, at moment: WorkInstant) {
        state.withLock { $0.marks[step] = moment }
    }

    private func changeRelease(_ arguments: Arguments) throws -> Success {
        let text = try arguments.needed("to")
        guard let release = Release(text: text) else {
            throw StageTrouble("\(arguments.name): '\(text)' is no release")
        }
        let server = try server(try arguments.text("server"))
        let present = server.running.snapshot.node.release
        guard arguments.name == "server.upgrade" ? release >= present : release <= present else {
            throw StageTrouble("\(arguments.name): \(server.name) runs \(present); \(text) lies the other way")
        }
        server.running.setRelease(release)
        for what in arguments.texts("loses") { server.running.lose(what) }
        return Success()
    }

    private func changeCertificate(_ arguments: Arguments) throws -> Success {
        let word = try arguments.text("kind") ?? CertificateKind.good.rawValue
        guard let kind = CertificateKind(rawValue: word) else {
            throw StageTrouble("network.certificate: there is no kind '\(word)'")
        }
        try server(try arguments.text("server")).running.setCertificate(
            kind, validFor: try arguments.duration("valid_for") ?? .seconds(800 * 86_400),
            names: arguments.texts("names"))
        return Success()
    }

    private func checkSettings(_ arguments: Arguments) throws -> Success {
        let server = try server(try arguments.text("server"))
        let settings = server.running.snapshot.settings
        var shown: [String: JSON] = [:]
        for key in arguments.keys where key != "server" {
            guard let setting = ServerSetting(rawValue: key) else {
                throw StageTrouble("check.settings: there is no setting '\(key)'")
            }
            shown[key] = .text(settings[setting])
            let wanted = try arguments.needed(key)
            // The same length of time may be written in several ways.
            let isSame = Duration(text: wanted).map { $0 == Duration(text: settings[setting]) } ?? false
            guard isSame || wanted == settings[setting] else {
                throw PartyFailure(
                    failure: Outcome.Failure(
                        id: "check-failed", message: "\(key) of \(server.name) is \(settings[setting]), not \(wanted).",
                        at: "office"))
            }
        }
        return Success(shows: ["settings": .map(shown)])
    }

    private func checkJournal(_ arguments: Arguments) throws -> Success {
        let name = try server(try arguments.text("server")).name
        let text = chronicle.entries.filter { $0.server == name }.map { entry in
            [entry.rule, entry.path, entry.detail, entry.requestText, entry.responseText].compactMap { $0 }
                .joined(separator: " ")
        }.joined(separator: "\n")
        return try check(arguments, text, what: "the journal of \(name)")
    }

    /// Looks for words that must be in a text, and for words that must not; a secret stands there by its name.
    private func check(_ arguments: Arguments, _ text: String, what: String) throws -> Success {
        for (key, isWanted) in [("contains", true), ("lacks", false)] {
            for wanted in arguments.texts(key) {
                // Of a secret neither the text nor the name may be there.
                let shown = secrets.redact(wanted)
                guard (text.contains(shown) || text.contains(wanted)) != isWanted else { continue }
                throw PartyFailure(
                    failure: Outcome.Failure(
                        id: "check-failed", message: "In \(what) '\(shown)' is \(isWanted ? "missing" : "there").",
                        at: "office"))
            }
        }
        return Success()
    }
}

extension Arguments {
    /// The texts under a key: one alone or a list of them.
    func texts(_ key: String) -> [String] {
        switch self[key] {
        case .text(let text): [text]
        case .list(let items): items.compactMap { if case .text(let text) = $0 { text } else { nil } }
        default: []
        }
    }
}
