/// A deliberate mistake of the client on the wire, by which the scenarios and their verdicts are tried; no client has one
/// by itself.
package struct WireMutation: Sendable {
    /// Changes a request before it is sent.
    package var request: (@Sendable (inout WireRequest) -> Void)?
    /// Answers a request in place of the server, so that it is never sent; nil sends it.
    package var reply: (@Sendable (WireRequest) -> WireResponse?)?
    /// Changes what the client reads of a response.
    package var response: (@Sendable (WireRequest, WireResponse) -> WireResponse)?

    /// Whether any certificate is accepted.
    package var trustsAnyCertificate = false

    /// Whether a call refreshes by itself what another one is refreshing.
    package var refreshesAlone = false

    /// Makes a mistake of what is not nil.
    package init(
        request: (@Sendable (inout WireRequest) -> Void)? = nil,
        reply: (@Sendable (WireRequest) -> WireResponse?)? = nil,
        response: (@Sendable (WireRequest, WireResponse) -> WireResponse)? = nil
    ) {
        self.request = request
        self.reply = reply
        self.response = response
    }
}
