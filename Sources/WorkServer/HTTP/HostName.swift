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
        var rest = authority.utf8[...]
        if rest.first == UInt8(ascii: "[") {
            let address = rest.dropFirst().prefix { $0 != UInt8(ascii: "]") }
            guard address.endIndex < rest.endIndex, !address.contains(UInt8(ascii: "/")),
                AddressRange(String(Substring(address))) != nil
            else { return false }
            rest = rest[address.endIndex...].dropFirst()
        } else {
            rest = rest.drop { nameBytes[Int($0)] }
        }
        guard rest.first == UInt8(ascii: ":") else { return rest.isEmpty }
        let port = rest.dropFirst()
        let isNumber = port.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isNumber && (port.isEmpty || UInt16(String(Substring(port))) != nil)
    }

    /// What a name may consist of: RFC 3986, `reg-name`, without commas and escapes, which no name has.
    private static let nameBytes: [Bool] = {
        let allowed = Set("-._~!$&'()*+;=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        return (0...UInt8.max).map(allowed.contains)
    }()

    /// Whether it is one of some names, or a name of this machine.
    func isAmong(_ names: Set<String>) -> Bool {
        names.contains(name) || ["localhost", "::1"].contains(name) || name.hasSuffix(".localhost") || isLoopback
    }

    /// Whether it is an address of 127.0.0.0/8.
    private var isLoopback: Bool { AddressRange("127.0.0.0/8")?.contains(name) ?? false }
}
