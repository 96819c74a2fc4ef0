public import WorkTime

/// What a server's certificate is to say.
public struct LeafRequest: Hashable, Sendable {
    /// The DNS names it is for; the first one is also its common name.
    public var names: [String]
    /// IPv4 addresses it is for; left empty, since some TLS libraries accept a name or an address, whichever fits.
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
