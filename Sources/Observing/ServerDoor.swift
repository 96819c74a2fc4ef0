import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import WorkTime

/// HTTP to the server that is observed: bounded in time and size, and no redirect is followed.
struct ServerDoor: Sendable {
    /// How much of a body is read.
    static let bodyLimit = 1 << 20

    private let client: HTTPClient
    private let base: String
    private let timeout: Duration
    private let clock: any WorkClock

    /// Opens a door.
    ///
    /// - Throws: what is wrong with the certificates.
    init(_ address: ServerAddress, _ network: ObserverNetwork, clock: any WorkClock) throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.additionalTrustRoots = try network.rootsPEM.map {
            .certificates(try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)))
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .nanoseconds(network.timeout.nanoseconds)), decompression: .disabled)
        configuration.dnsOverride = network.addresses
        configuration.httpVersion = .http1Only
        client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
        (base, timeout, self.clock) = (address.url, network.timeout, clock)
    }

    /// Sends a request and reads the answer, as far as the limits go.
    func send(
        _ method: String, _ path: String, headers: [String: String], body: [UInt8]
    ) async -> Result<ServerAnswer, NoAnswer> {
        var request = HTTPClientRequest(url: base + path)
        request.method = HTTPMethod(rawValue: method)
        request.headers = HTTPHeaders(headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        request.headers.replaceOrAdd(name: "User-Agent", value: "worksim-observe")
        if !body.isEmpty || method == "POST" { request.body = .bytes(body) }
        let (start, outgoing) = (clock.now, request)
        do {
            return .success(
                // The limit is of `clock`: the system's for a real server, of which nobody knows when it answers. In a world
                // with a virtual clock it is virtual time.
                try await clock.race(limit: timeout) { [client, clock] in
                    let response = try await client.execute(outgoing, timeout: .hours(1))
                    var (bytes, isCut) = ([UInt8](), false)
                    for try await piece in response.body {
                        let room = min(piece.readableBytes, Self.bodyLimit - bytes.count)
                        bytes += piece.getBytes(at: piece.readerIndex, length: room) ?? []
                        isCut = bytes.count >= Self.bodyLimit
                        if isCut { break }
                    }
                    return ServerAnswer(
                        status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) },
                        bytes: bytes, isCut: isCut, time: start.duration(to: clock.now))
                })
        } catch {
            return .failure(Self.reason(error))
        }
    }

    /// Closes all connections.
    func close() async {
        // A failing shutdown has nothing left to tell.
        try? await client.shutdown()
    }

    private static func reason(_ error: any Error) -> NoAnswer {
        switch error {
        case is DeadlinePassed: .late
        case let error as NIOConnectionError: error.connectionErrors.isEmpty ? .unresolved : .refused
        case is IOError: .refused
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: .tls
        case let error as HTTPClientError where error == .connectTimeout || error == .deadlineExceeded: .late
        case let error as HTTPClientError where error == .invalidURL || error == .emptyHost: .unusable
        default: .broken
        }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { Int64(self / .nanoseconds(1)) }
}
