public import WorkTime

extension Authority {
    /// Makes a certificate by a recipe.
    ///
    /// - Parameters:
    ///   - recipe: what is the matter with it.
    ///   - request: the server's names and the dates; the recipe decides which names stand on the certificate.
    /// - Returns: what the server sends, with its key.
    /// - Throws: an error of the certificate library where a name cannot stand in a certificate.
    public func make(_ recipe: CertificateRecipe, for request: LeafRequest) throws -> IssuedLeaf {
        var request = request
        request.names = recipe.names(for: request.names)
        // A certificate for another name that had the server's address would be a good one to some TLS libraries.
        if recipe.holder == .another { request.addresses = [] }
        let leaf =
            switch recipe.issuer {
            case .authority: try issue(request, key: recipe.key)
            case .unknown: try Authority(name: "Unknown firm").issue(request, key: recipe.key)
            case .itself: try Self.selfSigned(request, key: recipe.key)
            }
        guard recipe.chain == .leafOnly else { return leaf }
        return IssuedLeaf(
            chainDER: Array(leaf.chainDER.prefix(1)), chainPEM: Array(leaf.chainPEM.prefix(1)), keyPEM: leaf.keyPEM)
    }

    /// Makes a certificate by a recipe, with the recipe's own dates.
    ///
    /// - Parameters:
    ///   - recipe: what is the matter with it.
    ///   - hosts: the server's names and IP addresses.
    ///   - now: the moment at which it is made, in real time.
    /// - Returns: what the server sends, with its key.
    /// - Throws: an error of the certificate library where a name cannot stand in a certificate.
    public func make(_ recipe: CertificateRecipe, hosts: [String], at now: WorkDate) throws -> IssuedLeaf {
        let begins = recipe.begins(at: now)
        // A minute's grace, for machines whose clock is a little behind this one's.
        let grace: Duration = recipe.beginsIn == nil && recipe.endedAgo == nil ? .seconds(60) : .zero
        return try make(
            recipe,
            for: LeafRequest(hosts: hosts, notBefore: begins - grace, notAfter: begins + recipe.validFor))
    }
}
