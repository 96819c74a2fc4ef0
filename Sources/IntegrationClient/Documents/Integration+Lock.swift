import Rules

/// Checking documents out and in.
extension Integration {
    /// Checks a document out for the person, unless somebody else has it.
    public func lock(as person: String, server: String, path: String) async throws {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let (profile, root) = try await profile(at: path, key: key)
            try await lock(profile, root, key)
        }
    }

    /// Ends the person's check-out.
    public func unlock(as person: String, server: String, path: String) async throws {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let (profile, root) = try await profile(at: path, key: key)
            try await unlock(profile, root, key)
        }
    }

    /// Who has a document checked out, as the server names them; nil for nobody.
    public func holder(as person: String, server: String, path: String) async throws -> String? {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let (profile, root) = try await profile(at: path, key: key)
            return try await holder(profile, root, key)
        }
    }

    func lock(_ profile: DocumentProfile, _ root: String, _ key: SessionKey) async throws {
        let record = try record(key.server)
        let call = APICall("lock", "\(root)/documents/\(Self.escaped(profile.id))/lock", method: "POST")
        let response = try await self.call(call, as: key)
        guard !(200...299).contains(response.status) else { return }
        // Which status a checked-out document gets is not known; the profile tells it from missing rights.
        let isConflict = response.status == 409 || response.status == 423
        let holder = isConflict || response.status == 403 ? try await holder(profile, root, key) : nil
        guard isConflict || holder != nil else { throw refusedCall(response, record: record) }
        throw IntegrationFailure(
            .checkedOutByOther, at: .api,
            cause: "\(profile.name) is checked out by \(holder ?? "somebody else").",
            status: response.status, error: shown(ErrorBody(response).code), server: key.server)
    }

    func unlock(_ profile: DocumentProfile, _ root: String, _ key: SessionKey) async throws {
        let record = try record(key.server)
        let call = APICall("unlock", "\(root)/documents/\(Self.escaped(profile.id))/lock", method: "DELETE")
        let response = try await self.call(call, as: key)
        // What a DELETE answers is not known: a body or none.
        guard (200...299).contains(response.status) else { throw refusedCall(response, record: record) }
    }

    /// Asks only where the profile is silent; that nothing is found means that it is free.
    private func holder(_ profile: DocumentProfile, _ root: String, _ key: SessionKey) async throws -> String? {
        if profile.tellsCheckOut { return profile.checkedOutBy }
        let record = try record(key.server)
        let call = APICall("profile", "\(root)/documents/\(Self.escaped(profile.id))/checkout")
        let response = try await self.call(call, as: key)
        if response.status == 404, ErrorBody(response).isJSON { return nil }
        guard (200...299).contains(response.status) else { throw refusedCall(response, record: record) }
        let data = JSONValue(response.body)?["data"]
        return ["user_id", "in_use_by", "user", "checked_out_by"].lazy.compactMap { data?[$0]?.text }.first
            ?? "somebody else"
    }
}
