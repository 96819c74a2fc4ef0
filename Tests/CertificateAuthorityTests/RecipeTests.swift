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
        let leaf = try authority.make(recipe, names: ["work.example.com"], at: Self.now)
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
        let isInDate =
            certificate.notValidBefore <= Self.now.foundationDate && Self.now.foundationDate < certificate.notValidAfter
        #expect(isInDate == !["expired", "not-yet-valid"].contains(name))
        let isVouchedFor = chain.count == 2 && root.publicKey.isValidSignature(chain[1].signature, for: chain[1])
        #expect(isVouchedFor == !["self-signed", "missing-intermediate", "unknown-ca"].contains(name))
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
