import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Secrets
import WorkServer
import WorkTime

/// A server with a firm of some size, and a caller who is logged in.
struct MeasuredServer {
    let server: RunningServer
    let clock: SystemClock
    let token: Secret
    /// How long the start took, with the index of all words.
    let start: Duration
    /// What the server holds for a document beyond the document's own text, in bytes.
    let overhead: Double

    /// Starts a server for so many documents.
    static func start(documents: Int) async throws -> MeasuredServer {
        let clock = SystemClock()
        let configuration = ServerConfiguration(
            clock: PartyClock(clock), identifiers: SystemIdentifiers(), secrets: SecretBook())
        let (server, elapsed, held) = try await started(documents, configuration, clock)
        var measured = MeasuredServer(
            server: server, clock: clock, token: Secret(""), start: elapsed,
            overhead: Double(held) / Double(documents))
        measured = MeasuredServer(
            server: server, clock: clock, token: try await measured.logIn(), start: elapsed,
            overhead: measured.overhead)
        return measured
    }

    /// Counts what comes beside the firm's description, which goes with this call: names and fields are shared with it,
    /// and of the rest the texts are taken off.
    private static func started(
        _ documents: Int, _ configuration: ServerConfiguration, _ clock: SystemClock
    ) async throws -> (RunningServer, Duration, Int) {
        let firm = BenchFirm(documents: documents)
        let before = Memory.resident
        let start = clock.now
        let server = try await SimulatedServer(configuration, firm: firm.firm).start()
        let elapsed = start.duration(to: clock.now)
        let held = Memory.resident - before - firm.textBytes
        return withExtendedLifetime(firm) { (server, elapsed, held) }
    }

    /// The path of something in the library, for a load.
    func path(_ rest: String) -> String {
        "/work/api/v2/customers/1/libraries/\(BenchFirm.library)\(rest)"
    }

    /// The same as a whole URL.
    func url(_ rest: String) -> String { "http://127.0.0.1:\(server.port)\(path(rest))" }

    /// Calls at a path of the library.
    func load(_ rest: String, method: String = "GET", body: String = "") -> Load {
        Load(
            port: server.port, path(rest), method: method, headers: ["X-Auth-Token": token.reveal(), "Accept": "*/*"],
            body: body)
    }

    /// The body of an answer.
    func text(_ rest: String) async throws -> String {
        var request = HTTPClientRequest(url: url(rest))
        request.headers.add(name: "X-Auth-Token", value: token.reveal())
        let answer = try await HTTPClient.shared.execute(request, timeout: .minutes(1))
        guard answer.status == .ok else {
            throw UnexpectedAnswer(description: "\(rest) is answered with \(answer.status.code).")
        }
        return String(buffer: try await answer.body.collect(upTo: 64 << 20))
    }

    private func logIn() async throws -> Secret {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/api/v1/session/login")
        request.method = .PUT
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(
            ByteBuffer(string: "{\"user_id\":\"\(BenchFirm.user)\",\"password\":\"\(BenchFirm.password)\"}"))
        let answer = try await HTTPClient.shared.execute(request, timeout: .minutes(1))
        let body = String(buffer: try await answer.body.collect(upTo: 1 << 16))
        guard let token = Self.member("X-Auth-Token", of: body) else {
            throw UnexpectedAnswer(description: "The log-in is answered with \(answer.status.code).")
        }
        return Secret(token)
    }

    /// A text member of JSON as the server writes it.
    static func member(_ name: String, of json: String) -> String? {
        json.firstRange(of: "\"\(name)\":\"").map { String(json[$0.upperBound...].prefix { $0 != "\"" }) }
    }
}
