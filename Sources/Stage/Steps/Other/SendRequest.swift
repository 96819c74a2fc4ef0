import Foundation
import ScenarioKeys
import Secrets
import StageHTTP

/// What another program asks of a server: neither Office & Dragons nor a browser.
struct SendRequest: ServerStep {
    static let name = "other.request"
    static let doc =
        "Another program sends a request to a server; an answer from 400 on is the failure `request-refused`."
    static let alone: String? = "path"
    static let keys: [ListedKey<Self>] = [
        .init(\._server), .init(\._address), .init(\._method), .init(\._path), .init(\._query), .init(\._headers),
        .init(\._bearer), .init(\._basic), .init(\._form), .init(\._json), .init(\._body), .init(\._size),
    ]

    enum Method: String, WordValue {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
        case options = "OPTIONS"
    }

    @Key(.server) var server: ServerName?
    @Key("from", "Where it calls from; an address that nobody else has unless said.", example: "from: 192.0.2.50")
    var address: IPAddress?
    @Key("method", "The method; POST with a form or JSON, else GET.") var method: Method?
    @Key("path", "The path, as it goes on the wire.", required: true, example: "path: /api") var path = ""
    @Key("query", "Parameters behind the path.") var query: [String: String] = [:]
    @Key("headers", "Header fields.", example: "headers: { X-Auth-Token: $token }") var headers: [String: String] = [:]
    @Key("bearer", "A token for `Authorization: Bearer`.", example: "bearer: $token") var bearer: String?
    @Key(
        "basic", "A name and a password for `Authorization: Basic`.",
        example: "basic: { user: od, password: $main.client_secret }")
    var basic: BasicCredentials?
    @Key("form", "A form as the body.", example: "form: { grant_type: refresh_token }") var form: [String: String]?
    @Key("json", "JSON as the body.", example: "json: { user_id: ADA }") var json: FreeValue?
    @Key("body", "The body as it stands.") var body: String?
    @Key("size", "How many bytes follow the body, at most 64MiB.", example: "size: 10MiB") var size: ByteCount?

    /// A larger body would be held in memory whole.
    private static let largestBody = 64 << 20

    /// The address of a program that nobody on the stage owns (RFC 5737).
    private static let strangerAddress = "192.0.2.50"

    func verify() throws(KeyIssue) {
        let bodies = [form != nil ? "form" : nil, json != nil ? "json" : nil, body != nil ? "body" : nil]
        let given = bodies.compactMap { $0 }
        guard given.count <= 1 else {
            throw KeyIssue("a request has one body: 'form', 'json' or 'body'", at: given[1])
        }
        if basic != nil, bearer != nil {
            throw KeyIssue("a request proves itself by 'bearer' or by 'basic'", at: "basic")
        }
        for (name, value) in headers where (name + value).contains(where: \.isNewline) {
            throw KeyIssue("a header field cannot hold a line break", at: "headers", name)
        }
        if let size, size.bytes > Self.largestBody { throw KeyIssue("a body has at most 64MiB", at: "size") }
    }

    func perform(on stage: Stage) async throws -> ResponseReturn {
        let server = try target(on: stage)
        let address = address?.text ?? Self.strangerAddress
        let party = StageParty(
            name: "other", octet: stage.network.octet(ofStranger: address), address: address, isInside: false,
            network: stage.network)
        let transport = PartyTransport(network: party, clock: stage.clock, limits: stage.limits)
        let response: PartyResponse
        do throws(PartyFault) {
            response = try await transport.send(request(to: server))
        } catch {
            throw Stage.PartyFailure(
                failure: Outcome.Failure(
                    id: error.failure, message: "No answer came from \(server.host).",
                    at: error.place),
                decision: error.rule.map { Outcome.Refusal(rule: $0, by: "other", answered: false) })
        }
        return try ResponseReturn(response, on: stage)
    }

    private func request(to server: StageServer) -> PartyRequest {
        var headers = headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        if let bearer { headers.append(("Authorization", "Bearer " + bearer)) }
        if let basic { headers.append(("Authorization", basic.header)) }
        var bytes = Array((body ?? "").utf8)
        var usual = Method.get
        if let form {
            bytes = Array(Self.encoded(form).utf8)
            headers.append(("Content-Type", "application/x-www-form-urlencoded"))
            usual = .post
        } else if let json {
            bytes = json.jsonBytes
            headers.append(("Content-Type", "application/json"))
            usual = .post
        }
        if let size { bytes += [UInt8](repeating: 0x78, count: size.bytes) }
        let query = Self.encoded(query)
        return PartyRequest(
            kind: "other", method: (method ?? usual).rawValue,
            url: server.url + (path.hasPrefix("/") ? path : "/" + path)
                + (query.isEmpty ? "" : (path.contains("?") ? "&" : "?") + query),
            headers: headers, body: bytes)
    }

    private static func encoded(_ fields: [String: String]) -> String {
        QueryText.encoded(fields.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
    }
}

/// The credentials of a client in `Authorization: Basic`.
struct BasicCredentials: Keyed {
    static let topic = "other.request.basic"
    static let doc = "A name and a password for `Authorization: Basic`."
    static let keys: [ListedKey<Self>] = [.init(\._user), .init(\._password)]

    @Key("user", "The name, such as a client id.", required: true) var user = ""
    @Key("password", "The password, such as a client secret.", required: true) var password = ""

    /// The value of the header field; both parts are encoded as in a form before they are joined (RFC 6749, section 2.3.1).
    var header: String {
        "Basic " + Data("\(Self.formEncoded(user)):\(Self.formEncoded(password))".utf8).base64EncodedString()
    }

    private static func formEncoded(_ text: String) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._*")
        return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? text
    }
}

/// Any value, as it stands.
struct FreeValue: KeyValue {
    let value: Value

    static var shape: Shape { .anything }
    init(reading value: Value) throws(KeyIssue) { self.value = value }
    var written: Value { value }

    /// The value as JSON, with sorted keys.
    var jsonBytes: [UInt8] { (try? value.jsonData()).map { Array($0) } ?? [] }
}
