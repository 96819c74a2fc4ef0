import Crypto
import Foundation
import SwiftASN1
import WorkTime
import X509

/// A certificate authority that lives in this process: a root, an intermediate, and leaves on demand.
///
/// Its keys are made by the system's generator: they show in no result, and a guessable key would be a trap for those
/// who put the root into a browser.
public struct Authority: Sendable {
    /// The root certificate, for a client's trust store.
    public let rootPEM: String

    private let issuer: DistinguishedName
    private let issuerKey: Certificate.PrivateKey
    private let intermediate: Certificate

    /// Makes the root and the intermediate, valid for decades both ways, so that no jump of a virtual clock leaves them.
    ///
    /// - Parameter name: the organization shown in the certificates.
    /// - Throws: an error of the certificate library, which valid names never cause.
    public init(name: String = "WorkSim") throws {
        let rootName = try Self.distinguishedName(organization: name, commonName: "\(name) test root")
        let intermediateName = try Self.distinguishedName(organization: name, commonName: "\(name) test intermediate")
        let rootKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let intermediateKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let root = try Self.authorityCertificate(
            subject: rootName, key: rootKey.publicKey, issuer: rootName, issuerKey: rootKey, pathLength: 1)
        intermediate = try Self.authorityCertificate(
            subject: intermediateName, key: intermediateKey.publicKey, issuer: rootName, issuerKey: rootKey,
            pathLength: 0)
        rootPEM = try root.serializeAsPEM().pemString
        issuer = intermediateName
        issuerKey = intermediateKey
    }

    /// Issues a server certificate.
    ///
    /// - Throws: an error of the certificate library where a name or an address cannot stand in a certificate.
    public func issue(_ request: LeafRequest, key: CertificateRecipe.Key = .p256) throws -> IssuedLeaf {
        let subject = try DistinguishedName {
            CommonName(request.names.first ?? "localhost")
        }
        return try Self.issue(
            request, key: LeafKey(key), subject: subject, issuer: issuer, issuerKey: issuerKey,
            algorithm: .ecdsaWithSHA256, isSelfSigned: false, chain: [intermediate])
    }

    /// Issues a certificate that nobody vouches for but itself.
    ///
    /// - Throws: an error of the certificate library where a name or an address cannot stand in a certificate.
    public static func selfSigned(_ request: LeafRequest, key: CertificateRecipe.Key = .p256) throws -> IssuedLeaf {
        let name = try distinguishedName(
            organization: "Self-signed", commonName: request.names.first ?? "localhost")
        let own = try LeafKey(key)
        return try issue(
            request, key: own, subject: name, issuer: name, issuerKey: own.privateKey,
            algorithm: LeafKey.algorithm(of: key), isSelfSigned: true, chain: [])
    }

    private static func issue(
        _ request: LeafRequest, key: LeafKey, subject: DistinguishedName, issuer: DistinguishedName,
        issuerKey: Certificate.PrivateKey, algorithm: Certificate.SignatureAlgorithm, isSelfSigned: Bool,
        chain: [Certificate]
    ) throws -> IssuedLeaf {
        let names = request.names.map { GeneralName.dnsName($0) }
        let addresses = try request.addresses.map { GeneralName.ipAddress(try LeafRequest.octets(of: $0)) }
        let leaf = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: request.notBefore.foundationDate,
            notValidAfter: request.notAfter.foundationDate,
            issuer: issuer,
            subject: subject,
            signatureAlgorithm: algorithm,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                // RSA keys also decrypt what a client of TLS 1.2 sends; others only sign.
                Critical(KeyUsage(digitalSignature: true, keyEncipherment: key.isRSA))
                try ExtendedKeyUsage([.serverAuth])
                SubjectKeyIdentifier(hash: key.publicKey)
                // RFC 5280, section 4.2.1.1: only what is signed by itself may do without.
                if !isSelfSigned {
                    AuthorityKeyIdentifier(
                        keyIdentifier: SubjectKeyIdentifier(hash: issuerKey.publicKey).keyIdentifier)
                }
                SubjectAlternativeNames(names + addresses)
            },
            issuerPrivateKey: issuerKey)
        let chain = try ([leaf] + chain).map { try $0.serializeAsPEM() }
        return IssuedLeaf(
            chainDER: chain.map(\.derBytes), chainPEM: chain.map(\.pemString), keyPEM: key.pem)
    }

    private static func distinguishedName(organization: String, commonName: String) throws -> DistinguishedName {
        try DistinguishedName {
            OrganizationName(organization)
            CommonName(commonName)
        }
    }

    private static func authorityCertificate(
        subject: DistinguishedName, key: Certificate.PublicKey, issuer: DistinguishedName,
        issuerKey: Certificate.PrivateKey, pathLength: Int
    ) throws -> Certificate {
        try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key,
            notValidBefore: Date(timeIntervalSince1970: 0),
            notValidAfter: Date(timeIntervalSince1970: 4_102_444_800),
            issuer: issuer,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: pathLength))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: key)
                AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: issuerKey.publicKey).keyIdentifier)
            },
            issuerPrivateKey: issuerKey)
    }
}
