import Foundation
import Rules
import ScenarioKeys
import Secrets
import StageHTTP

/// The answer to another program's request.
struct ResponseReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [
        .init(\._status), .init(\._headers), .init(\._location), .init(\._body),
    ]
    // What an answer holds may be anything: it is no secret of this step.
    static let isMinted = false

    @Key("status", "The status of the answer.") var status = 0
    @Key("headers", "The answer's header fields, in which secrets stand by name.") var headers: [String: String] = [:]
    @Key("location", "Where the answer sends the caller.") var location: String?
    @Key("body", "The answer's body, in which secrets stand by name.") var body = ""
    /// What `gives` may name besides: texts of the answer by their names and paths.
    private(set) var values: [String: String] = [:]

    /// The most of a body that is shown.
    private static let shownLimit = 64 * 1_024
    /// The most of a body that a message has.
    private static let messageLimit = 4_000

    init() {}

    init(_ response: PartyResponse, on stage: Stage) throws {
        status = response.status
        let isPage = response.header("Content-Type")?.hasPrefix("text/html") ?? false
        let text = isPage ? HTMLForm.words(of: response.text) : response.text
        body = stage.secrets.redact(String(text.prefix(Self.shownLimit)))
        headers = Dictionary(response.headers.map { ($0.0, stage.secrets.redact($0.1)) }) { first, _ in first }
        location = response.header("Location").map { stage.secrets.redact($0) }
        let json = ResponsePaths(response.text)
        guard response.status < 400 else {
            throw Stage.PartyFailure(
                failure: Outcome.Failure(
                    id: .requestRefused, message: stage.secrets.redact(String(text.prefix(Self.messageLimit))),
                    at: "api",
                    status: response.status, error: json.errorCode),
                shows: Stage.Success(self).shows)
        }
        values = Self.values(in: response, json)
    }

    /// What `gives` may name: fields of a JSON answer by path, header fields, the parameters of `Location`, the fields of
    /// a form, and as `cookie` the first cookie, as a browser would send it back.
    private static func values(in response: PartyResponse, _ json: ResponsePaths) -> [String: String] {
        var values: [String: String] = [:]
        if let location = response.header("Location"), let parts = URLComponents(string: location) {
            for item in parts.queryItems ?? [] { values[item.name] = item.value }
        }
        if let cookie = response.header("Set-Cookie") { values["cookie"] = String(cookie.prefix { $0 != ";" }) }
        values.merge(HTMLForm.hidden(in: response.text)) { first, _ in first }
        if let form = HTMLForm(in: response.text) { values.merge(form.values) { first, _ in first } }
        for (path, text) in json.texts {
            values["body.\(path)"] = text
            if !path.contains(where: { $0 == "." || $0 == "[" }) { values[path] = text }
        }
        for (name, value) in response.headers { values["headers.\(name)"] = value }
        return values
    }
}

/// The scalars of a JSON answer by their paths: `data.operations.check_out`, `data[0].id`.
struct ResponsePaths {
    /// Each scalar as text.
    private(set) var texts: [String: String] = [:]

    init(_ text: String) {
        guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed]) else {
            return
        }
        add(object, at: "")
    }

    private mutating func add(_ value: Any, at path: String) {
        switch value {
        case let map as [String: Any]:
            for (key, value) in map { add(value, at: path.isEmpty ? key : "\(path).\(key)") }
        case let list as [Any]:
            for (index, value) in list.enumerated() { add(value, at: "\(path)[\(index)]") }
        case let text as String: texts[path] = text
        case let number as NSNumber: texts[path] = number.description
        default: break
        }
    }

    /// The OAuth error or the API's error code.
    var errorCode: String? { texts["error"] ?? texts["error.code"] }
}
