import Crypto
import Foundation
import Secrets

/// Decides who may control a world: programs of this machine that have the token, and no page of a browser.
struct ControlGate: Sendable {
    private let digest: SHA256.Digest
    private let port: Int

    /// A gate at a port of loopback.
    init(token: Secret, port: Int) {
        digest = SHA256.hash(data: Data(token.reveal().utf8))
        self.port = port
    }

    /// Why a request is not let in; nil where it is.
    ///
    /// - Parameters:
    ///   - host: the `Host` field.
    ///   - origin: the `Origin` field, which browsers send.
    ///   - authorization: the `Authorization` field.
    /// - Returns: the refusal, or nil.
    func refusal(host: String?, origin: String?, authorization: String?) -> ControlRefusal? {
        let names = ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"]
        // Another name that leads to loopback is a page of somebody else.
        guard let host, names.contains(host.lowercased()) else {
            return ControlRefusal(
                421, "host-foreign", "the request is for another host", at: "Host",
                remedy: "call the control API as 127.0.0.1:\(port) or localhost:\(port)")
        }
        if let origin, origin.lowercased() != "http://\(host.lowercased())" {
            return ControlRefusal(
                403, "origin-foreign", "a page of another site sent the request", at: "Origin",
                remedy: "call the control API from a program, without an Origin")
        }
        guard let authorization else {
            return ControlRefusal(
                401, "token-missing", "the request has no token", at: "Authorization",
                remedy: "send 'Authorization: Bearer TOKEN' with the token that `worksim serve` printed at its start")
        }
        let parts = authorization.split(separator: " ", maxSplits: 1).map(String.init)
        // Digests are compared in constant time.
        guard parts.count == 2, parts[0].lowercased() == "bearer", SHA256.hash(data: Data(parts[1].utf8)) == digest
        else {
            return ControlRefusal(
                401, "token-wrong", "the token is not the one of this world", at: "Authorization",
                remedy: "send 'Authorization: Bearer TOKEN' with the token that `worksim serve` printed at its start")
        }
        return nil
    }
}
