import ScenarioLanguage
import Stage
import WorkTime

/// Everything beside success, failure and rule.
extension Judge {
    var details: [Mismatch] {
        failureDetails + noticeMismatches + shownMismatches + requestMismatches + stateMismatches + timeMismatch
    }

    private var failureDetails: [Mismatch] {
        let failure = outcome.failure
        var found: [Mismatch] = []
        if let at = expectation.at, failure?.at != at {
            found.append(Mismatch(what: "at", expected: at, seen: failure?.at ?? "nothing failed"))
        }
        if let status = expectation.status, failure?.status != status {
            found.append(Mismatch(what: "status", expected: Self.text(status), seen: Self.text(failure?.status)))
        }
        if let error = expectation.error, failure?.error != error {
            found.append(Mismatch(what: "error", expected: error ?? "none", seen: failure?.error ?? "none"))
        }
        if let message = expectation.message {
            found += message.mismatches(in: failure?.message ?? "", what: "message")
        }
        if !expectation.remedies.isEmpty, !(failure?.remedy.map(expectation.remedies.contains) ?? false) {
            found.append(
                Mismatch(
                    what: "remedy", expected: expectation.remedies.joined(separator: " or "),
                    seen: failure?.remedy ?? "none"))
        }
        return found
    }

    private static func text(_ status: Int?) -> String { status.map { String($0) } ?? "none" }

    private var noticeMismatches: [Mismatch] {
        expectation.notice?.mismatches(in: outcome.notices.joined(separator: "\n"), what: "notice") ?? []
    }

    private var shownMismatches: [Mismatch] {
        expectation.shows.entries.flatMap { entry in
            Comparison.mismatches(entry.value, outcome.shows[entry.key], what: "shows.\(entry.key)")
        }
    }

    private var timeMismatch: [Mismatch] {
        guard let within = expectation.within, let elapsed = Duration(text: outcome.elapsed), elapsed > within else {
            return []
        }
        return [Mismatch(what: "within", expected: within.text, seen: outcome.elapsed)]
    }

    // MARK: Requests

    private var requestMismatches: [Mismatch] {
        var found: [Mismatch] = []
        for (party, kinds) in expectation.requests.sorted(by: { $0.key < $1.key }) {
            for (kind, wanted) in kinds.sorted(by: { $0.key < $1.key }) {
                let seen = count(kind, of: party, named: Set(kinds.keys))
                let what = "requests.\(party).\(kind)"
                found += Self.mismatch("\(what).attempted", wanted.attempted, seen.attempted)
                found += Self.mismatch("\(what).arrived", wanted.arrived, seen.arrived)
            }
        }
        return found
    }

    private static func mismatch(_ what: String, _ limit: Limit?, _ seen: Int) -> [Mismatch] {
        guard let limit, !limit.holds(for: seen) else { return [] }
        return [Mismatch(what: what, expected: limit.text, seen: String(seen))]
    }

    private func count(_ kind: String, of party: String, named: Set<String>) -> Outcome.Count {
        let counts = outcome.requests[party] ?? [:]
        switch kind {
        case "total": return sum(counts.values)
        case "others": return sum(counts.filter { !named.contains($0.key) }.values)
        default: return counts[kind] ?? Outcome.Count(attempted: 0, arrived: 0)
        }
    }

    private func sum(_ counts: some Sequence<Outcome.Count>) -> Outcome.Count {
        counts.reduce(into: Outcome.Count(attempted: 0, arrived: 0)) { total, count in
            total.attempted += count.attempted
            total.arrived += count.arrived
        }
    }

    // MARK: State

    private var stateMismatches: [Mismatch] {
        var found: [Mismatch] = []
        func compare(_ what: String, _ expected: String?, _ seen: String?, otherwise: String) {
            guard let expected, expected != (seen ?? otherwise) else { return }
            found.append(Mismatch(what: "state.\(what)", expected: expected, seen: seen ?? otherwise))
        }
        for server in expectation.state["servers"]?.entries ?? [] {
            compare("servers.\(server.key)", server.value.text, outcome.state.servers[server.key], otherwise: "absent")
        }
        for person in expectation.state["sessions"]?.entries ?? [] {
            for server in person.value.entries {
                compare(
                    "sessions.\(person.key).\(server.key)", server.value.text,
                    outcome.state.sessions[person.key]?[server.key], otherwise: "logged_out")
            }
        }
        for application in expectation.state["applications"]?.entries ?? [] {
            compare(
                "applications.\(application.key)", application.value.text,
                outcome.state.applications[application.key], otherwise: "absent")
        }
        for document in expectation.state["documents"]?.entries ?? [] {
            let id = document.key.hasPrefix("$") ? String(document.key.dropFirst()) : document.key
            let standing = outcome.state.documents[id]
            compare(
                "documents.\(document.key).versions", document.value["versions"]?.text,
                standing.map { String($0.versions) }, otherwise: "no such document")
            compare(
                "documents.\(document.key).checked_out_by", document.value["checked_out_by"]?.text,
                standing?.checkedOutBy, otherwise: "no such document")
        }
        return found
    }
}
