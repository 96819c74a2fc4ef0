package import HTTPTypes

/// A request, read as far as its end point needs it.
package struct Incoming: Sendable {
    /// The caller's documentation address.
    let party: String
    var method: String
    /// The path as it came, without the query.
    package let path: String
    /// The query as it came.
    package let query: String
    /// The header fields.
    package let headers: HTTPFields
    /// The name by which the caller reached the server.
    let authority: String?
    /// Path parameters, not decoded.
    var parameters: [String: String]
    var body: [UInt8]
    /// The members of the body, where it is JSON.
    var json: JSONObject?
    /// What was uploaded, where the end point takes uploads.
    var upload: ReceivedUpload?

    /// The access token that the call presents: `X-Auth-Token` first, else a bearer token.
    var accessToken: String? {
        if let token = headers.value(of: .authToken), !token.isEmpty { return token }
        guard let value = headers.value(of: .authorization), value.lowercased().hasPrefix("bearer ") else { return nil }
        let token = value.dropFirst("bearer ".count).drop { $0 == " " }
        return token.isEmpty ? nil : String(token)
    }

    /// Whether a browser says that a page of another site sent the form.
    var isFromElsewhere: Bool {
        guard let origin = headers[.origin] else { return false }
        guard origin != "null" else { return true }
        return origin.split(separator: "/").last.map(String.init) != authority
    }

    /// The judge of that token.
    var access: AccessCheck {
        AccessCheck(token: accessToken.map { SecretDigest(of: $0) }, address: party)
    }
}

extension HTTPFields {
    /// The value of a field as the subscript gives it, which joins texts even where the field is there once.
    func value(of name: HTTPField.Name) -> String? {
        guard let place = firstIndex(where: { $0.name == name }) else { return nil }
        let isAlone = !self[index(after: place)...].contains { $0.name == name }
        return isAlone ? self[place].value : self[name]
    }
}
