import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import TLSProbe
public import WorkTime

/// HTTP/1.1 of the simulated browser and of other programs, over SwiftNIO; it shares no code with the client under test.
///
/// Each exchange has a connection of its own, waits on the work clock only, and follows no redirect.
public struct PartyTransport: Sendable {
    private let network: any PartyNetwork
    private let clock: any WorkClock
    private let limits: PartyLimits

    /// Makes a transport that resolves by `network` and waits on `clock`.
    public init(network: any PartyNetwork, clock: any WorkClock, limits: PartyLimits) {
        self.network = network
        self.clock = clock
        self.limits = limits
    }

    /// Sends a request and returns its response, whatever its status.
    public func send(_ request: PartyRequest) async throws(PartyFault) -> PartyResponse {
        guard let target = PartyTarget(request.url) else { throw .urlMalformed }
        let route: PartyRoute
        do throws(PartyFault) {
            route = try await network.open(host: target.host, port: target.port, kind: request.kind)
        } catch {
            // A resolver that keeps silent is waited for as long as a connection is.
            if error == .nameUnanswered {
                let deadline = clock.now.advanced(by: limits.connectTimeout)
                guard (try? await clock.sleep(until: deadline, tolerance: nil)) != nil else { throw .cancelled }
            }
            throw error
        }
        let end = RouteEnd(route, of: network)
        defer { end.reach() }
        do throws(PartyFault) {
            return try await exchange(request, with: target, by: route, end)
        } catch .certificate {
            end.reach()
            throw .certificate(await reason(at: target))
        }
    }

    private func exchange(
        _ request: PartyRequest, with target: PartyTarget, by route: PartyRoute, _ end: RouteEnd
    ) async throws(PartyFault) -> PartyResponse {
        let connection: PartyConnection
        do {
            connection = try PartyConnection(request, to: target, by: route, limit: limits.maximumBody)
        } catch {
            throw .tlsProtocol
        }
        defer { connection.close() }
        // Whoever gives up ends the route first: the peer then closes a socket that it keeps silent on.
        let giveUp: @Sendable () -> Void = {
            end.reach()
            connection.close()
        }
        try await within(limits.connectTimeout, else: .connectTimedOut(within: limits.connectTimeout.text)) {
            () async throws(PartyFault) in
            try await connection.stand(onCancel: giveUp)
        }
        return try await within(limits.responseTimeout, else: .responseTimedOut(within: limits.responseTimeout.text)) {
            () async throws(PartyFault) in
            try await connection.response(onCancel: giveUp)
        }
    }

    /// Runs a phase of an exchange against its limit on the work clock.
    private func within<Value: Sendable>(
        _ limit: Duration, else late: PartyFault,
        _ phase: @escaping @Sendable () async throws(PartyFault) -> Value
    ) async throws(PartyFault) -> Value {
        do {
            return try await clock.race(limit: limit) { try await phase() }
        } catch let fault as PartyFault {
            throw Task.isCancelled ? .cancelled : fault
        } catch {
            throw Task.isCancelled ? .cancelled : late
        }
    }

    /// Why a certificate is not accepted, from a second connection over OpenSSL: NIOSSL has one error for most reasons.
    private func reason(at target: PartyTarget) async -> TLSFinding {
        guard
            let route = try? await network.open(host: target.host, port: target.port, kind: "certificate")
        else { return .untrusted }
        let end = RouteEnd(route, of: network)
        defer { end.reach() }
        let probe = ServerProbe(
            name: target.host, port: route.port, address: route.address, localAddress: route.localAddress,
            trust: TLSTrust(system: false, rootsPEM: route.trustRootsPEM), timeout: clock.realLimit(.seconds(10)))
        let report = try? await clock.race(limit: limits.connectTimeout) {
            await withTaskCancellationHandler {
                await probe.report()
            } onCancel: {
                end.reach()
            }
        }
        return report?.finding ?? .untrusted
    }
}

/// Ends a route exactly once, whoever comes first.
private final class RouteEnd: Sendable {
    private let route: PartyRoute
    private let network: any PartyNetwork
    private let isReached = Mutex(false)

    init(_ route: PartyRoute, of network: any PartyNetwork) {
        self.route = route
        self.network = network
    }

    func reach() {
        let isFirst = isReached.withLock { isReached in
            defer { isReached = true }
            return !isReached
        }
        if isFirst { network.close(route) }
    }
}
