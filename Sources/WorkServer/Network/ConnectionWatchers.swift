import NIOCore
import NIOHTTP1
import NIOSSL
import Rules

/// Journals the handshakes that fail; in words of its own, since the library's name files of the build machine.
final class HandshakeWatcher: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let core: ServerCore

    init(core: ServerCore) {
        self.core = core
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case NIOSSLError.handshakeFailed? = error as? NIOSSLError {
            let peer = context.channel.remoteAddress?.ipAddress ?? "unknown"
            let (rule, detail) = Self.reading(of: String(describing: error))
            // The server refused nothing: whether this is a refusal is for the caller to say.
            core.record(.tls, by: core.party(of: peer), exchange: peer, rule: rule, refused: false, detail: detail)
        }
        context.fireErrorCaught(error)
    }

    private static func reading(of text: String) -> (Rule, String) {
        let reason = text.split(separator: "OPENSSL_internal:").dropFirst().first?
            .prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
        guard let reason else {
            return (ConnectionRules.handshakeFailed, "The caller closed the connection in the middle of the handshake.")
        }
        let isPlain = ["WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "UNEXPECTED_MESSAGE"].contains(
            reason)
        return isPlain
            ? (ConnectionRules.notTLS, "The caller does not speak TLS: \(reason).")
            : (ConnectionRules.handshakeFailed, "The handshake failed: \(reason).")
    }
}

/// Journals what is not HTTP, and has it answered behind the answers that are due.
final class ParserWatcher: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    private let core: ServerCore
    private var isOver = false

    init(core: ServerCore) {
        self.core = core
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Resets, TLS errors and a caller that leaves in the middle of a request come by here too; they are not HTTP's.
        let isIO = error is IOError || error is NIOSSLError || error is BoringSSLError || error is ChannelError
        guard !isIO, !isOver, error as? HTTPParserError != .invalidEOFState else {
            context.fireErrorCaught(error)
            return
        }
        isOver = true
        let peer = context.channel.remoteAddress?.ipAddress ?? "unknown"
        let problem = RequestProblem(error)
        core.record(
            .connection, by: core.party(of: peer), exchange: peer, rule: problem.rule, refused: true,
            detail: problem.sentence, status: problem.status)
        context.fireErrorCaught(error is HTTPParserError ? error : HTTPParserError.unknown)
    }
}
