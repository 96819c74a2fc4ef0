import Rules

extension SignReading {
    /// The signs of what an administrator was doing in Control Center, and of sign-ins that no browser does.
    ///
    /// What a person was doing says more than the words secret, access, refresh or unavailable of the same text.
    var administration: [Sign] { applications + passwords }

    private var applications: [Sign] {
        var signs: [Sign] = []
        func add(_ id: String, _ seen: String) { signs.append(Sign(FailureID(rawValue: id), .certain, seen)) }
        let isPlace = has(
            "control center", "applications page", "application page", "app management", "settings > applications",
            "application settings", "add application", "register", "registration", "imanage admin")
        let isApplication = has("application", "app ", "integration", "client id", "registration")
        guard isPlace || isApplication else { return [] }
        if has(
            "unique", "duplicate", "already in use", "already exists", "already used", "already taken",
            "same client id",
            "is taken", "in use by"), has("client id", "client_id", "clientid", "api key"),
            !has("server url", "server has", "been added", "this server")
        {
            add("B1", "a client id that another application has")
        }
        if has("secret"), has("expired", "has run out", "no longer valid", "lapsed"),
            has(
                "edit", "editing", "change the", "changing", "changes", "modify", "update the application",
                "saving the",
                "save the application", "open the application", "updating", "redirect"),
            isPlace || has("application"), !has("invalid_client", "token exchange", "log in", "logging in", "users")
        {
            add("B2", "editing an application whose secret has expired")
        }
        if has("delete", "deleting", "remove the application", "remove an application", "deletion"), isApplication,
            has(
                "associated settings", "has settings", "its settings", "settings are", "settings still",
                "settings first",
                "settings exist", "linked settings", "still has settings", "attached", "cannot be deleted",
                "can't delete",
                "cannot delete", "unable to delete", "not be deleted", "won't let me delete", "refuses"),
            !has("document", "folder")
        {
            add("B4", "deleting an application that has settings")
        }
        if has("control center"), has("service unavailable", "service is unavailable", "unavailable", "503") {
            add("B9", "Control Center shows that the service is unavailable")
        }
        if has(
            "add application", "add an application", "add button", "plus button", "new application",
            "applications menu",
            "applications tab", "applications page", "applications section", "application management",
            "register an app",
            "app management", "add applications"),
            has(
                "missing", "no button", "not there", "greyed", "grayed", "can't see", "cannot see", "don't see",
                "do not see",
                "does not show", "doesn't show", "not shown", "not offered", "no way", "there is no", "hidden",
                "not visible", "not available", "no option", "can't find", "cannot find", "do not have", "disabled",
                "privilege", "isn't there", "lacks", "no \"add"),
            !has("office & dragons is not listed", "search results")
        {
            add("B11", "Control Center offers no way to add an application")
        }
        if has("expiry", "expiration", "lifetime", "expires in"),
            has("token", "access", "refresh", "secret", "days", "minutes"),
            has(
                "out of range", "between", "must be", "at most", "too large", "too high", "too big", "maximum",
                "exceed",
                "9999", "not allowed", "allowed range", "limit", "greater than", "not accept", "refuses",
                "won't accept",
                "does not take", "less than"),
            isPlace || isApplication, !has("grant expiry", "certificate", "invalid_grant")
        {
            add("applications.expiry.out-of-range", "an expiry out of the allowed range")
        }
        return signs
    }

    private var passwords: [Sign] {
        let isRefused = has(
            "refus", "reject", "denied", "not allowed", "unauthorized", "invalid", "fail", "not supported",
            "unsupported",
            "only", "401", "400", "403", "cannot", "can't", "does not work", "doesn't work", "no longer")
        guard isRefused else { return [] }
        let isPasswordGrant = has(
            "grant_type=password", "grant type password", "password grant", "resource owner password", "ropc",
            "\"password\" grant", "grant by user name and password", "grant_type: password", "grant_type\":\"password",
            "password flow")
        let isCloud = has("cloud")
        let isLegacy = has(
            "legacy", "explicit login", "user name and password", "username and password", "basic auth",
            "user/password",
            "user id and password", "trusted login", "impersonation", "/session/login", "password login")
        if isCloud, isLegacy, !isPasswordGrant || has("legacy") {
            return [Sign(FailureID(rawValue: "C5"), .certain, "a log-in by user name and password on the cloud")]
        }
        if isPasswordGrant, !has("redirect_uri") {
            return [Sign(FailureID(rawValue: "C4"), .certain, "the password grant")]
        }
        return []
    }
}
