import Foundation
import Stage

/// The front door's path for a person's browser at a host: `/as/nora/work.example.com/work/cc`.
///
/// With `/look` for `/as` it is a page that a pane was pointed at: loading it is nothing that a person did.
struct PanePath {
    let person: String
    let host: String
    /// The path at the host, with its query.
    let rest: String
    /// Whether the page is only looked at, because the director pointed a pane at it.
    var isLook = false

    /// Reads a path of the front door; nil where it is another one.
    init?(_ path: String) {
        let parts = path.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: true).map(String.init)
        guard parts.count >= 3, ["as", "look"].contains(parts[0]) else { return nil }
        person = parts[1]
        host = parts[2]
        rest = "/" + (parts.count > 3 ? parts[3] : "")
        isLook = parts[0] == "look"
    }

    init(person: String, host: String, rest: String, isLook: Bool = false) {
        self.person = person
        self.host = host
        self.rest = rest
        self.isLook = isLook
    }

    /// The path of the front door.
    var path: String { "/\(isLook ? "look" : "as")/\(person)/\(host)\(rest)" }

    /// The same page, only to be looked at.
    var looking: PanePath { PanePath(person: person, host: host, rest: rest, isLook: true) }

    /// The same page, for what a person does in it.
    var acting: PanePath { PanePath(person: person, host: host, rest: rest) }

    /// Where a location of an answer leads at the front door.
    func resolving(_ location: String) -> String {
        guard let mark = location.range(of: "://") else {
            return location.hasPrefix("/")
                ? PanePath(person: person, host: host, rest: location, isLook: isLook).path
                : location
        }
        let target = location[mark.upperBound...]
        let authority = target.prefix { !"/?#".contains($0) }
        let host = authority.prefix { $0 != ":" }.lowercased()
        let rest = target.dropFirst(authority.count)
        return PanePath(
            person: person, host: host, rest: rest.hasPrefix("/") ? String(rest) : "/" + rest, isLook: isLook
        ).path
    }
}
