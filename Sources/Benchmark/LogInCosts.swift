import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Secrets
import WorkServer
import WorkTime

/// What a log-in and a call of discovery cost on a server that has seen many log-ins.
struct LogInCosts {
    private static let clientID = "0f0d2f51-7a3e-4b8c-9f11-5d2c6a1e8b90"
    private static let redirectURL = "https://app.example.com/callback"
    private static let callers = 4

    /// The numbers of log-ins after which is measured.
    let counts: [Int]
    /// Whether each exchange is journaled at once, as `worksim serve --journal` does.
    let isJournaled: Bool
    /// How many log-ins a measurement takes the median of.
    let samples: Int

    /// Measures and prints a line for each number, and returns the bounds of the growth.
    ///
    /// - Throws: where the server answers anything unexpected.
    func run() async throws -> [Bound] {
        let clock = SystemClock()
        var configuration = ServerConfiguration(
            clock: PartyClock(clock), identifiers: SystemIdentifiers(), secrets: SecretBook())
        if isJournaled { configuration.onEntry = { _ in } }
        let server = try await SimulatedServer(configuration, firm: Self.firm).start()
        let secret = server.credentials.clientSecrets[Self.clientID]?.reveal() ?? ""
        var made = 0
        var costs: [(logIn: Double, discovery: Double)] = []
        for count in counts {
            try await logIn(count - made, at: server, secret)
            made = max(made, count)
            let cost = try await measure(server, secret, clock)
            costs.append(cost)
            print(
                "  after \(count) log-ins\(isJournaled ? ", journaled" : ""): a log-in "
                    + "\(Table.number(cost.logIn)) ms, GET /api \(Table.number(cost.discovery)) ms")
            fflush(nil)
        }
        await server.stop()
        guard let first = costs.first, let last = costs.last else { return [] }
        let suffix = isJournaled ? ", journaled" : ""
        return [
            .atMost("growth of a log-in\(suffix)", last.logIn / first.logIn, 1.5, "times"),
            .atMost("growth of GET /api\(suffix)", last.discovery / first.discovery, 1.5, "times"),
        ]
    }

    private static var firm: Firm {
        var firm = Firm()
        firm.users = [FirmUser(id: BenchFirm.user, fullName: "Ada Byron", password: Secret(BenchFirm.password))]
        firm.libraries = [BenchFirm.library]
        var form = ApplicationForm(name: "Measuring", clientID: clientID, redirectURLs: [redirectURL])
        form.allowRefreshToken = true
        form.enabled = true
        firm.applications = [form]
        return firm
    }

    private func logIn(_ count: Int, at server: RunningServer, _ secret: String) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for caller in 0..<Self.callers {
                tasks.addTask {
                    for _ in stride(from: caller, to: max(0, count), by: Self.callers) {
                        try await logIn(at: server.port, secret)
                    }
                }
            }
            try await tasks.waitForAll()
        }
    }

    private func measure(
        _ server: RunningServer, _ secret: String, _ clock: SystemClock
    ) async throws -> (logIn: Double, discovery: Double) {
        var (logIns, discoveries) = ([Double](), [Double]())
        for _ in 0..<samples {
            let start = clock.now
            let token = try await logIn(at: server.port, secret)
            let between = clock.now
            try await get("/api", at: server.port, token)
            logIns.append(start.duration(to: between).milliseconds)
            discoveries.append(between.duration(to: clock.now).milliseconds)
        }
        return (logIns.sorted()[samples / 2], discoveries.sorted()[samples / 2])
    }

    private func get(_ path: String, at port: Int, _ token: String) async throws {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.headers.add(name: "X-Auth-Token", value: token)
        let answer = try await HTTPClient.shared.execute(request, timeout: .minutes(1))
        _ = try await answer.body.collect(upTo: 1 << 16)
        guard answer.status == .ok else { throw UnexpectedAnswer(description: "\(path): \(answer.status.code).") }
    }

    /// A log-in as a browser and O&D make it: the page, the form, the code.
    @discardableResult
    private func logIn(at port: Int, _ secret: String) async throws -> String {
        let base = "http://127.0.0.1:\(port)/auth/oauth2"
        let page = try await HTTPClient.shared.execute(
            HTTPClientRequest(
                url: "\(base)/authorize?response_type=code&client_id=\(Self.clientID)&state=measured"
                    + "&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback"), timeout: .minutes(1))
        let html = String(buffer: try await page.body.collect(upTo: 1 << 18))
        guard let transaction = Self.part(of: html, after: "name=\"transaction\" value=\"", before: "\"") else {
            throw UnexpectedAnswer(description: "There is no sign-in page: \(page.status.code).")
        }
        let signedIn = try await post(
            "\(base)/sign-in",
            "transaction=\(transaction)&state=measured&action=sign_in&username=\(BenchFirm.user)&password="
                + BenchFirm.password.replacing(" ", with: "%20"), expecting: 302)
        guard let code = Self.part(of: signedIn.headers["Location"].first ?? "", after: "code=", before: "&") else {
            throw UnexpectedAnswer(description: "The sign-in gives no code.")
        }
        let granted = try await post(
            "\(base)/token",
            "grant_type=authorization_code&code=\(code)&client_id=\(Self.clientID)&client_secret=\(secret)"
                + "&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback", expecting: 200)
        let body = String(buffer: try await granted.body.collect(upTo: 1 << 16))
        guard let token = MeasuredServer.member("access_token", of: body) else {
            throw UnexpectedAnswer(description: "The token end point gives no token.")
        }
        return token
    }

    private func post(_ url: String, _ form: String, expecting status: UInt) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.body = .bytes(ByteBuffer(string: form))
        // HTTPClient.shared follows redirects; the URL of O&D is not to be called.
        let answer = try await Self.client.execute(request, timeout: .minutes(1))
        guard answer.status.code == status else {
            throw UnexpectedAnswer(description: "\(url): \(answer.status.code).")
        }
        return answer
    }

    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }()

    private static func part(of text: String, after start: String, before end: Character) -> String? {
        text.firstRange(of: start).map { String(text[$0.upperBound...].prefix { $0 != end }) }
    }
}
