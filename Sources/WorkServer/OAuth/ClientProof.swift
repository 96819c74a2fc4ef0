import Foundation

/// The application's own credentials in the `Authorization` header of a token request (RFC 6749, section 2.3.1).
enum ClientProof: Sendable {
    /// No `Basic` credentials.
    case absent
    /// `Basic` credentials that cannot be read. Where only the form-encoding is broken, `plain` holds them as they came.
    case malformed(plain: Credentials?)
    /// Both parts decoded, and as they came.
    case basic(Credentials, plain: Credentials)

    /// A client id with its secret.
    struct Credentials: Sendable {
        let clientID: String
        let secret: String
    }

    /// Reads the header.
    init(header value: String?) {
        guard let value, value.lowercased().hasPrefix("basic") else {
            self = .absent
            return
        }
        guard value.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(value.dropFirst("basic ".count).drop { $0 == " " })),
            let text = String(validating: data, as: UTF8.self), let colon = text.firstIndex(of: ":")
        else {
            self = .malformed(plain: nil)
            return
        }
        let (id, secret) = (text[..<colon], text[text.index(after: colon)...])
        let plain = Credentials(clientID: String(id), secret: String(secret))
        guard let decodedID = percentDecoded(id, plusIsBlank: true),
            let decodedSecret = percentDecoded(secret, plusIsBlank: true)
        else {
            self = .malformed(plain: plain)
            return
        }
        self = .basic(Credentials(clientID: decodedID, secret: decodedSecret), plain: plain)
    }

    /// Whether the credentials are wrong as RFC 6749 reads them, and right as they came.
    func isRightUndecoded(_ state: WorkState) -> Bool {
        switch self {
        case .absent, .malformed(plain: nil): false
        case .malformed(let plain?), .basic(_, let plain):
            state.applications[plain.clientID]?.secret == SecretDigest(of: plain.secret)
        }
    }
}
