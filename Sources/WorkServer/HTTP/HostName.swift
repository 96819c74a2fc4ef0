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

    /// Whether it is one of some names, or a name of this machine.
    func isAmong(_ names: Set<String>) -> Bool {
        names.contains(name) || ["localhost", "::1"].contains(name) || name.hasSuffix(".localhost") || isLoopback
    }

    /// Whether it is an address of 127.0.0.0/8.
    private var isLoopback: Bool { AddressRange("127.0.0.0/8")?.contains(name) ?? false }
}
