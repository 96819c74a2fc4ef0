import Rules

extension FailureID {
    static let calledFromBrowser = FailureID(rawValue: "called-from-browser")
    static let customerOrLibraryWrong = FailureID(rawValue: "customer-or-library-wrong")
    static let proxyRefused = FailureID(rawValue: "proxy-refused")
}

/// A cause that the product never names itself, since it lies before it, behind it or beside it.
struct ForeignCause: Sendable {
    let id: FailureID
    let side: Side
    let cause: String
    let remedy: String
    let ask: String
    let evidence: Evidence
    let source: String
    let documented: [String]

    /// Each of them by its id.
    static let byID = Dictionary(all.map { ($0.id.rawValue, $0) }) { first, _ in first }

    static let all: [ForeignCause] = [
        ForeignCause(
            id: .singleSignOnFailed, side: .identityProvider,
            cause: "The customer's identity provider does not sign the user in at the work server.",
            remedy:
                "Have the identity provider corrected, not the registration of Office & Dragons: the reply URL, the "
                + "assignment of the user, the access policy, or the secret or certificate of the provider's own "
                + "application for iManage.",
            ask: "Ask your organization's administrator of the identity provider.", evidence: .documented,
            source: "iManage Control Center help: SAML single sign-on; Microsoft Entra ID: error codes",
            documented: ["C2", "C3"]),
        ForeignCause(
            id: .calledFromBrowser, side: .other,
            cause: "A page in a browser called the work server directly, and the browser kept the answer from it.",
            remedy:
                "Nothing in Office & Dragons: it calls the work server from its own servers, to which CORS does not "
                + "apply. Look for a browser extension or a page of another product that calls the API.",
            ask: "", evidence: .documented, source: "Fetch standard: CORS protocol", documented: []),
        ForeignCause(
            id: .proxyRefused, side: .network,
            cause: "A proxy between the caller and the work server refused the connection or asks for a log-in.",
            remedy: "Let the proxy pass connections to the work server, or connect without it.",
            ask: "Ask your organization's network administrator.", evidence: .documented,
            source: "RFC 9110: 407 Proxy Authentication Required", documented: []),
        ForeignCause(
            id: .customerOrLibraryWrong, side: .officeAndDragons,
            cause: "The call names a customer id or a library that the user's server does not have.",
            remedy:
                "Take the customer id and the libraries from what GET /api answers: 1 on the customer's own server, "
                + "another number in the cloud.",
            ask: "", evidence: .documented, source: "Legalsense support; EzeScan documentation", documented: ["F1"]),
        ForeignCause(
            id: .userLocked, side: .workServer, cause: "The user may not log on to the work server.",
            remedy: "Have the user unlocked or enabled in Control Center.",
            ask: "Ask your organization's iManage administrator.", evidence: .assumed, source: "our inference",
            documented: []),
        ForeignCause(
            id: .addressNotTrusted, side: .workServer,
            cause: "The user may sign in from trusted addresses only.",
            remedy: "Have the address added to the trusted ones in Control Center, or sign in from a trusted network.",
            ask: "Ask your organization's iManage administrator.", evidence: .documented,
            source: "iManage Control Center help: trusted addresses", documented: ["A12"]),
    ]
}
