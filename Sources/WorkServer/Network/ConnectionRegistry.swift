import Foundation
import NIOCore
import Synchronization

/// The connections that are open, so that an edit of the firewall and a stop can close them.
final class ConnectionRegistry: Sendable {
    /// An open connection.
    struct Connection: Sendable {
        let channel: any Channel
        /// The caller's raw address.
        let peer: String
        /// Whether it is met with silence.
        var isSilent = false
    }

    private let connections = Mutex<[ObjectIdentifier: Connection]>([:])

    /// Keeps a connection until it closes.
    func enter(_ connection: Connection) {
        let id = ObjectIdentifier(connection.channel)
        connections.withLock { $0[id] = connection }
        connection.channel.closeFuture.whenComplete { _ in
            self.connections.withLock { $0[id] = nil }
        }
    }

    /// Notes that a connection is met with silence.
    func markSilent(_ channel: any Channel) {
        connections.withLock { $0[ObjectIdentifier(channel)]?.isSilent = true }
    }

    /// Closes the connections that `isRefused` names, below TLS and by a reset; returns how many there were.
    @discardableResult
    func reset(where isRefused: (Connection) -> Bool) -> Int {
        let refused = connections.withLock { $0.values.filter(isRefused) }
        for connection in refused { connection.channel.reset() }
        return refused.count
    }
}

/// Marks the bottom of a pipeline, from which a socket is closed without TLS saying good-bye.
final class SocketMarker: ChannelInboundHandler {
    typealias InboundIn = Any

    static let name = "socket"
}

extension Channel {
    /// Closes the socket at once, so that the caller sees a reset.
    func reset() {
        eventLoop.execute {
            (self as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenFailure { _ in }
            if let context = try? self.pipeline.syncOperations.context(name: SocketMarker.name) {
                context.close(promise: nil)
            } else {
                self.close(promise: nil)
            }
        }
    }
}
