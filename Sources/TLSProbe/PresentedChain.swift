import COpenSSL
public import WorkTime

/// The certificates that a server sent, judged by OpenSSL question by question, so that one mistake hides no other.
public struct PresentedChain: Hashable, Sendable {
    /// Each certificate in DER, the server's own first.
    public let certificates: [[UInt8]]

    /// Takes certificates in DER; what cannot be read as one counts as not sent.
    public init(_ certificates: [[UInt8]]) {
        self.certificates = certificates
    }

    /// What is the matter with them, the decisive thing first: who vouches for them, then the dates, then the name.
    ///
    /// - Parameters:
    ///   - name: the host name or IP address of the URL.
    ///   - trust: which authorities count.
    ///   - date: the date at which they are judged.
    /// - Returns: one finding for each question that fails; none where all is well.
    public func findings(name: String, trust: TLSTrust, at date: WorkDate) -> [TLSFinding] {
        guard let open = OpenChain(certificates) else { return [.untrusted] }
        defer { worksim_chain_free(open.stack) }
        let path = Path(of: open, trust: trust)
        return [
            path.finding, path.dates.compactMap { Self.finding(of: $0, at: date) }.first,
            Self.isFor(name, open.leaf) ? nil : .nameMismatch,
        ].compactMap { $0 }
    }

    /// What they say of themselves.
    public var descriptions: [ServerCertificate] {
        guard let open = OpenChain(certificates) else { return [] }
        defer { worksim_chain_free(open.stack) }
        return (0..<worksim_chain_count(open.stack)).compactMap { index in
            worksim_chain_item(open.stack, index).map { ServerCertificate(reading: $0) }
        }
    }

    private static func finding(of dates: (notBefore: WorkDate, notAfter: WorkDate), at date: WorkDate) -> TLSFinding? {
        date < dates.notBefore ? .notYetValid : dates.notAfter < date ? .expired : nil
    }

    private static func isFor(_ name: String, _ leaf: OpaquePointer) -> Bool {
        let literal = name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : name
        return X509_check_ip_asc(leaf, literal, 0) == 1 || X509_check_host(leaf, name, 0, 0, nil) == 1
    }
}

/// Certificates as OpenSSL holds them; whoever opens one frees its stack.
private struct OpenChain {
    let leaf: OpaquePointer
    let stack: OpaquePointer

    init?(_ certificates: [[UInt8]]) {
        guard let stack = worksim_chain_new() else { return nil }
        for der in certificates {
            let certificate = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
                var start = bytes.baseAddress
                return d2i_X509(nil, &start, bytes.count)
            }
            if let certificate { _ = worksim_chain_push(stack, certificate) }
        }
        guard let leaf = worksim_chain_item(stack, 0) else {
            worksim_chain_free(stack)
            return nil
        }
        self.leaf = leaf
        self.stack = stack
    }
}

/// The way from a certificate to a trusted root, dates left aside.
private struct Path {
    /// Why there is none; nil where there is one.
    var finding: TLSFinding?
    /// The validity of each certificate on the way; of the server's own alone where there is none.
    var dates: [(notBefore: WorkDate, notAfter: WorkDate)]

    init(of open: OpenChain, trust: TLSTrust) {
        dates = [Self.dates(of: open.leaf)]
        finding = .untrusted
        guard let store = Self.store(trust) else { return }
        defer { X509_STORE_free(store) }
        guard let context = X509_STORE_CTX_new() else { return }
        defer { X509_STORE_CTX_free(context) }
        guard X509_STORE_CTX_init(context, store, open.leaf, open.stack) == 1 else { return }
        X509_STORE_CTX_set_default(context, "ssl_server")
        X509_STORE_CTX_set_flags(context, UInt(X509_V_FLAG_NO_CHECK_TIME))
        let isTrusted = X509_verify_cert(context) == 1
        ERR_clear_error()
        guard isTrusted else {
            finding = Self.finding(of: X509_STORE_CTX_get_error(context), in: open)
            return
        }
        finding = nil
        guard let path = X509_STORE_CTX_get0_chain(context) else { return }
        // A root that somebody trusts by hand is trusted whatever its dates; OpenSSL asks them all the same, and so do we.
        dates = (0..<worksim_chain_count(path)).compactMap { worksim_chain_item(path, $0).map(Self.dates(of:)) }
    }

    private static func finding(of error: Int32, in open: OpenChain) -> TLSFinding {
        switch error {
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: return .selfSigned
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: return .incompleteChain
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
            // Where the issuer of the server's own certificate was sent, the chain ends at an unknown root instead.
            return hasIssuerOfLeaf(open) ? .untrusted : .incompleteChain
        default: return .untrusted
        }
    }

    private static func hasIssuerOfLeaf(_ open: OpenChain) -> Bool {
        (1..<max(1, worksim_chain_count(open.stack))).contains { index in
            worksim_chain_item(open.stack, index).map { X509_check_issued($0, open.leaf) == X509_V_OK } ?? false
        }
    }

    private static func store(_ trust: TLSTrust) -> OpaquePointer? {
        guard let store = X509_STORE_new() else { return nil }
        if trust.system { X509_STORE_set_default_paths(store) }
        for pem in trust.rootsPEM { add(pem, to: store) }
        ERR_clear_error()
        return store
    }

    /// Adds every certificate of a PEM text.
    private static func add(_ pem: String, to store: OpaquePointer) {
        let bytes = Array(pem.utf8)
        guard let bio = BIO_new_mem_buf(bytes, Int32(bytes.count)) else { return }
        defer { BIO_free(bio) }
        while let root = PEM_read_bio_X509(bio, nil, nil, nil) {
            X509_STORE_add_cert(store, root)
            X509_free(root)
        }
    }

    private static func dates(of certificate: OpaquePointer) -> (notBefore: WorkDate, notAfter: WorkDate) {
        let description = ServerCertificate(reading: certificate)
        return (description.notBefore, description.notAfter)
    }
}

extension ServerCertificate {
    init(reading certificate: OpaquePointer) {
        subject = text { _ = worksim_name_text(X509_get_subject_name(certificate), $0, $1) }
        issuer = text { _ = worksim_name_text(X509_get_issuer_name(certificate), $0, $1) }
        names = text { _ = worksim_alternative_names(certificate, $0, $1) }.split(separator: ", ").map(String.init)
        notBefore = WorkDate(sinceEpoch: .seconds(worksim_seconds(X509_get0_notBefore(certificate))))
        notAfter = WorkDate(sinceEpoch: .seconds(worksim_seconds(X509_get0_notAfter(certificate))))
    }
}
