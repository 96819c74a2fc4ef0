import Rules

extension SignReading {
    /// The signs that a status gives together with the path that answered it.
    var statuses: [Sign] {
        var signs: [Sign] = []
        for fact in facts {
            signs += pathSigns(fact)
            guard let status = fact.status, status >= 400 else { continue }
            let seen = [String(status), fact.target.name.map { "at \($0)" }].compactMap { $0 }.joined(separator: " ")
            signs += sign(of: status, at: fact.target, seen)
        }
        // A person leaves the number out.
        if facts.allSatisfy({ $0.status == nil }), has("forbidden"), isSlow { signs += bare(403, "forbidden") }
        return signs
    }

    private func sign(of status: Int, at target: HTTPFact.Target, _ seen: String) -> [Sign] {
        if let sign = anywhere(status, at: target, seen) { return [sign] }
        switch target {
        case .token: return token(status, seen)
        case .authorize: return authorize(status, seen)
        case .logIn:
            switch status {
            case 401: return [Sign(.signInRefused, .likely, seen)]
            case 403: return [Sign(.grantExpired, .likely, seen, second: .signInRefused)]
            default: return []
            }
        case .identityProvider: return status < 500 ? [Sign(.singleSignOnFailed, .likely, seen)] : []
        case .discovery:
            switch status {
            case 404: return [Sign(.notAWorkServer, .likely, seen, second: .urlHasPath)]
            case 401: return [Sign(.sessionExpired, .hint, seen)]
            case 403: return [Sign(.notAWorkServer, .hint, seen)]
            default: return []
            }
        case .download, .item, .api, .upload: return content(status, at: target, seen)
        case .revoke: return [400, 401].contains(status) ? [Sign(.sessionExpired, .likely, seen)] : []
        case .other: return bare(status, seen)
        }
    }

    /// Statuses that mean the same wherever they come from.
    private func anywhere(_ status: Int, at target: HTTPFact.Target, _ seen: String) -> Sign? {
        let isOfServer = target != .identityProvider
        switch status {
        case 407: return Sign(.proxyRefused, .certain, seen)
        case 429: return Sign(.throttled, .certain, seen)
        case 502, 503, 504: return isOfServer ? Sign(.serverUnavailable, .certain, seen) : nil
        // A content network's statuses: the server behind it does not answer.
        case 520...527, 530, 598, 599: return isOfServer ? Sign(.serverUnavailable, .certain, seen) : nil
        case 500:
            let isKnown = target != .other
            return isOfServer ? Sign(.serverUnavailable, isKnown ? .likely : .hint, seen) : nil
        default: return nil
        }
    }

    private func token(_ status: Int, _ seen: String) -> [Sign] {
        let isRefresh = has("grant_type=refresh_token", "refresh")
        switch status {
        case 401: return [Sign(.secretRefused, isRefresh ? .hint : .certain, seen, second: .applicationUnknown)]
        case 403: return [Sign(.grantExpired, .certain, seen, second: .applicationDisabled)]
        case 404: return [Sign(.oauthNotOffered, .certain, seen, second: .notAWorkServer)]
        case 400:
            return [
                isRefresh
                    ? Sign(.sessionExpired, .likely, seen)
                    : Sign(.codeRefused, .hint, seen, second: .secretRefused)
            ]
        default: return []
        }
    }

    private func authorize(_ status: Int, _ seen: String) -> [Sign] {
        switch status {
        case 400: [Sign(.redirectMismatch, .likely, seen, second: .applicationUnknown)]
        case 401: [Sign(.signInRefused, .hint, seen)]
        case 403: [Sign(.grantExpired, .likely, seen, second: .userNotGranted)]
        case 404: [Sign(.oauthNotOffered, .certain, seen, second: .urlHasPath)]
        default: []
        }
    }

    private func content(_ status: Int, at target: HTTPFact.Target, _ seen: String) -> [Sign] {
        switch status {
        case 401: return [Sign(.sessionExpired, .certain, seen)]
        case 403: return [Sign(.noRights, .certain, seen)]
        case 404, 410:
            return [
                Sign(
                    .notFound, target == .api ? .likely : .certain, seen,
                    second: target == .api ? .customerOrLibraryWrong : nil)
            ]
        case 409: return [Sign(.checkedOutByOther, .likely, seen, second: .newerVersion)]
        case 423: return [Sign(.checkedOutByOther, .certain, seen)]
        case 412: return [Sign(.newerVersion, .certain, seen)]
        case 413, 415, 422: return [Sign(.uploadRefused, .certain, seen)]
        case 400: return target == .upload ? [Sign(.uploadRefused, .likely, seen)] : []
        default: return []
        }
    }

    /// A status whose path nobody wrote down: the words beside it say where it came from.
    private func bare(_ status: Int, _ seen: String) -> [Sign] {
        let isLogIn = has("log in", "log-in", "login", "logging in", "sign in", "sign-in", "signing in", "authenticat")
        // A path that no work server has is another site's, unless the text names iManage.
        let isNamed = has("imanage", "work server", "o&d", "office & dragons")
        let hasForeignPath = facts.contains { fact in fact.path.map { !isRoot($0) } ?? false }
        guard isNamed || !hasForeignPath else { return [] }
        let isOfWork =
            isNamed || has("work api", "document", "workspace", "folder", "librar") || !hasForeignPath && has("api")
        switch status {
        case 403 where isLogIn && !has("document", "folder", "workspace", "opening", "saving"):
            return [Sign(.grantExpired, isNamed || isSlow ? .likely : .hint, seen, second: .applicationDisabled)]
        case 403 where isOfWork: return [Sign(.noRights, .likely, seen)]
        case 401 where isTokenRequest: return [Sign(.secretRefused, .likely, seen, second: .applicationUnknown)]
        case 401 where isLogIn: return [Sign(.signInRefused, .hint, seen, second: .sessionExpired)]
        case 401 where isOfWork: return [Sign(.sessionExpired, .likely, seen)]
        case 404 where isOfWork: return [Sign(.notFound, .likely, seen, second: .customerOrLibraryWrong)]
        case 409 where isOfWork: return [Sign(.checkedOutByOther, .likely, seen, second: .newerVersion)]
        case 412 where isOfWork: return [Sign(.newerVersion, .likely, seen)]
        case 423: return [Sign(.checkedOutByOther, .certain, seen)]
        case 413 where isOfWork: return [Sign(.uploadRefused, .likely, seen)]
        default: return []
        }
    }

    /// Whether the text names the request for a token by words, as OAuth libraries do.
    private var isTokenRequest: Bool {
        has(
            "access token response", "token end point", "token endpoint", "token request", "token exchange",
            "exchanging the code", "exchange the code", "obtain access token", "obtaining an access token",
            "retrieve the oauth", "accesstokenresponse", "authorizationcodetoken")
            && !has("refresh")
    }

    /// Whether a person says that the sign-in took its time.
    private var isSlow: Bool {
        has(
            "slow", "minute", "seconds", "long", "late", "took", "takes", "mfa", "phone", "authenticator", "waited",
            "typed",
            "two-factor", "2fa", "second factor", "approve", "take my time", "takes time", "took time", "hurry", "quick"
        )
    }

    private func isRoot(_ path: String) -> Bool {
        guard let scheme = path.firstRange(of: "://") else { return path == "/" }
        return path[scheme.upperBound...].firstIndex(of: "/").map { path[$0...] == "/" } ?? true
    }

    /// What a path shows whatever its status: the URL was entered wrongly.
    private func pathSigns(_ fact: HTTPFact) -> [Sign] {
        guard let path = fact.path, fact.status.map({ $0 >= 400 }) ?? true else { return [] }
        var behind = path[...]
        if let scheme = path.firstRange(of: "://") {
            guard let slash = path[scheme.upperBound...].firstIndex(of: "/") else { return [] }
            behind = path[slash...]
        }
        if behind.hasPrefix("//") { return [Sign(.urlTrailingSlash, .certain, path)] }
        if behind.contains("/auth/oauth2/"), !behind.hasPrefix("/auth/") {
            return [Sign(.urlHasPath, .certain, path)]
        }
        return []
    }
}
