import HummingbirdCore
import Logging
import NIOCore

/// How long the header fields of a request may be; our own numbers, in the range of common servers'.
enum HeaderLimits {
    /// The longest field, in bytes.
    static let field = 16 << 10
    /// All fields together, in bytes.
    static let all = 64 << 10
    /// The most fields.
    static let count = 200
}

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
                idleTimeout: core.configuration.exchanges == nil ? .seconds(300) : nil,
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: HeaderLimits.field, maxHeaderListSize: HeaderLimits.all,
                    maxHeaderFieldCount: HeaderLimits.count)))
        return ConnectionGate(
            core: core, http: http,
            certificates: core.configuration.authority.map { CertificateCabinet(core: core, authority: $0) },
            registry: registry)
    }
}
