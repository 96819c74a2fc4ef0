import Crypto
import Foundation
import Rules
import Secrets
import Synchronization
import WorkTime

/// Settings > Profile > iManage: the authorization code flow, with the code exchanged by O&D's service.
extension Integration {
    /// Begins a log-in; sends nothing.
    ///
    /// The URL is for the user's browser; its state is bound to the person and the server. Throws an `IntegrationFailure`.
    public func beginLogIn(as person: String, server: String) async throws -> String {
        try await reported(as: person, server: server) { try begun(as: person, server: server) }
    }

    private func begun(as person: String, server: String) throws -> String {
        try requireEnabled(server: server)
        let record = try record(server)
        try requireValidated(record)
        let ids = configuration.identifiers
        // Drawn at once and by name, so that log-ins of others at the same time change nothing in this one.
        let drawn = ids.bytes("log-in of \(person) at \(server)", count: 64)
        let (logInState, verifier) = (base64URL(drawn.prefix(32)), base64URL(drawn.dropFirst(32)))
        let challenge = base64URL(SHA256.hash(data: Data(verifier.utf8)))
        // No secret, but a name reads better than noise, and stays the same however two log-ins meet.
        configuration.secrets.note(challenge, as: "\(server).\(person).code_challenge")
        configuration.secrets.note(logInState, as: "\(server).\(person).state")
        configuration.secrets.note(verifier, as: "\(server).\(person).pkce_verifier")
        let now = configuration.clock.now
        state.withLock { state in
            state.begunLogIns += 1
            let logIn = PendingLogIn(
                person: person, server: server, verifier: verifier, begun: now, number: state.begunLogIns)
            state.begin(logIn, state: logInState)
        }
        return authorizeURL(of: record, state: logInState, challenge: challenge)
    }

    /// Ends a log-in: checks the callback, exchanges the code, learns what the server is, keeps the session.
    ///
    /// - Parameters:
    ///   - person: who came back.
    ///   - callback: the URL that the browser was sent back to, or its query.
    /// - Returns: the server, and what the person should know although it succeeded.
    /// - Throws: an `IntegrationFailure`, or `CancellationError`.
    public func finishLogIn(as person: String, callback: String) async throws -> LogInResult {
        let callback = Callback(callback)
        let logIn = try takeLogIn(of: person, callback: callback)
        return try await reported(as: person, server: logIn.server) {
            try await finished(logIn, as: person, callback: callback)
        }
    }

    private func finished(_ logIn: PendingLogIn, as person: String, callback: Callback) async throws -> LogInResult {
        let record = try record(logIn.server)
        try requireValidated(record)
        if let error = callback.error { throw refusedSignIn(error, record: record) }
        guard let code = callback.code else {
            throw IntegrationFailure(
                .callbackIncomplete, at: .callback, cause: "The browser came back from iManage without a code.",
                rule: "client.callback.incomplete", server: record.name)
        }
        configuration.secrets.note(code, as: "\(record.name).\(person).code")
        let tokens = try await exchangeCode(code, of: logIn, record: record)
        note(tokens, person: person, server: record.name)
        guard tokens.refreshToken != nil || configuration.options.missingRefreshToken == .warn else {
            throw IntegrationFailure(
                .refreshNotAllowed, at: .token, rule: "client.refresh.missing", server: record.name)
        }
        let (description, notices) = try await describe(record, token: tokens.accessToken)
        let key = SessionKey(person: person, server: record.name)
        let session = Session(
            accessToken: tokens.accessToken, refreshToken: tokens.refreshToken, customer: description.customer ?? "1",
            apiPath: description.apiPath)
        keep(session, of: key)
        change(record.name) { $0.version = description.version }
        return LogInResult(server: record.name, notices: notices + refreshNotices(tokens, record: record))
    }

    func authorizeURL(
        of record: ServerRecord, state: String, challenge: String?, redirectURL: String? = nil
    ) -> String {
        var fields = [
            ("response_type", "code"), ("client_id", record.clientID),
            ("redirect_uri", redirectURL ?? configuration.deployment.redirectURL), ("scope", "user"), ("state", state),
        ]
        if let challenge {
            fields += [("code_challenge", challenge), ("code_challenge_method", "S256")]
        }
        return record.url("/auth/oauth2/authorize?") + FormEncoding.encode(fields)
    }

    func note(_ tokens: TokenAnswer, person: String, server: String) {
        configuration.secrets.note(tokens.accessToken, as: "\(server).\(person).access_token")
        if let refresh = tokens.refreshToken {
            configuration.secrets.note(refresh, as: "\(server).\(person).refresh_token")
        }
    }
}

// MARK: The callback

extension Integration {
    /// Takes the log-in that a callback belongs to; it serves once, and only the person who began it.
    private func takeLogIn(of person: String, callback: Callback) throws(IntegrationFailure) -> PendingLogIn {
        guard let returned = callback.state else {
            throw IntegrationFailure(
                .callbackIncomplete, at: .callback,
                cause: "The browser came back from iManage without the log-in's state.",
                rule: "client.callback.incomplete")
        }
        let logIn = state.withLock { state -> PendingLogIn? in
            guard state.pending[returned]?.person == person else { return nil }
            return state.pending.removeValue(forKey: returned)
        }
        guard let logIn else {
            throw IntegrationFailure(.stateMismatch, at: .callback, rule: "client.state.mismatch")
        }
        return logIn
    }

    /// The failure that an authorize page reports by way of the browser.
    func refusedSignIn(_ body: ErrorBody, record: ServerRecord) -> IntegrationFailure {
        let id: FailureID =
            switch body.key {
            case "access_denied" where body.says("address", "network"): .signInRefused
            case "access_denied": body.says("grant", "access", "permi") ? .userNotGranted : .signInCancelled
            case "unauthorized_client": .applicationDisabled
            case "invalid_client": .applicationUnknown
            case "unsupported_response_type": .oauthNotOffered
            case "server_error", "temporarily_unavailable": .serverUnavailable
            case "invalid_request" where body.says("redirect"): .redirectMismatch
            default: .signInRefused
            }
        let words =
            id == .signInRefused
            ? shown(body.words).map { "The work server refused the sign-in: \($0.hasSuffix(".") ? $0 : $0 + ".")" }
            : nil
        return IntegrationFailure(
            id, at: .callback, cause: words, error: shown(body.code), server: record.name)
    }
}

// MARK: What is worth telling after a success

extension Integration {
    private func refreshNotices(_ tokens: TokenAnswer, record: ServerRecord) -> [String] {
        guard tokens.refreshToken == nil else { return [] }
        return [
            "The work server gave no refresh token: Allow Refresh Token is off, so you will have to log in again whenever the "
                + "access token ends. Your firm's iManage administrator switches it on in Control Center > Settings > "
                + "Applications > Office & Dragons > Authentication > Allow Refresh Token: Yes."
        ]
    }
}
