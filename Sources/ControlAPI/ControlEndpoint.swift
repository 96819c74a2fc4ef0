/// An end point of the control API; the page of docs has the same table.
package enum ControlEndpoint: String, CaseIterable, Sendable {
    case index, steps, clock, journal, state, snapshot, snapshots, removeSnapshot, restore, reset

    /// The method.
    package var method: String {
        switch self {
        case .index, .clock, .journal, .state, .snapshots: "GET"
        case .steps, .snapshot, .restore, .reset: "POST"
        case .removeSnapshot: "DELETE"
        }
    }

    /// The path; a part in braces stands for a name.
    package var path: String {
        switch self {
        case .index: "/"
        case .steps: "/steps"
        case .clock: "/clock"
        case .journal: "/journal"
        case .state: "/state"
        case .snapshot: "/snapshot"
        case .snapshots: "/snapshots"
        case .removeSnapshot: "/snapshots/{name}"
        case .restore: "/restore"
        case .reset: "/reset"
        }
    }

    /// What it takes.
    package var takes: String {
        switch self {
        case .index, .clock, .snapshots, .removeSnapshot, .reset: "nothing"
        case .steps: "one step or a list of steps, in YAML or JSON, at most 1 MiB"
        case .journal:
            "`since`, a `number`; `rule` and `endpoint`, words of an entry, `oauth.*` for all that begin so; `limit`"
        case .state: "`document`, a path, any number of times"
        case .snapshot: "`{\"name\": …}`, or nothing"
        case .restore: "`{\"name\": …}`"
        }
    }

    /// What it answers.
    package var answers: String {
        switch self {
        case .index: "the end points"
        case .steps: "what came of each step; the values of `gives`; the date"
        case .clock: "the date, the time since the start, and what moves the clock"
        case .journal:
            "the entries, redacted; `last`, the number to ask `since` next; `complete`; `gone`, how many of them are kept no more"
        case .state: "how applications and documents stand, as `expect: { state: … }` has them"
        case .snapshot: "the snapshot's name; a name that is there already is replaced"
        case .snapshots: "the names of the snapshots"
        case .removeSnapshot: "the name that is free again"
        case .restore: "the date, which is that of the snapshot"
        case .reset: "the date, which is that of the start"
        }
    }

    /// The end points at a path, with the name that a part in braces stands for.
    static func all(at path: String) -> [(endpoint: ControlEndpoint, name: String)] {
        allCases.compactMap { endpoint in
            guard endpoint.path.hasSuffix("/{name}") else { return endpoint.path == path ? (endpoint, "") : nil }
            let start = endpoint.path.dropLast("{name}".count)
            guard path.hasPrefix(start), path.count > start.count else { return nil }
            let name = String(path.dropFirst(start.count))
            return name.contains("/") ? nil : (endpoint, name)
        }
    }
}
