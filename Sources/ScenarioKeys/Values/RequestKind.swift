/// A kind of request that is counted, and that faults can aim at.
package enum RequestKind: String, WordValue {
    case discovery, authorize
    case signIn = "sign_in"
    case token, refresh, revoke, libraries, browse, search, profile, download
    case uploadDocument = "upload_document"
    case uploadVersion = "upload_version"
    case lock, unlock, certificate

    package var meaning: String? {
        switch self {
        case .discovery: "The server is asked for its versions and endpoints."
        case .authorize: "The browser opens the authorization page."
        case .signIn: "The user's name and password are posted."
        case .token: "A code is exchanged for tokens."
        case .refresh: "A refresh token is exchanged for an access token."
        case .revoke: "A token is given back."
        case .libraries: "The libraries are listed."
        case .browse: "A folder is listed."
        case .search: "Documents are searched."
        case .profile: "A document's profile is read."
        case .download: "A document's contents are read."
        case .uploadDocument: "A new document is sent."
        case .uploadVersion: "A new version is sent."
        case .lock: "A document is checked out."
        case .unlock: "A check-out is ended."
        case .certificate: "A certificate that was not accepted is looked at once more; no request is sent."
        }
    }
}
