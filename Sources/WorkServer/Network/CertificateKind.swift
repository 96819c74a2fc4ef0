public import CertificateAuthority

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
    /// Nothing, but its RSA key has 1024 bits.
    case weakKey = "weak_key"
    /// Nothing, but it is for every name below the domain.
    case wildcard

    /// The recipe in `certs/recipes` by which it is made.
    public var recipe: CertificateRecipe? {
        switch self {
        case .good: CertificateRecipe.named("healthy")
        case .expired: CertificateRecipe.named("expired")
        case .notYetValid: CertificateRecipe.named("not-yet-valid")
        case .wrongName: CertificateRecipe.named("wrong-host")
        case .privateAuthority: CertificateRecipe.named("unknown-ca")
        case .selfSigned: CertificateRecipe.named("self-signed")
        case .incompleteChain: CertificateRecipe.named("missing-intermediate")
        case .weakKey: CertificateRecipe.named("weak-key")
        case .wildcard: CertificateRecipe.named("wildcard")
        }
    }
}
