import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
package import Secrets
import Synchronization

/// The port of loopback at which a served world is controlled.
package struct ControlDoor: Sendable {
    /// The longest body.
    private static let longestBody = 1 << 20

    private let service: ControlService
    private let port: Int
    private let token: Secret

    /// A door to a service for those who have the token; port 0 takes a free one.
    package init(_ service: ControlService, port: Int, token: Secret) {
        (self.service, self.port, self.token) = (service, port, token)
    }

    /// Listens until the task is cancelled; `ready` gets the port as soon as connections are accepted.
    package func run(ready: @escaping @Sendable (Int) async -> Void) async throws {
        let holder = PortHolder(port)
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in
                await answer(request, at: holder.port)
            },
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { channel in
                holder.port = channel.localAddress?.port ?? 0
                await ready(holder.port)
            },
            // No line of a log says who asked for what.
            logger: Logger(label: "control") { _ in SwiftLogNoOpLogHandler() })
        try await application.run()
    }

    private func answer(_ request: Request, at port: Int) async -> Response {
        let gate = ControlGate(token: token, port: port)
        if let refusal = gate.refusal(
            host: request.head.authority, origin: request.headers[.origin],
            authorization: request.headers[.authorization])
        {
            return response(ControlAnswer(refusal))
        }
        do throws(ControlRefusal) {
            return response(await service.answer(to: try await read(request)))
        } catch {
            return response(ControlAnswer(error))
        }
    }

    private func read(_ request: Request) async throws(ControlRefusal) -> ControlRequest {
        let (method, target) = (request.method.rawValue, request.head.path ?? "/")
        // What does not exist needs no body.
        _ = try ControlRequest.endpoint(method: method, target: target)
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.longestBody)
        } catch {
            throw ControlRefusal(
                413, "body-large", "the body is longer than 1 MiB, or broke off", at: "body",
                remedy: "send fewer steps at a time")
        }
        return try ControlRequest(method: method, target: target, body: Array(body.readableBytesView))
    }

    private func response(_ answer: ControlAnswer) -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if answer.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        // What is left of a body that nobody reads would be taken for the next request.
        if [401, 403, 413, 421].contains(answer.status) { headers[.connection] = "close" }
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}

/// The port that a door listens on, once it does.
private final class PortHolder: Sendable {
    private let value: Mutex<Int>

    init(_ port: Int) { value = Mutex(port) }

    var port: Int {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
