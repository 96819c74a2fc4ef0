public import ArgumentParser
import Markup
public import WorkServer

/// What goes wrong with a server that stands by itself.
struct ServedTroubles: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What is the matter with the certificate.",
            valueName: "kind"))
    var certificate: CertificateKind = .good

    @Option(
        help: ArgumentHelp("An address that is kept out by silence; may be given several times.", valueName: "address"))
    var drop: [String] = []

    @Flag(
        help: """
            Have the kernel throw away connection attempts from the dropped addresses, as a firewall does (Linux, as root); where \
            that cannot be done they are accepted and kept in silence.
            """)
    var synDrop = false

    func validate() throws {
        for address in drop where AddressRange(address) == nil || address.contains("/") {
            throw ValidationError("--drop takes an address such as 127.0.0.3, not '\(address)'")
        }
        if synDrop, drop.isEmpty { throw ValidationError("--syn-drop needs to know whom to drop: --drop 127.0.0.3") }
    }

    /// Sets a server up for the troubles, and says on the error stream what could not be done.
    func play(at server: RunningServer) async {
        if certificate != .good { server.setCertificate(certificate) }
        guard !drop.isEmpty else { return }
        let denied = drop.compactMap { AddressRange($0) }.map { Firewall.Line.deny($0) }
        let everybody = ["0.0.0.0/0", "::/0"].compactMap { AddressRange($0) }.map { Firewall.Line.allow($0) }
        server.setFirewall(Firewall(default: .drop, rules: denied + everybody))
        guard synDrop else { return }
        switch await server.dropInKernel(from: drop) {
        case .isOn:
            Console.errors.write("Connection attempts from \(drop.joined(separator: ", ")) are dropped by the kernel.")
        case .isOff(let reason):
            Console.errors.write(
                "Connection attempts cannot be dropped by the kernel. \(reason) Those from "
                    + "\(drop.joined(separator: ", ")) are accepted and kept in silence instead.")
        }
    }
}

extension CertificateKind: ExpressibleByArgument {}
