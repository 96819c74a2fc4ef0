import Foundation
import NIOCore

/// Why a server does not start.
public enum ServerStartFailure: Error, CustomStringConvertible {
    /// Another program listens on the port.
    case portBusy(Int)
    /// The machine does not have the address, or forbids to listen there.
    case cannotListen(address: String, port: Int, reason: String)
    /// The firm's data contradicts itself.
    case firmRefused(CommandRefusal)
    /// The server ended before it accepted anything.
    case stoppedAtOnce

    init(_ error: any Error, address: String, port: Int) {
        switch error {
        case let failure as ServerStartFailure: self = failure
        case let failure as IOError where failure.errnoCode == EADDRINUSE: self = .portBusy(port)
        default: self = .cannotListen(address: address, port: port, reason: String(describing: error))
        }
    }

    /// The text to show.
    public var description: String {
        switch self {
        case .portBusy(let port): "port \(port) is in use; stop the program that listens there, or choose another port"
        case .cannotListen(let address, let port, let reason): "cannot listen on \(address):\(port): \(reason)"
        case .firmRefused(let refusal): refusal.message
        case .stoppedAtOnce: "the server stopped before it accepted a connection"
        }
    }
}
