/// What is the matter with a server's certificate.
public enum CertificateKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// Nothing: the authority that callers trust has issued it, for the server's names, with its intermediate.
    case good
    /// Its dates are over.
    case expired
    /// Its dates have not begun.
    case notYetValid = "not_yet_valid"
    /// It is for another name.
    case wrongName = "wrong_name"
    /// An authority has issued it that callers do not know.
    case privateAuthority = "private_authority"
    /// Nobody vouches for it but itself.
    case selfSigned = "self_signed"
    /// The intermediate that signed it is not sent.
    case incompleteChain = "incomplete_chain"
}
