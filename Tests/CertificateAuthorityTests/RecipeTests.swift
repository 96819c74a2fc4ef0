import CertificateAuthority
import SwiftASN1
import Testing
import WorkTime
import X509

@Suite struct `Certificate recipes` {
    private static let now = WorkDate(sinceEpoch: .seconds(1_772_442_000))

    @Test func `are all built in and can be read`() {
        #expect(
            CertificateRecipe.all.map(\.name) == [
                "expired", "healthy", "missing-intermediate", "not-yet-valid", "self-signed", "short-lived",
                "unknown-ca", "weak-key", "wildcard", "wrong-host",
            ])
    }

    @Test(arguments: ["10000000000d", "36526d"])
    func `that last longer than certificates can be dated are refused`(length: String) {
        let text = "about: x\nfor: own\nfrom: authority\nsends: full_chain\nkey: p256\nvalid_for: \(length)\n"
        #expect(throws: RecipeTrouble.self) { try CertificateRecipe(yaml: text, name: "long") }
    }

    // The library that reads certificates here refuses weak keys; OpenSSL looks at that one.
    @Test(arguments: CertificateRecipe.all.map(\.name).filter { $0 != "weak-key" })
    func `make a certificate with the fault that they name and no other`(name: String) async throws {
        let recipe = try #require(CertificateRecipe.named(name))
        let authority = try Authority()
        let leaf = try authority.make(recipe, hosts: ["work.example.com"], at: Self.now)
        let chain = try leaf.chainPEM.map { try Certificate(pemEncoded: $0) }
        let root = try Certificate(pemEncoded: authority.rootPEM)
        let certificate = try #require(chain.first)
        #expect(chain.count == (["self-signed", "missing-intermediate"].contains(name) ? 1 : 2))
        let names = Array(try #require(try certificate.extensions.subjectAlternativeNames))
        switch name {
        case "wrong-host": #expect(names == [.dnsName("another.example.net")])
        case "wildcard": #expect(names == [.dnsName("*.example.com")])
        default: #expect(names == [.dnsName("work.example.com")])
        }
        for (number, certificate) in chain.enumerated() {
            let issuer: Certificate? = number + 1 < chain.count ? chain[number + 1] : name == "unknown-ca" ? nil : root
            try Self.expectIdentifiers(of: certificate, issuer: chain.count == 2 ? issuer : nil)
        }
        let isInDate =
            certificate.notValidBefore <= Self.now.foundationDate && Self.now.foundationDate < certificate.notValidAfter
        #expect(isInDate == !["expired", "not-yet-valid"].contains(name))
        let isVouchedFor = chain.count == 2 && root.publicKey.isValidSignature(chain[1].signature, for: chain[1])
        #expect(isVouchedFor == !["self-signed", "missing-intermediate", "unknown-ca"].contains(name))
    }

    /// RFC 5280, sections 4.2.1.1 to 4.2.1.3 and 4.2.1.9.
    private static func expectIdentifiers(of certificate: Certificate, issuer: Certificate?) throws {
        let extensions = certificate.extensions
        let own = try #require(try extensions.subjectKeyIdentifier).keyIdentifier
        #expect(own == SubjectKeyIdentifier(hash: certificate.publicKey).keyIdentifier)
        if certificate.issuer == certificate.subject {
            #expect(try extensions.authorityKeyIdentifier == nil)
        } else {
            #expect(try #require(try extensions.authorityKeyIdentifier).keyIdentifier?.isEmpty == false)
        }
        if let issuer {
            #expect(
                try extensions.authorityKeyIdentifier?.keyIdentifier
                    == issuer.extensions.subjectKeyIdentifier?.keyIdentifier)
        }
        let usage = try #require(try extensions.keyUsage)
        let isAuthority = try #require(try extensions.basicConstraints) != .notCertificateAuthority
        #expect(usage.keyCertSign == isAuthority && usage.digitalSignature == !isAuthority)
    }

    @Test func `carry addresses beside names, but never where the name is meant to be wrong`() throws {
        let authority = try Authority()
        let hosts = ["localhost", "127.0.0.1", "::1"]
        let healthy = try #require(CertificateRecipe.named("healthy"))
        let wrong = try #require(CertificateRecipe.named("wrong-host"))
        func names(_ recipe: CertificateRecipe) throws -> [GeneralName] {
            let leaf = try authority.make(recipe, hosts: hosts, at: Self.now)
            let certificate = try Certificate(pemEncoded: try #require(leaf.chainPEM.first))
            return Array(try #require(try certificate.extensions.subjectAlternativeNames))
        }
        let six = [UInt8](repeating: 0, count: 15) + [1]
        #expect(
            try names(healthy) == [
                .dnsName("localhost"), .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
                .ipAddress(ASN1OctetString(contentBytes: six[...])),
            ])
        #expect(try names(wrong) == [.dnsName("another.example.net")])
    }

    @Test func `refuse what is no address where one belongs`() throws {
        let request = LeafRequest(
            names: ["localhost"], addresses: ["127.0.0.300"], notBefore: Self.now, notAfter: Self.now + .seconds(60))
        let authority = try Authority()
        #expect(throws: AddressUnreadable.self) { try authority.issue(request) }
    }

    @Test(arguments: [
        ("about: x", "'for' is missing"),
        ("about: x\nfor: us\nfrom: authority\nsends: full_chain\nkey: p256\nvalid_for: 1d", "'for'"),
        ("about: x\nfor: own\nfrom: authority\nsends: full_chain\nkey: p256\nvalid_for: soon", "'valid_for' is 'soon'"),
        ("about: x\nfor: own\nfrom: authority\nsends: full_chain\nkey: p256", "'valid_for'"),
        (
            "about: x\nfor: own\nfrom: authority\nsends: full_chain\nkey: p256\nvalid_for: 1d\nended_ago: 1d\nbegins_in: 1d",
            "contradict"
        ),
        (": : :", "mine.yaml"),
    ])
    func `that are wrong say in which file and what`(yaml: String, says: String) {
        let error = #expect(throws: RecipeTrouble.self) { try CertificateRecipe(yaml: yaml, name: "mine") }
        #expect(error?.description.hasPrefix("mine.yaml") == true)
        #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    }

    @Test func `put a wildcard only where a domain is left above it`() throws {
        let recipe = try #require(CertificateRecipe.named("wildcard"))
        #expect(recipe.names(for: ["work.example.com"]) == ["*.example.com"])
        #expect(recipe.names(for: ["localhost"]) == ["localhost"])
        #expect(recipe.names(for: ["example.com"]) == ["example.com"])
    }
}
