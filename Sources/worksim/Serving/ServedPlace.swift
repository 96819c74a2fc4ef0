import ArgumentParser
import Foundation
import WorkServer

/// Where a served server is reached.
struct ServedPlace: ParsableArguments {
    @Option(help: "The port; 0 takes a free one.")
    var port = 8443

    @Option(
        help: ArgumentHelp(
            "The local address to listen on, such as 192.168.1.5, or 0.0.0.0 for all of them. Beyond loopback it needs "
                + "--name and --expose-beyond-this-machine.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            "The DNS name that callers use: the one of the URL and of the certificate. (default: localhost)",
            valueName: "host"))
    var name: String?

    @Flag(
        help: """
            Let other machines call the server. Whoever reaches it can do what the printed credentials allow; the control API \
            stays on this machine.
            """)
    var exposeBeyondThisMachine = false

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
        guard host == "localhost" || (AddressRange(host) != nil && !host.contains("/")) else {
            throw ValidationError(
                "--host takes an address of this machine such as 127.0.0.1 or 192.168.1.5, not '\(host)'")
        }
        if let name {
            let isAddress = AddressRange(name) != nil
            guard !isAddress, name.count <= 253,
                name.wholeMatch(of: /[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*/)
                    != nil
            else { throw ValidationError("--name takes a DNS name such as work.example.test, not '\(name)'") }
        }
        guard isBeyond else { return }
        guard exposeBeyondThisMachine else {
            throw ValidationError(
                "--host \(host) lets other machines call the server: add --expose-beyond-this-machine, or leave --host out"
            )
        }
        guard name != nil else {
            throw ValidationError(
                "--host \(host) needs the name by which other machines call the server: --name HOST")
        }
    }

    /// Whether other machines can call the server.
    var isBeyond: Bool {
        !(host == "localhost" || host == "::1" || (AddressRange("127.0.0.0/8")?.contains(host) ?? false))
    }

    /// The address to listen on.
    var bindAddress: String { host == "localhost" ? "127.0.0.1" : host }

    /// The name of the URL and of the certificate.
    var urlHost: String { name?.lowercased() ?? "localhost" }

    /// The addresses that the certificate is for as well; those that mean all of the machine's are none.
    var certificateAddresses: [String] {
        ["127.0.0.1", "::1"] + (["127.0.0.1", "::1", "0.0.0.0", "::"].contains(bindAddress) ? [] : [bindAddress])
    }

    /// The address that firewall and journal see of a caller: whoever calls from this machine counts as somebody in the
    /// organization's own network.
    func callerAddress(except dropped: [String]) -> @Sendable (String) -> String {
        let dropped = Set(dropped)
        return { raw in
            !dropped.contains(raw) && (raw.hasPrefix("127.") || raw == "::1") ? "198.51.100.20" : raw
        }
    }
}
