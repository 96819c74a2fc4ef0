public import WorkTime

/// What a probe saw, and what OpenSSL makes of it.
public struct TLSReport: Codable, Hashable, Sendable {
    /// What is the matter, the decisive thing first; empty where all is well.
    public var findings: [TLSFinding]
    /// The address that was connected to; nil where the name had none.
    public var address: String?
    /// The protocol that was agreed on: `TLSv1.3`.
    public var tlsVersion: String?
    /// The cipher that was agreed on: `TLS_AES_256_GCM_SHA384`.
    public var cipher: String?
    /// The application protocol that the server chose: `http/1.1`; nil where it chose none.
    public var applicationProtocol: String?
    /// The certificates that were sent, the server's own first.
    public var chain: [ServerCertificate]
    /// The date at which they were judged.
    public var judgedAt: WorkDate
    /// OpenSSL's own words for what failed; they name no address.
    public var words: String?

    /// The decisive finding; nil where all is well.
    public var finding: TLSFinding? { findings.first }
}

/// What a certificate says of itself.
public struct ServerCertificate: Codable, Hashable, Sendable {
    /// Whom it is for, as RFC 2253 writes names: `CN=work.example.com`.
    public let subject: String
    /// Who signed it.
    public let issuer: String
    /// The names and addresses that it is for, as `DNS:work.example.com`.
    public let names: [String]
    /// The first moment of its validity.
    public let notBefore: WorkDate
    /// The last moment of its validity.
    public let notAfter: WorkDate
}

/// Which authorities a probe trusts.
public struct TLSTrust: Hashable, Sendable {
    /// Whether those of this machine are trusted.
    public var system: Bool
    /// Root certificates in PEM that are trusted beside them.
    public var rootsPEM: [String]

    /// Trusts those of the machine, or only `rootsPEM`, or both.
    public init(system: Bool, rootsPEM: [String] = []) {
        self.system = system
        self.rootsPEM = rootsPEM
    }

    /// The authorities of this machine.
    public static let machine = TLSTrust(system: true)
}
