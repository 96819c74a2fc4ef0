extension SignReading {
    /// The signs that a status gives together with the path that answered it.
    var statuses: [Sign] {
        var signs: [Sign] = []
        for fact in facts {
            signs += pathSigns(fact)
            guard let status = fact.status else { continue }
            let seen = [String(status), fact.target.name.map { "at \($0)" }].compactMap { $0 }.joined(separator: " ")
            signs += sign(of: status, at: fact.target, seen)
        }
        return signs
    }

    private func sign(of status: Int, at target: HTTPFact.Target, _ seen: String) -> [Sign] {
        if let sign = anywhere(status, at: target, seen) { return [sign] }
        switch target {
        case .token: return token(status, seen)
        case .authorize: return authorize(status, seen)
        case .logIn: return [401, 403].contains(status) ? [Sign("sign-in-refused", .likely, seen)] : []
        case .identityProvider: return status < 500 ? [Sign("single-sign-on-failed", .likely, seen)] : []
        case .discovery:
            switch status {
            case 404: return [Sign("not-a-work-server", .likely, seen, second: "url-has-path")]
            case 401: return [Sign("session-expired", .hint, seen)]
            case 403: return [Sign("not-a-work-server", .hint, seen)]
            default: return []
            }
        case .download, .item, .api, .upload: return content(status, at: target, seen)
        case .revoke: return [400, 401].contains(status) ? [Sign("session-expired", .likely, seen)] : []
        case .other: return bare(status, seen)
        }
    }

    /// Statuses that mean the same wherever they come from.
    private func anywhere(_ status: Int, at target: HTTPFact.Target, _ seen: String) -> Sign? {
        let isOfServer = target != .identityProvider
        switch status {
        case 407: return Sign("proxy-refused", .certain, seen)
        case 429: return Sign("throttled", .certain, seen)
        case 502, 503, 504: return isOfServer ? Sign("server-unavailable", .certain, seen) : nil
        case 520, 521: return Sign("connection-refused", .likely, seen)
        case 522, 524: return Sign("connection-timed-out", .likely, seen)
        case 525: return Sign("tls-protocol", .likely, seen)
        case 526: return Sign("tls-untrusted", .likely, seen)
        case 500: return isOfServer ? Sign("server-unavailable", .hint, seen) : nil
        default: return nil
        }
    }

    private func token(_ status: Int, _ seen: String) -> [Sign] {
        let isRefresh = has("grant_type=refresh_token", "refresh")
        switch status {
        case 401: return [Sign("secret-refused", isRefresh ? .hint : .certain, seen, second: "application-unknown")]
        case 403: return [Sign("grant-expired", .likely, seen, second: "application-disabled")]
        case 404: return [Sign("oauth-not-offered", .certain, seen, second: "not-a-work-server")]
        case 400:
            return [
                isRefresh
                    ? Sign("session-expired", .likely, seen)
                    : Sign("code-refused", .hint, seen, second: "secret-refused")
            ]
        default: return []
        }
    }

    private func authorize(_ status: Int, _ seen: String) -> [Sign] {
        switch status {
        case 400: [Sign("redirect-mismatch", .likely, seen, second: "application-unknown")]
        case 401: [Sign("sign-in-refused", .hint, seen)]
        case 403: [Sign("user-not-granted", .likely, seen, second: "application-disabled")]
        case 404: [Sign("oauth-not-offered", .certain, seen, second: "url-has-path")]
        default: []
        }
    }

    private func content(_ status: Int, at target: HTTPFact.Target, _ seen: String) -> [Sign] {
        switch status {
        case 401: return [Sign("session-expired", .certain, seen)]
        case 403: return [Sign("no-rights", .certain, seen)]
        case 404, 410:
            return [
                Sign(
                    "not-found", target == .api ? .likely : .certain, seen,
                    second: target == .api ? "customer-or-library-wrong" : nil)
            ]
        case 409: return [Sign("checked-out-by-other", .likely, seen, second: "newer-version")]
        case 423: return [Sign("checked-out-by-other", .certain, seen)]
        case 412: return [Sign("newer-version", .certain, seen)]
        case 413, 415, 422: return [Sign("upload-refused", .certain, seen)]
        case 400: return target == .upload ? [Sign("upload-refused", .likely, seen)] : []
        default: return []
        }
    }

    /// A status whose path nobody wrote down: the words beside it say where it came from.
    private func bare(_ status: Int, _ seen: String) -> [Sign] {
        let isLogIn = has("log in", "log-in", "login", "logging in", "sign in", "sign-in", "signing in", "authenticat")
        let isOfWork = has("imanage", "work server", "work api", "document", "workspace", "folder", "librar", "api")
        switch status {
        case 403 where isLogIn: return [Sign("grant-expired", .hint, seen, second: "application-disabled")]
        case 403 where isOfWork: return [Sign("no-rights", .likely, seen)]
        case 401 where isLogIn: return [Sign("sign-in-refused", .hint, seen, second: "session-expired")]
        case 401 where isOfWork: return [Sign("session-expired", .likely, seen)]
        case 404 where isOfWork: return [Sign("not-found", .likely, seen, second: "customer-or-library-wrong")]
        case 409 where isOfWork: return [Sign("checked-out-by-other", .likely, seen, second: "newer-version")]
        case 412 where isOfWork: return [Sign("newer-version", .likely, seen)]
        case 423: return [Sign("checked-out-by-other", .certain, seen)]
        case 413 where isOfWork: return [Sign("upload-refused", .likely, seen)]
        default: return []
        }
    }

    /// What a path shows whatever its status: the URL was entered wrongly.
    private func pathSigns(_ fact: HTTPFact) -> [Sign] {
        guard let path = fact.path, let range = path.firstRange(of: "://"), fact.status.map({ $0 >= 400 }) ?? true,
            let slash = path[range.upperBound...].firstIndex(of: "/")
        else { return [] }
        let behind = path[slash...]
        if behind.hasPrefix("//") { return [Sign("url-trailing-slash", .certain, path)] }
        if behind.contains("/auth/oauth2/"), !behind.hasPrefix("/auth/") {
            return [Sign("url-has-path", .certain, path)]
        }
        return []
    }
}
