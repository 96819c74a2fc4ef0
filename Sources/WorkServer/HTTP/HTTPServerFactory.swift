import HummingbirdCore
import Logging
import NIOCore

/// Puts the layers of one server together: gate, TLS, HTTP, responder.
enum HTTPServerFactory {
    /// Where the libraries' log lines go: nowhere, since what happens is in the journal.
    static let silentLogger = Logger(label: "work-server") { _ in SwiftLogNoOpLogHandler() }

    static func gate(core: ServerCore, registry: ConnectionRegistry) -> ConnectionGate {
        let responder = HTTPResponder(core: core)
        let http = HTTP1Channel(
            responder: { request, writer, channel in
                try await responder.respond(to: request, with: writer, on: channel)
            },
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [ParserWatcher(core: core)],
                // On a virtual clock real time decides nothing.
                idleTimeout: core.configuration.exchanges == nil ? .seconds(300) : nil))
        return ConnectionGate(
            core: core, http: http,
            certificates: core.configuration.authority.map { CertificateCabinet(core: core, authority: $0) },
            registry: registry)
    }
}
