import Foundation
import Rules
import StageHTTP

/// A call with its names filled in, as it goes on the wire.
struct OutgoingCall {
    let method: String
    let path: String
    var headers: [String: String]
    var body: [UInt8] = []

    /// Fills a call in; nil where a value is missing, or where a sign-in form leads to another host.
    init?(
        _ call: ProbeCall, _ known: KnownValues, on server: ServerAddress, after page: (path: String, text: String)?
    ) {
        var headers: [String: String] = [:]
        for (name, value) in call.headers {
            guard let value = known.filled(value) else { return nil }
            headers[name] = value
        }
        if case .signInForm(let password) = call.body {
            guard let page, let form = HTMLForm(in: page.text), let user = known["user"],
                let password = known.filled(password), form.method == "POST",
                let path = server.path(of: form.action, from: page.path)
            else { return nil }
            (method, self.path) = ("POST", path)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = Array(form.filled(user: user, password: password, cancels: false).utf8)
            self.headers = headers
            return
        }
        guard let path = known.filled(call.path, encode: KnownValues.encoded) else { return nil }
        (method, self.path, self.headers) = (call.method, path, headers)
        switch call.body {
        case .none, .signInForm: break
        case .form(let fields):
            guard let text = Self.form(fields, known) else { return nil }
            body = Array(text.utf8)
            self.headers["Content-Type"] = "application/x-www-form-urlencoded"
        case .json(let template):
            guard let text = known.filled(template, encode: Self.escaped) else { return nil }
            body = Array(text.utf8)
            self.headers["Content-Type"] = "application/json"
        case .upload(let profile, let file):
            guard let profile = known.filled(profile, encode: Self.escaped), let nonce = known["nonce"] else {
                return nil
            }
            let boundary = "worksim-\(nonce)"
            body = Array(
                """
                --\(boundary)\r
                Content-Disposition: form-data; name="profile"\r
                Content-Type: application/json\r
                \r
                \(profile)\r
                --\(boundary)\r
                Content-Disposition: form-data; name="file"; filename="\(nonce).txt"\r
                Content-Type: text/plain\r
                \r
                \(file)\r
                --\(boundary)--\r

                """.utf8)
            self.headers["Content-Type"] = "multipart/form-data; boundary=\(boundary)"
        }
    }

    /// A form; a field that may be missing is left out where it has no value.
    private static func form(_ fields: [String: String], _ known: KnownValues) -> String? {
        var pairs: [String] = []
        for (name, template) in fields.sorted(by: { $0.key < $1.key }) {
            guard let value = known.filled(template) else {
                if template.hasSuffix("?>") { continue }
                return nil
            }
            pairs.append(KnownValues.encoded(name) + "=" + KnownValues.encoded(value))
        }
        return pairs.joined(separator: "&")
    }

    /// A text as it stands between the quotes of JSON.
    private static func escaped(_ text: String) -> String {
        guard let data = try? JSONEncoder().encode(text) else { return "" }
        return String(String(decoding: data, as: UTF8.self).dropFirst().dropLast())
    }
}
