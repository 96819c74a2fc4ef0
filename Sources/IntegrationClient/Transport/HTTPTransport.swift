import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization
public import WorkTime

/// Sends requests over TCP and TLS by the ways that a network opens, and waits on the work clock only.
///
/// Each exchange has a client and a connection of its own: no connection outlives a jump of the clock, shares another's
/// fate, or queues behind one that is kept waiting.
public final class HTTPTransport: Sendable {
    /// What became of a request.
    public struct Exchange: Sendable {
        /// The id of the route it took; nil where none was opened.
        public let route: String?
        /// The response, or why there is none.
        public let result: Result<WireResponse, TransportFault>
        /// The second connection that was made to learn why a certificate was not accepted; nil where none was.
        public var secondLook: SecondLook?
    }

    let network: any ClientNetwork
    let clock: any WorkClock
    let limits: TransportLimits

    /// Makes a transport that resolves by `network` and waits on `clock`.
    public init(network: any ClientNetwork, clock: any WorkClock, limits: TransportLimits = TransportLimits()) {
        self.network = network
        self.clock = clock
        self.limits = limits
    }

    /// Sends a request and returns its response, whatever its status; redirects are not followed.
    public func send(_ request: WireRequest) async throws(TransportFault) -> WireResponse {
        try await exchange(request).result.get()
    }

    /// Sends a request and tells which route it took.
    ///
    /// With a receiver the body goes there, piece by piece, and the response has none.
    public func exchange(_ request: WireRequest, receiver: WireReceiver? = nil) async -> Exchange {
        guard let target = WireTarget(request.url) else { return Exchange(route: nil, result: .failure(.urlMalformed)) }
        let route: Route
        do throws(TransportFault) {
            route = try await network.open(host: target.host, port: target.port, kind: request.kind)
        } catch {
            // A resolver that keeps silent is waited for as long as a connection is.
            if case .nameUnanswered = error {
                let deadline = clock.now.advanced(by: limits.connectTimeout)
                guard (try? await clock.sleep(until: deadline, tolerance: nil)) != nil else {
                    return Exchange(route: nil, result: .failure(.cancelled))
                }
            }
            return Exchange(route: nil, result: .failure(error))
        }
        let end = RouteEnd(route, of: network)
        defer { end.reach() }
        let result = await result(of: request, to: target, by: route, end: end, receiver)
        guard case .failure(.tlsUntrusted) = result else { return Exchange(route: route.id, result: result) }
        let look = await secondLook(at: target)
        return Exchange(route: route.id, result: .failure(look.fault ?? .tlsUntrusted), secondLook: look)
    }

    private func result(
        of request: WireRequest, to target: WireTarget, by route: Route, end: RouteEnd, _ receiver: WireReceiver?
    ) async -> Result<WireResponse, TransportFault> {
        let progress = Progress(clock: clock)
        let client: HTTPClient
        do {
            client = HTTPClient(
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                configuration: try configuration(for: target, by: route, progress: progress))
        } catch {
            return .failure(.tlsUntrusted)
        }
        let outgoing = outgoing(request, to: target, by: route, progress)
        let result = await limited(progress) { [limits] () async throws -> WireResponse in
            // Whoever gives up ends the route at once: the peer then closes a socket that it keeps silent on, and the
            // library, which cannot cancel a connection attempt, comes back.
            try await withTaskCancellationHandler {
                let response = try await client.execute(outgoing, timeout: .hours(24))
                let head = WireResponse(
                    status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) })
                if let receiver, try await receiver.begin(head) {
                    try await Self.pass(response.body, to: receiver, progress)
                    return head
                }
                let body = try await response.body.collect(upTo: limits.maximumBody)
                return WireResponse(status: head.status, headers: head.headers, body: Array(body.readableBytesView))
            } onCancel: {
                end.reach()
            }
        }
        end.reach()
        // A failing shutdown has nothing left to tell: the exchange has its result.
        try? await client.shutdown()
        return result.mapError {
            TransportErrors.fault(for: $0, target: target, limits: limits, connected: progress.isConnected)
        }
    }

    /// Hands a body on as it comes.
    private static func pass(
        _ body: HTTPClientResponse.Body, to receiver: WireReceiver, _ progress: Progress
    ) async throws {
        var pieces = 0
        for try await piece in body {
            progress.transferMoved()
            try await receiver.take(Array(piece.readableBytesView))
            pieces += 1
            // TLS decrypts all that has come at once: the event loop catches up before more is asked for.
            if pieces.isMultiple(of: 8) { await Task.yield() }
        }
    }

    /// Runs the exchange against the two limits: the first until the connection stands, the second from then on.
    ///
    /// A transfer may take longer than the second, as long as it moves.
    private func limited(
        _ progress: Progress, _ operation: @escaping @Sendable () async throws -> WireResponse
    ) async -> Result<WireResponse, any Error> {
        let start = clock.now
        let (clock, limits) = (clock, limits)
        // The ledger's rule for a race: one more token while two tasks run, given back once both have ended.
        clock.takeToken()
        defer { clock.returnToken() }
        do {
            let response = try await withThrowingTaskGroup(of: WireResponse?.self) { group in
                group.addTask { try await operation() }
                group.addTask {
                    try await clock.sleep(until: start.advanced(by: limits.connectTimeout), tolerance: nil)
                    guard var since = progress.connected else {
                        throw TransportFault.connectTimedOut(within: limits.connectTimeout.text)
                    }
                    while true {
                        try await clock.sleep(until: since.advanced(by: limits.responseTimeout), tolerance: nil)
                        guard let moved = progress.lastMovement, moved > since else { break }
                        since = moved
                    }
                    throw TransportFault.responseTimedOut(within: limits.responseTimeout.text)
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
            return response.map { .success($0) } ?? .failure(TransportFault.cancelled)
        } catch {
            return .failure(Task.isCancelled ? TransportFault.cancelled : error)
        }
    }
}

// MARK: What the library is told

extension HTTPTransport {
    private func configuration(
        for target: WireTarget, by route: Route, progress: Progress
    ) throws -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.shutdownTimeout = .milliseconds(100)
        // The library's own minimum is 1.0, which RFC 8996 forbids.
        tls.minimumTLSVersion = .tlsv12
        if !route.trustRootsPEM.isEmpty {
            tls.trustRoots = .certificates(
                try route.trustRootsPEM.flatMap { try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)) })
        }
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.timeout.connect = .nanoseconds(Int64(clock.realLimit(limits.safetyNet) / .nanoseconds(1)))
        configuration.dnsOverride = [target.host: route.address]
        configuration.maximumUsesPerConnection = 1
        configuration.http1_1ConnectionDebugInitializer = { channel in
            progress.connectionStands()
            return channel.eventLoop.makeSucceededVoidFuture()
        }
        return configuration
    }

    private func outgoing(
        _ request: WireRequest, to target: WireTarget, by route: Route, _ progress: Progress
    ) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: target.url(through: route))
        outgoing.method = HTTPMethod(rawValue: request.method)
        outgoing.localAddress = route.localAddress
        outgoing.headers.add(name: "Host", value: target.authority)
        for (name, value) in request.headers where name.lowercased() != "host" {
            outgoing.headers.add(name: name, value: value)
        }
        if let upload = request.upload {
            let pieces = UploadSequence(upload: upload) { progress.transferMoved() }
            outgoing.body = .stream(pieces, length: .known(Int64(upload.length)))
        } else if !request.body.isEmpty {
            outgoing.body = .bytes(ByteBuffer(bytes: request.body))
        }
        return outgoing
    }
}

// MARK: The exchange's two states

/// Ends a route exactly once, whoever comes first.
final class RouteEnd: Sendable {
    private let route: Route
    private let network: any ClientNetwork
    private let reached = Mutex(false)

    init(_ route: Route, of network: any ClientNetwork) {
        self.route = route
        self.network = network
    }

    func reach() {
        let first = reached.withLock { reached in
            defer { reached = true }
            return !reached
        }
        if first { network.close(route) }
    }
}

/// When the connection came to stand, TLS included, and when a transfer over it moved last.
private final class Progress: Sendable {
    private let clock: any WorkClock
    private let moment = Mutex<WorkInstant?>(nil)
    private let movement = Mutex<WorkInstant?>(nil)

    init(clock: any WorkClock) {
        self.clock = clock
    }

    var connected: WorkInstant? { moment.withLock { $0 } }
    var isConnected: Bool { connected != nil }
    /// Nil where nothing is transferred piece by piece.
    var lastMovement: WorkInstant? { movement.withLock { $0 } }

    func connectionStands() {
        let now = clock.now
        moment.withLock { $0 = now }
    }

    func transferMoved() {
        let now = clock.now
        movement.withLock { $0 = now }
    }
}
