import CertificateAuthority
import SwiftASN1
import Testing
import WorkTime
import X509

@Suite struct `The certificate authority` {
    @Test func `issues a chain that leads to its root, for the names and dates that were asked for`() async throws {
        let authority = try Authority()
        let start = WorkDate(sinceEpoch: .seconds(1_772_442_000))
        let issued = try authority.issue(
            LeafRequest(names: ["work.example.com"], notBefore: start, notAfter: start + .seconds(60)))
        #expect(issued.chainPEM.count == 2)
        let chain = try issued.chainPEM.map { try Certificate(pemEncoded: $0) }
        let root = try Certificate(pemEncoded: authority.rootPEM)
        #expect(root.publicKey.isValidSignature(chain[1].signature, for: chain[1]))
        #expect(chain[1].publicKey.isValidSignature(chain[0].signature, for: chain[0]))
        #expect(chain[0].notValidBefore == start.foundationDate)
        #expect(chain[0].notValidAfter == (start + .seconds(60)).foundationDate)
        let names = try #require(try chain[0].extensions.subjectAlternativeNames)
        #expect(
            Array(names) == [.dnsName("work.example.com")], "an address would let any name pass in some TLS libraries")
    }
}
