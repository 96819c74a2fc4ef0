import Foundation
import Stage

/// The front door's path for a person's browser at a host: `/as/nora/work.example.com/controlcenter`.
struct PanePath {
    let person: String
    let host: String
    /// The path at the host, with its query.
    let rest: String

    /// Reads a path of the front door; nil where it is another one.
    init?(_ path: String) {
        let parts = path.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: true).map(String.init)
        guard parts.count >= 3, parts[0] == "as" else { return nil }
        person = parts[1]
        host = parts[2]
        rest = "/" + (parts.count > 3 ? parts[3] : "")
    }

    init(person: String, host: String, rest: String) {
        self.person = person
        self.host = host
        self.rest = rest
    }

    /// The path of the front door.
    var path: String { "/as/\(person)/\(host)\(rest)" }

    /// Where a location of an answer leads at the front door.
    func resolving(_ location: String) -> String {
        guard let mark = location.range(of: "://") else {
            return location.hasPrefix("/") ? PanePath(person: person, host: host, rest: location).path : location
        }
        let target = location[mark.upperBound...]
        let authority = target.prefix { !"/?#".contains($0) }
        let host = authority.prefix { $0 != ":" }.lowercased()
        let rest = target.dropFirst(authority.count)
        return PanePath(person: person, host: host, rest: rest.hasPrefix("/") ? String(rest) : "/" + rest).path
    }
}
