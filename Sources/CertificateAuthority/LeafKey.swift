import Crypto
import CryptoExtras
import X509

/// A fresh key for a certificate, in the three forms in which it is needed.
struct LeafKey {
    let publicKey: Certificate.PublicKey
    let privateKey: Certificate.PrivateKey
    let pem: String
    let isRSA: Bool

    init(_ kind: CertificateRecipe.Key) throws {
        switch kind {
        case .p256:
            let key = P256.Signing.PrivateKey()
            privateKey = Certificate.PrivateKey(key)
            pem = key.pemRepresentation
        case .rsa1024:
            // Too weak on purpose; the name of the initializer says so.
            let key = try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: 1_024))
            privateKey = Certificate.PrivateKey(key)
            pem = key.pemRepresentation
        }
        publicKey = privateKey.publicKey
        isRSA = kind == .rsa1024
    }

    /// The algorithm by which this key signs.
    static func algorithm(of kind: CertificateRecipe.Key) -> Certificate.SignatureAlgorithm {
        kind == .p256 ? .ecdsaWithSHA256 : .sha256WithRSAEncryption
    }
}
