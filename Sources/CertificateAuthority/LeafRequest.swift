import Foundation
import SwiftASN1
public import WorkTime

/// What a server's certificate is to say.
public struct LeafRequest: Hashable, Sendable {
    /// The DNS names it is for; the first one is also its common name.
    public var names: [String]
    /// IP addresses it is for.
    ///
    /// Leave them out where the name is to decide: some TLS libraries accept the name *or* the address, whichever fits.
    public var addresses: [String]
    /// The first moment of its validity, in real time.
    public var notBefore: WorkDate
    /// The last moment of its validity, in real time.
    public var notAfter: WorkDate

    /// Describes a leaf for `names`, valid from `notBefore` to `notAfter`.
    public init(names: [String], addresses: [String] = [], notBefore: WorkDate, notAfter: WorkDate) {
        self.names = names
        self.addresses = addresses
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}

extension LeafRequest {
    /// Describes a leaf for hosts, each of them a DNS name or an IP address.
    init(hosts: [String], notBefore: WorkDate, notAfter: WorkDate) {
        self.init(
            names: hosts.filter { (try? Self.octets(of: $0)) == nil },
            addresses: hosts.filter { (try? Self.octets(of: $0)) != nil }, notBefore: notBefore, notAfter: notAfter)
    }

    /// Returns the 4 or 16 octets of an IP address.
    static func octets(of address: String) throws(AddressUnreadable) -> ASN1OctetString {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var octets = [UInt8](repeating: 0, count: count)
            if inet_pton(family, address, &octets) == 1 { return ASN1OctetString(contentBytes: octets[...]) }
        }
        throw AddressUnreadable(address: address)
    }
}

/// A text that stands where an IP address belongs.
public struct AddressUnreadable: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let address: String
    /// What is wrong and what to write instead.
    public var description: String { "'\(address)' is not an IP address; write 127.0.0.1 or ::1" }
}

/// A certificate with its key, ready for a TLS server.
public struct IssuedLeaf: Sendable {
    /// The leaf first, then the intermediate that signed it, each in DER.
    public let chainDER: [[UInt8]]
    /// The same chain in PEM.
    public let chainPEM: [String]
    /// The leaf's private key in PEM.
    public let keyPEM: String

    /// Puts a chain and its key together.
    public init(chainDER: [[UInt8]], chainPEM: [String], keyPEM: String) {
        self.chainDER = chainDER
        self.chainPEM = chainPEM
        self.keyPEM = keyPEM
    }
}
