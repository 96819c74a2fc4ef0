import Rules

/// `GET /api`: what the server is, before and after a log-in.
extension Integration {
    /// What a server's answer to `GET /api` amounts to.
    enum Discovery {
        case described(ServerDescription)
        /// A work server that says nothing to strangers.
        case reserved
        case failed(IntegrationFailure)
    }

    func discover(_ record: ServerRecord, token: String?) async throws(CancellationError) -> Result<
        Discovery, TransportFault
    > {
        var headers = [("Accept", "application/json")]
        if let token { headers.append(("X-Auth-Token", token)) }
        let request = WireRequest(kind: "discovery", url: record.url("/api"), headers: headers)
        return try await exchange(request, server: record.name).map { read($0, record: record, stranger: token == nil) }
    }

    /// Learns what is needed for a session, and holds the server to the minimum version now that it must be visible.
    func describe(_ record: ServerRecord, token: String) async throws -> (ServerDescription, notices: [String]) {
        let discovery: Discovery
        switch try await discover(record, token: token) {
        case .success(let answer): discovery = answer
        case .failure(let fault): throw failure(for: fault, at: .discovery, record: record)
        }
        switch discovery {
        case .failed(let failure): throw failure
        case .reserved:
            throw IntegrationFailure(
                .notAWorkServer, at: .discovery,
                cause: "\(record.address.host) gave a token and does not take it at /api.", server: record.name)
        case .described(let description):
            let gate = VersionGate(description.version, options: configuration.options)
            if let failure = gate.failure(of: record, at: .discovery) { throw failure }
            return (description, [gate.notice(of: record), misnamed(description, record: record)].compactMap { $0 })
        }
    }

    /// What an answer to `GET /api` amounts to.
    func read(_ response: WireResponse, record: ServerRecord, stranger: Bool) -> Discovery {
        if response.status == 200 {
            guard var description = ServerDescription(response) else {
                return .failed(notAWorkServer(response, at: .discovery, record: record))
            }
            // It is shown and reported wherever a version is.
            if let told = description.version, !told.isEmpty { description.version = shown(told) }
            return .described(description)
        }
        if let failure = commonFailure(for: response, at: .discovery, record: record) { return .failed(failure) }
        let speaksJSON = ErrorBody(response).isJSON
        if [401, 403].contains(response.status), speaksJSON, stranger { return .reserved }
        return .failed(notAWorkServer(response, at: .discovery, record: record))
    }

    /// A notice where the server names another host in its API URL than the one that was entered.
    private func misnamed(_ description: ServerDescription, record: ServerRecord) -> String? {
        guard let named = description.apiHost, named != record.address.host else { return nil }
        return
            "The work server calls itself \(named) in its API URL; Office & Dragons goes on using \(record.address.host). "
            + "Your firm's iManage administrator may want to correct the server's public URL."
    }
}
