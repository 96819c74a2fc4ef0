/// The host of a `Host` field, without its port, in lower case.
struct HostName: Sendable {
    private let name: String

    init(_ authority: String) {
        let host =
            authority.hasPrefix("[")
            ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        // A name may end with the dot of the root.
        name = (host.hasSuffix(".") ? host.dropLast() : host).lowercased()
    }

    /// Whether a `Host` field is a host with or without a port, as RFC 3986, section 3.2, has them; an empty one is.
    static func isValid(_ authority: String) -> Bool {
        guard
            let parts = authority.wholeMatch(
                of: /(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9._~!$&'()*+;=-]|%[0-9A-Fa-f]{2})*)(?::([0-9]*))?/)
        else { return false }
        return parts.output.1.map { $0.isEmpty || UInt16($0) != nil } ?? true
    }

    /// Whether it is one of some names, or a name of this machine.
    func isAmong(_ names: Set<String>) -> Bool {
        names.contains(name) || ["localhost", "::1"].contains(name) || name.hasSuffix(".localhost") || isLoopback
    }

    /// Whether it is an address of 127.0.0.0/8.
    private var isLoopback: Bool { AddressRange("127.0.0.0/8")?.contains(name) ?? false }
}
