import Foundation

/// The application's own credentials in a token request: in the form, or in the `Authorization` header (RFC 6749, 2.3.1).
struct ClientProof: Sendable {
    let clientID: String
    let secret: String?

    /// Reads `Basic` credentials, both parts form-encoded; nil where the header holds none that can be read.
    init?(basic header: String) {
        guard header.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(header.dropFirst("basic ".count).drop { $0 == " " })),
            let text = String(validating: data, as: UTF8.self), let colon = text.firstIndex(of: ":"),
            let clientID = percentDecoded(text[..<colon], plusIsBlank: true),
            let secret = percentDecoded(text[text.index(after: colon)...], plusIsBlank: true)
        else { return nil }
        self.clientID = clientID
        self.secret = secret.isEmpty ? nil : secret
    }

    /// What the `Authorization` header of a token request says of the application.
    enum Header: Sendable {
        /// No `Basic` credentials.
        case absent
        /// `Basic` credentials that cannot be read.
        case malformed
        case basic(ClientProof)

        init(_ value: String?) {
            guard let value, value.lowercased().hasPrefix("basic") else {
                self = .absent
                return
            }
            self = ClientProof(basic: value).map { .basic($0) } ?? .malformed
        }
    }
}
