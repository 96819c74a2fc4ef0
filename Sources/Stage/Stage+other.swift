import Foundation
import IntegrationClient
import Secrets
import WorkTime

/// What another program asks of a server: neither Office & Dragons nor a browser.
extension Stage {
    static let otherHandlers: [String: Handler] = [
        "other.request": { try await $0.otherRequest($1) }
    ]

    /// The address of a program that nobody on the stage owns (RFC 5737).
    private static let strangerAddress = "192.0.2.50"

    private func otherRequest(_ arguments: Arguments) async throws -> Success {
        let server = try server(try arguments.text("server"))
        let address = try arguments.text("from") ?? Self.strangerAddress
        let party = StageParty(
            name: "other", octet: network.octet(ofStranger: address), address: address, isInside: false,
            network: network)
        let transport = HTTPTransport(network: party, clock: clock, limits: limits)
        let request = try Self.request(arguments, to: server)
        let response: WireResponse
        do throws(TransportFault) {
            response = try await transport.send(request)
        } catch {
            throw PartyFailure(
                failure: Outcome.Failure(
                    id: error.failure, message: "No answer came from \(server.host).",
                    at: error.layer == .http ? "api" : error.layer.rawValue),
                decision: error.rule.flatMap { $0.hasPrefix("name.") ? nil : $0 }
                    .map { Outcome.Refusal(rule: $0, by: "other", answered: false) })
        }
        return try success(of: response)
    }

    private func success(of response: WireResponse) throws -> Success {
        var success = Success(shows: ["status": .number(response.status)])
        let isPage = response.header("Content-Type")?.hasPrefix("text/html") ?? false
        let text = isPage ? HTMLForm.words(of: response.text) : response.text
        success.shows["body"] = .text(secrets.redact(String(text.prefix(64 * 1_024))))
        let headers = response.headers.map { ($0.0, JSON.text(secrets.redact($0.1))) }
        success.shows["headers"] = .map(Dictionary(headers) { first, _ in first })
        if let location = response.header("Location") { success.shows["location"] = .text(secrets.redact(location)) }
        guard response.status < 400 else {
            throw PartyFailure(
                failure: Outcome.Failure(
                    id: "request-refused", message: secrets.redact(String(text.prefix(4_000))), at: "api",
                    status: response.status,
                    error: Self.errorCode(in: response)),
                shows: success.shows)
        }
        success.returned = Self.values(in: response).mapValues { Secret($0) }
        success.isMinted = false
        return success
    }

    // MARK: The request

    /// A larger body would be held in memory whole.
    private static let largestBody = 64 << 20

    private static func request(_ arguments: Arguments, to server: StageServer) throws(StageTrouble) -> WireRequest {
        var headers = try pairs(arguments, "headers")
        if let token = try arguments.text("bearer") { headers.append(("Authorization", "Bearer " + token)) }
        var body: [UInt8] = []
        guard ["form", "json", "body"].count(where: { arguments[$0] != nil }) <= 1 else {
            throw StageTrouble("other.request: a request has one body: 'form', 'json' or 'body'")
        }
        var method = "GET"
        if arguments["form"] != nil {
            body = Array(encoded(try pairs(arguments, "form")).utf8)
            headers.append(("Content-Type", "application/x-www-form-urlencoded"))
            method = "POST"
        } else if let json = arguments["json"] {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let data = try? encoder.encode(json) else { throw StageTrouble("other.request: 'json' is no JSON") }
            body = Array(data)
            headers.append(("Content-Type", "application/json"))
            method = "POST"
        } else if let text = try arguments.text("body") {
            body = Array(text.utf8)
        }
        guard headers.allSatisfy({ !($0.0 + $0.1).contains(where: \.isNewline) }) else {
            throw StageTrouble("other.request: a header field cannot hold a line break")
        }
        if let size = try arguments.text("size").flatMap(Arguments.bytes) {
            guard size <= largestBody else { throw StageTrouble("other.request: a body has at most 64 MiB") }
            body += [UInt8](repeating: 0x78, count: size)
        }
        let query = encoded(try pairs(arguments, "query"))
        let path = try arguments.needed("path")
        return WireRequest(
            kind: "other", method: try arguments.text("method") ?? method,
            url: server.url + (path.hasPrefix("/") ? path : "/" + path) + (query.isEmpty ? "" : "?" + query),
            headers: headers, body: body)
    }

    private static func pairs(_ arguments: Arguments, _ key: String) throws(StageTrouble) -> [(String, String)] {
        guard let map = try arguments.map(key) else { return [] }
        var pairs: [(String, String)] = []
        for key in map.keys { pairs.append((key, try map.needed(key))) }
        return pairs
    }

    private static func encoded(_ pairs: [(String, String)]) -> String {
        var components = URLComponents()
        components.queryItems = pairs.map { URLQueryItem(name: $0.0, value: $0.1) }
        // A plus is a blank in a form, so that one that is meant is escaped.
        return (components.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    }

    // MARK: The answer

    /// What `gives` may name: the texts of a JSON answer, the parameters of `Location`, the fields of a form,
    /// and as `cookie` the first cookie, as a browser would send it back.
    private static func values(in response: WireResponse) -> [String: String] {
        var values: [String: String] = [:]
        if let location = response.header("Location"), let parts = URLComponents(string: location) {
            for item in parts.queryItems ?? [] { values[item.name] = item.value }
        }
        if let cookie = response.header("Set-Cookie") { values["cookie"] = String(cookie.prefix { $0 != ";" }) }
        values.merge(HTMLForm.hidden(in: response.text)) { first, _ in first }
        if let form = HTMLForm(in: response.text) { values.merge(form.values) { first, _ in first } }
        if case .map(let map) = json(in: response) {
            for (key, value) in map {
                if case .text(let text) = value { values[key] = text }
            }
        }
        return values
    }

    private static func errorCode(in response: WireResponse) -> String? {
        guard case .map(let map) = json(in: response) else { return nil }
        switch map["error"] {
        case .text(let text): return text
        case .map(let error):
            if case .text(let code) = error["code"] { return code }
            return nil
        default: return nil
        }
    }

    private static func json(in response: WireResponse) -> JSON? {
        try? JSONDecoder().decode(JSON.self, from: Data(response.body))
    }
}
