import Rules

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
        case .logIn: return [401, 403].contains(status) ? [Sign(.signInRefused, .likely, seen)] : []
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
        case 520, 521: return Sign(.connectionRefused, .likely, seen)
        case 522, 524: return Sign(.connectionTimedOut, .likely, seen)
        case 525: return Sign(.tlsProtocol, .likely, seen)
        case 526: return Sign(.tlsUntrusted, .likely, seen)
        case 500: return isOfServer ? Sign(.serverUnavailable, .hint, seen) : nil
        default: return nil
        }
    }

    private func token(_ status: Int, _ seen: String) -> [Sign] {
        let isRefresh = has("grant_type=refresh_token", "refresh")
        switch status {
        case 401: return [Sign(.secretRefused, isRefresh ? .hint : .certain, seen, second: .applicationUnknown)]
        case 403: return [Sign(.grantExpired, .likely, seen, second: .applicationDisabled)]
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
        case 403: [Sign(.userNotGranted, .likely, seen, second: .applicationDisabled)]
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
        let isOfWork = has("imanage", "work server", "work api", "document", "workspace", "folder", "librar", "api")
        switch status {
        case 403 where isLogIn: return [Sign(.grantExpired, .hint, seen, second: .applicationDisabled)]
        case 403 where isOfWork: return [Sign(.noRights, .likely, seen)]
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

    /// What a path shows whatever its status: the URL was entered wrongly.
    private func pathSigns(_ fact: HTTPFact) -> [Sign] {
        guard let path = fact.path, let range = path.firstRange(of: "://"), fact.status.map({ $0 >= 400 }) ?? true,
            let slash = path[range.upperBound...].firstIndex(of: "/")
        else { return [] }
        let behind = path[slash...]
        if behind.hasPrefix("//") { return [Sign(.urlTrailingSlash, .certain, path)] }
        if behind.contains("/auth/oauth2/"), !behind.hasPrefix("/auth/") {
            return [Sign(.urlHasPath, .certain, path)]
        }
        return []
    }
}
