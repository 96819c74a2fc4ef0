import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import WorkTime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The libraries' errors in our own words; their texts may name the real port and go no further.
enum TransportErrors {
    static func fault(
        for error: any Error, target: WireTarget, limits: TransportLimits, connected: Bool
    ) -> TransportFault {
        switch error {
        case let fault as TransportFault: fault
        case is CancellationError: .cancelled
        case let error as HTTPClientError: fault(for: error, limits: limits, connected: connected)
        case let error as NIOSSLExtraError: fault(for: error, host: target.host)
        case let error as NIOSSLError: fault(for: error, connected: connected)
        case let error as NIOConnectionError: fault(for: error, limits: limits)
        case let error as IOError: connected ? .closedEarly : fault(for: error)
        case let error as BoringSSLError: fault(for: error)
        case let error as HTTPParserError: error == .invalidEOFState ? .closedEarly : .notHTTP
        case is NIOTooManyBytesError: .bodyTooLarge(limit: limits.maximumBody)
        case is ChannelError: connected ? .closedEarly : .reset
        default: connected ? .closedEarly : .unreachable
        }
    }

    private static func fault(for error: HTTPClientError, limits: TransportLimits, connected: Bool) -> TransportFault {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
            .connectTimedOut(within: limits.safetyNet.text)
        case .readTimeout, .writeTimeout, .deadlineExceeded: .responseTimedOut(within: limits.responseTimeout.text)
        case .cancelled: .cancelled
        case .invalidURL, .emptyHost, .emptyScheme: .urlMalformed
        case .remoteConnectionClosed, .uncleanShutdown: .closedEarly
        default: connected ? .notHTTP : .reset
        }
    }

    private static func fault(for error: NIOSSLExtraError, host: String) -> TransportFault {
        switch error {
        case .failedToValidateHostname, .serverHostnameImpossibleToMatch: .tlsNameMismatch(host: host)
        default: .tlsProtocol
        }
    }

    private static func fault(for error: NIOSSLError, connected: Bool) -> TransportFault {
        switch error {
        case .handshakeFailed(let reason): fault(for: reason)
        case .uncleanShutdown: .closedEarly
        case .unableToValidateCertificate, .noCertificateToValidate: .tlsUntrusted
        default: connected ? .closedEarly : .tlsProtocol
        }
    }

    /// BoringSSL tells its reasons as text only.
    private static func fault(for error: BoringSSLError) -> TransportFault {
        let text = String(describing: error)
        if text.contains("CERTIFICATE_VERIFY_FAILED") { return .tlsUntrusted }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") { return .notTLS }
        // A peer that resets before the handshake is seen as its end.
        if text.contains("EOF during handshake") || text.contains("syscallError") { return .reset }
        return .tlsProtocol
    }

    private static func fault(for error: NIOConnectionError, limits: TransportLimits) -> TransportFault {
        for failure in error.connectionErrors {
            switch failure.error {
            case let error as IOError: return fault(for: error)
            case is ChannelError: return .connectTimedOut(within: limits.safetyNet.text)
            default: continue
            }
        }
        return .unreachable
    }

    private static func fault(for error: IOError) -> TransportFault {
        switch error.errnoCode {
        case ECONNREFUSED: .refused
        case ECONNRESET, EPIPE, ECONNABORTED: .reset
        case ETIMEDOUT: .connectTimedOut(within: "the system's limit")
        default: .unreachable
        }
    }
}
