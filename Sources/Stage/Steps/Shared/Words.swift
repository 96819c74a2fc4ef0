import IntegrationClient
package import ScenarioKeys
import Secrets
import WorkServer

/// Words of the two sides that files use.
extension Firewall.Default: WordValue {
    package var meaning: String? {
        switch self {
        case .reject: "The connection is reset."
        case .drop: "The connection is met with silence."
        case .allow: "The connection is let in."
        }
    }
}

extension CertificateKind: WordValue {}
extension Hosting: WordValue {}
extension Person.Role: WordValue {}
extension Deployment: WordValue {}
extension SaveMode: WordValue {}
extension ConflictChoice: WordValue {}
extension ClientOptions.TokenStorage: WordValue {}
extension ClientOptions.URLCheck: WordValue {}
extension DefaultSecurity: WordValue {}
extension ApplicationForm.Kind: WordValue {}
extension ApplicationForm.ClientType: WordValue {}

extension ExchangeFault.Kind: WordValue {
    package var meaning: String? {
        switch self {
        case .resetAtAccept: "The connection is reset before its first byte."
        case .silence: "The connection is accepted, and then nothing comes."
        case .plainAnswer: "The TLS port answers in plain text."
        case .oldTLS: "Only TLS versions older than 1.2 are offered."
        case .cutRequest: "The connection is reset in the middle of the request."
        case .delay: "The request is on its way for a while before the server sees it."
        case .reset: "The connection is reset before an answer."
        case .cutResponse: "The answer breaks off."
        case .trickle: "The answer comes in small pieces, for a while."
        case .wrongLength: "The answer says that it is shorter than it is."
        case .loseResponse: "The request is carried out, and its answer never comes."
        case .garbage: "The answer is not JSON."
        case .htmlPage: "A web page comes, with 200 unless another status is said."
        case .status: "A status comes, with a page of a proxy."
        case .redirectLoop: "The caller is redirected to where it is."
        case .throttle: "429, with the time after which to try again."
        }
    }
}

extension Secret: KeyValue {
    package static var shape: Shape { .text }
    package static var isSecret: Bool { true }
    package init(reading value: Value) throws(KeyIssue) { self.init(try String(reading: value)) }
    package var written: Value { .text(reveal()) }
}
