package import WorkServer
package import WorkTime

/// How callers from outside of a stage reach its only server: programs of this machine, each with a client of its own.
package struct StageDoor: Sendable {
    /// The local address to listen on.
    package var bindAddress = "127.0.0.1"
    /// The local port to listen on; 0 takes a free one.
    package var port = 0
    /// The name in the URL and in the certificate, in lower case.
    package var host = "localhost"
    /// The addresses that the certificate is for as well.
    package var certificateAddresses = ["127.0.0.1", "::1"]
    /// Whether the server speaks HTTP instead of HTTPS.
    package var isPlain = false
    /// The date at which the clock begins where the world names none; nil for the usual one.
    package var begins: WorkDate?
    /// Maps the raw address of a caller to the one that firewall and journal see.
    package var callerAddress: @Sendable (String) -> String = { $0 }
    /// Gets each entry of the journal.
    package var onEntry: (@Sendable (JournalEntry) -> Void)?

    /// A door on loopback.
    package init() {}

    /// The URL of a server that listens on a port.
    func url(port: Int) -> String { "\(isPlain ? "http" : "https")://\(host):\(port)" }

    /// Sets a server up for callers from outside, beside the parties of the stage, whose addresses `inside` maps.
    func prepare(
        _ configuration: inout WorkServer.ServerConfiguration, inside: @escaping @Sendable (String) -> String
    ) {
        configuration.bindAddress = bindAddress
        configuration.port = port
        configuration.publicURL = nil
        configuration.hostNames = [host]
        // A page of another site that has its name rebound to this machine gets nothing.
        configuration.ownNames = [host, bindAddress]
        configuration.certificateAddresses = certificateAddresses
        if isPlain { configuration.authority = nil }
        let outside = callerAddress
        configuration.peerAddress = { StageNetwork.isOutside($0) ? outside($0) : inside($0) }
        // Commands of pages would become steps of a recording, which a served world has none of.
        configuration.onCommand = nil
    }
}
