import Rules

/// The review by O&D's staff: a checklist from what shows before anybody has logged in.
extension Integration {
    /// Looks at a server as far as it shows itself to strangers; changes nothing.
    ///
    /// - Throws: the first failed line as a failure, with the checklist so far and, below HTTP, the layer as its place.
    public func review(as person: String, server: String) async throws -> ReviewChecklist {
        try require(.staff, of: person, server: server)
        let record = try record(server)
        var checklist = ReviewChecklist()
        checklist.notices = try notices(server: server)
        do {
            try await reviewDiscovery(of: record, into: &checklist)
            try await reviewAuthorize(of: record, into: &checklist)
        } catch var failure as IntegrationFailure {
            failure.checklist = checklist
            throw failure
        }
        return checklist
    }

    private func reviewDiscovery(
        of record: ServerRecord, into checklist: inout ReviewChecklist
    ) async throws {
        let discovery: Discovery
        switch try await discover(record, token: nil) {
        case .failure(let fault): throw failed(fault, of: record, into: &checklist)
        case .success(let answer): discovery = answer
        }
        checklist.address = .passed
        // Without TLS there is nothing to pass: such a URL comes in only unchecked.
        checklist.tls = record.address.url.lowercased().hasPrefix("https://") ? .passed : .notReached
        switch discovery {
        case .failed(let failure):
            checklist.discovery = .failed
            throw failure
        case .reserved:
            checklist.discovery = .passed
            checklist.version = .notKnowableYet
        case .described(let description):
            checklist.discovery = .passed
            try reviewVersion(description.version, of: record, into: &checklist)
        }
    }

    private func reviewVersion(
        _ told: String?, of record: ServerRecord, into checklist: inout ReviewChecklist
    ) throws(IntegrationFailure) {
        let gate = VersionGate(told, options: configuration.options)
        checklist.release = shown(told)
        if gate.finding == .missing {
            // Many servers tell it after a log-in only, where it is looked at again.
            checklist.version = .notKnowableYet
            return
        }
        if let failure = gate.failure(of: record, at: .discovery) {
            checklist.version = .failed
            throw failure
        }
        if let notice = gate.notice(of: record) {
            checklist.notices.append(notice)
            checklist.version = .notKnowableYet
            return
        }
        checklist.version = .passed
        change(record.name) { $0.version = told }
    }

    /// Looks at the authorize page as the first step of a log-in would, without following it.
    private func reviewAuthorize(
        of record: ServerRecord, into checklist: inout ReviewChecklist
    ) async throws {
        let request = WireRequest(
            kind: "authorize", url: authorizeURL(of: record, state: "review", challenge: nil),
            headers: [("Accept", "text/html")])
        let response: WireResponse
        switch try await exchange(request, server: record.name) {
        case .failure(let fault):
            checklist.oauth = .failed
            throw failure(for: fault, at: .authorize, record: record)
        case .success(let answer): response = answer
        }
        guard let failure = refusedAuthorize(response, record: record) else {
            checklist.oauth = .passed
            return
        }
        checklist.oauth = .failed
        throw failure
    }

    /// What an authorize page that does not open a sign-in says of the set-up; nil where it opens one or does not say.
    func refusedAuthorize(_ response: WireResponse, record: ServerRecord) -> IntegrationFailure? {
        switch response.status {
        case 404, 405, 410, 501:
            return IntegrationFailure(.oauthNotOffered, at: .authorize, status: response.status, server: record.name)
        case 429, 500...599: return commonFailure(for: response, at: .authorize, record: record)
        case 300...399:
            guard let location = response.header("Location"),
                location.hasPrefix(configuration.deployment.redirectURL), let error = Callback(location).error
            else { return nil }
            return told(refusedSignIn(error, record: record), status: response.status)
        case 400...499:
            let body = ErrorBody(response)
            guard body.code != nil else { return nil }
            return told(refusedSignIn(body, record: record), status: response.status)
        default: return nil
        }
    }

    private func told(_ failure: IntegrationFailure, status: Int) -> IntegrationFailure? {
        // Only what the set-up is to blame for concerns a review.
        guard
            [FailureID.applicationUnknown, .applicationDisabled, .redirectMismatch, .oauthNotOffered].contains(
                failure.id)
        else { return nil }
        return IntegrationFailure(
            failure.id, at: .authorize, status: status, error: failure.error, server: failure.server)
    }

    private func failed(
        _ fault: TransportFault, of record: ServerRecord, into checklist: inout ReviewChecklist
    ) -> IntegrationFailure {
        let place: IntegrationFailure.Place
        switch fault.layer {
        case .name: (checklist.address, place) = (.failed, .name)
        case .connect: (checklist.address, place) = (.failed, .connect)
        case .tls: (checklist.address, checklist.tls, place) = (.passed, .failed, .tls)
        case .http:
            (checklist.address, checklist.tls, checklist.discovery, place) = (.passed, .passed, .failed, .discovery)
        }
        return failure(for: fault, at: place, record: record)
    }
}
