import WorkServer
import WorkTime

/// What goes wrong between the parties, and what names lead to.
extension Stage {
    func armFault(_ arguments: Arguments) throws -> Success {
        let word = try arguments.needed("kind")
        guard let kind = ExchangeFault.Kind(rawValue: word) else {
            throw StageTrouble("network.fault: there is no kind '\(word)'")
        }
        var fault = ExchangeFault(kind: kind)
        fault.status = try arguments.text("status").flatMap { Int($0) }
        fault.at = try arguments.text("at").flatMap(Arguments.bytes) ?? fault.at
        let lasting = try arguments.duration("for")
        fault.duration = lasting ?? fault.duration
        let wait = try arguments.duration("retry_after") ?? (kind == .throttle ? lasting : nil)
        fault.retryAfter = wait.map { Int($0 / .seconds(1)) }
        var target = ArmedFaults.Target(port: try server(try arguments.text("server")).running.port)
        target.party = try arguments.text("by")
        target.request = try arguments.text("request")
        target.path = try arguments.text("path")
        target.nth = try arguments.text("nth").flatMap { Int($0) } ?? 1
        guard target.path == nil || kind.layer == .exchange else {
            throw StageTrouble(
                "network.fault: '\(word)' strikes before a path is known; say which with 'request'")
        }
        let share = try arguments.text("share").map { Int($0.prefix { $0 != "%" }) ?? 0 }
        let times = try arguments.text("times").flatMap { Int($0) }
        let isLasting = try arguments.text("until") == "cleared" || (share != nil && times == nil)
        guard !isLasting || times == nil else {
            throw StageTrouble("network.fault: 'times' and 'until: cleared' contradict each other")
        }
        network.arm(fault, against: target, times: isLasting ? nil : times ?? 1, share: share ?? 100)
        return Success()
    }

    func changeName(_ arguments: Arguments) throws -> Success {
        let host = try arguments.text("name") ?? server(try arguments.text("server")).host
        let party = try arguments.text("by")
        switch (try arguments.text("answer"), try arguments.text("address")) {
        case ("unknown", _): network.answer(host: host, by: party, .unknown)
        case ("timeout", _): network.answer(host: host, by: party, .silence)
        case (_, .some(let address)): network.answer(host: host, by: party, .address(address))
        default: network.answer(host: host, by: party, nil)
        }
        return Success()
    }
}
