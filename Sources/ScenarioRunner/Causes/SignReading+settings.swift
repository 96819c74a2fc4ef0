import IntegrationClient
import Rules

extension SignReading {
    /// The signs of O&D's own errors and of what was entered in its settings.
    var settings: [Sign] { ownErrors + entered + exceptions + version + words }

    /// What people say of the settings; of two URLs the redirect URL is not the server's.
    private var words: [Sign] {
        let isOfRedirect = has("redirect ur", "callback") && !has("server url")
        let ofURL: Set<FailureID> = [.urlNotHTTPS, .urlSchemeMissing, .urlTrailingSlash, .urlHasPath]
        return signs(of: Self.settingsWords).filter { !isOfRedirect || !ofURL.contains($0.cause) }
    }

    // MARK: O&D's own errors

    /// The ids of the failure catalogue that stand in the text as an error's code.
    ///
    /// `not-organization-admin`, `not_organization_admin` and `NotOrganizationAdmin` are one. An id of one word, and one that every API has, is no code.
    private var ownErrors: [Sign] {
        let tokens = text.split { !($0.isLetter || $0 == "-" || $0 == "_") }
        var seen: [Sign] = []
        // Behind its key even an id that every API has is O&D's own.
        for match in text.matches(of: /\bfailure["']?\s*[=:]\s*["']?([a-z_-]+)/) {
            guard let id = Self.namedIDs[match.1.filter(\.isLetter)] else { continue }
            seen.append(Sign(id, .certain, String(match.0)))
        }
        for token in tokens where token.count >= 8 {
            let squeezed = String(token.filter(\.isLetter))
            guard let id = Self.ownIDs[squeezed], !seen.contains(where: { $0.cause == id }) else { continue }
            seen.append(Sign(id, .certain, String(token)))
        }
        return seen
    }

    private static let namedIDs = Dictionary(
        FailureCatalogue.all.map { ($0.id.rawValue.filter(\.isLetter), $0.id) }
    ) { first, _ in first }

    private static let ownIDs: [String: FailureID] = {
        let shared: Set<FailureID> = [.notFound, .notTLS, .stateMismatch, .connectionReset, .connectionRefused]
        let own = FailureCatalogue.all.map(\.id).filter { !shared.contains($0) && $0.rawValue.contains("-") }
        return Dictionary(own.map { ($0.rawValue.filter(\.isLetter), $0) }) { first, _ in first }
    }()

    // MARK: The URL that was entered

    /// What the URL shows where the text says that it was entered.
    private var entered: [Sign] {
        guard
            has(
                "work server url", "server url", "add new server", "base url", "baseurl", "base_url", "url field",
                "i entered", "we entered", "entered the url", "typed", "the url is", "url:", "url =", "url=",
                "the address")
        else { return [] }
        if let match = text.firstMatch(of: /(?:http|htp|htps|httpss|ftp|hppts|httos):\/\/[a-z0-9.-]+/) {
            return [Sign(.urlNotHTTPS, .likely, String(match.output), second: .urlSchemeMissing)]
        }
        guard let match = text.firstMatch(of: /https:\/\/[a-z0-9.-]+(?::[0-9]+)?([^\s"'<>,;)\]]*)/) else { return [] }
        var path = match.1
        while let last = path.last, ".:!?".contains(last) { path.removeLast() }
        if path == "/" || path == "//" { return [Sign(.urlTrailingSlash, .likely, String(match.output.0))] }
        guard path.count > 1, !path.hasPrefix("/auth/"), !path.contains("/api"), !path.contains("callback"),
            facts.allSatisfy({ $0.status == nil })
        else { return [] }
        return [Sign(.urlHasPath, .hint, String(match.output.0))]
    }

    /// What HTTP clients throw for a URL without a scheme, or with another one.
    var exceptions: [Sign] {
        if let match = text.firstMatch(
            of:
                /unknown protocol: [a-z]|unsupported protocol scheme "[a-z]|protocol "[a-z]+:?" (?:is )?not supported|the '[a-z]+' scheme is not supported|but was '(?:http|ftp|htt?ps?)'|no connection adapters were found for|unsupported scheme|scheme * is not allowed/
        ) {
            return [Sign(.urlNotHTTPS, .certain, String(match.output))]
        }
        let missing = [
            "format of the uri could not be determined", "format of the url could not be determined", "no protocol:",
            "missingschema", "no scheme supplied", "unsupported protocol scheme \"\"", "err_invalid_url",
            "only absolute urls are supported", "must be an absolute uri", "uri is not absolute",
            "not supported for a relative uri", "uri with undefined scheme", "no scheme was found",
            "missing an 'http://' or 'https://'", "request url is missing", "invalid request uri was provided",
            "missing protocol scheme", "first path segment in url cannot contain colon", "target host is not specified",
            "relative url without a base", "builder error: relative url", "no host in request url", "absolute url",
            "missing scheme", "scheme is missing", "unknown url type", "no host specified",
            "url using bad/illegal format", "lacks https", "lacks the https", "https:// is lacking", "https:// missing",
            "omits https", "no 'https://'", "not begin with https", "does not begin with https",
            "must begin with https",
        ]
        guard let phrase = missing.first(where: { text.contains($0) }) else { return [] }
        return [Sign(.urlSchemeMissing, .certain, phrase)]
    }

    // MARK: Versions

    /// The version that a text names, compared with the minimum number by number.
    private var version: [Sign] {
        if let match = text.firstMatch(
            of:
                /dms_version["']?\s*[:=]\s*(?:null|none|nil|undefined|""|''|"?(?:unknown|n\/a|latest|cloud|current|\?|-)|[a-z]*(?:,|}|$))/
        ) {
            return [Sign(.versionUnknown, .certain, String(match.output))]
        }
        guard
            let found = text.firstMatch(
                of:
                    /(?:dms_version|work server(?: version)?|server version|server's version|imanage(?: work)?(?: server)?(?: version)?|version(?: found| detected| reported)?|found|detected|reported)["']?\s*(?:is|was|:|=|of)?\s*["']?v?([0-9]{1,2}(?:\.[0-9]+)+)/
            ),
            let version = ServerVersion(String(found.1))
        else { return [] }
        let stated = text.firstMatch(
            of:
                /(?:minimum|min|requires?|required|needs?|at least|>=|lower than|older than|below|less than|<)[a-z_ ]{0,30}["']?\s*(?:is|:|=)?\s*["']?(?:work server )?(?:version )?v?([0-9]{1,2}\.[0-9.]*[0-9])/
        )
        let minimum = stated.flatMap { ServerVersion(String($0.1)) } ?? .minimum
        guard version < minimum, stated != nil || text.contains("dms_version") || has("imanage", "work server") else {
            return []
        }
        return [Sign(.versionTooOld, stated == nil ? .likely : .certain, String(found.output.0))]
    }

    // MARK: Words

    private static let settingsWords: [PhraseGroup] = [
        PhraseGroup(
            .notOrganizationAdmin, .certain,
            [
                "organization administrator can", "organization admin can", "not an organization admin",
                "not organization admin", "requires * organization admin", "only * organization admin",
                "must be an organization admin", "need * organization admin", "not an admin of the organization",
                "organization administrator role", "organization administrators only", "not an organisation admin",
                "organisation administrator",
            ]),
        PhraseGroup(
            .notStaff, .certain,
            [
                "dragons' staff", "dragons staff", "o&d staff", "o&d's staff", "staff only", "only staff", "not staff",
                "staff role", "restricted to staff", "reserved for staff",
            ]),
        PhraseGroup(
            .integrationNotEnabled, .certain,
            [
                "integration is off", "integration is not enabled", "imanage is not enabled", "integration not enabled",
                "integration is disabled", "integration disabled", "integration is turned off",
                "integration turned off",
                "integration is not activated", "add imanage for organization", "imanage is off for",
                "imanage is switched off", "integration has not been enabled", "not been enabled for your organi",
            ]),
        PhraseGroup(
            .urlTrailingSlash, .certain,
            [
                "trailing slash", "slash at the end", "ends with a slash", "ends in a slash", "ending slash",
                "ending in a slash", "final slash", "ends with a /", "ends with /", "ends in a /", "/ at the end",
                "double slash", "two slashes", "extra slash", "remove the slash", "slash behind", "superfluous slash",
            ]),
        PhraseGroup(
            .urlHasPath, .certain,
            [
                "not a base url", "base url only", "url has a path", "url contains a path", "path in the url",
                "nothing after the host", "only the host", "must not contain a path", "without a path",
                "includes a path", "with the path", "/work/web in", "/login in the url", "path after the host",
            ]),
        PhraseGroup(
            .urlNotHTTPS, .certain,
            [
                "http instead of https", "scheme http ", "not https", "another scheme", "only https", "must be https",
                "must use https", "https is required", "requires https", "http:// is not", "http is not allowed",
                "starts with http:", "begins with http:", "insecure url", "insecure scheme", "uses http ",
                "http, not https",
                "https only", "scheme 'http'", "scheme \"http\"", "with http:// ",
            ]),
        PhraseGroup(
            .urlSchemeMissing, .certain,
            [
                "without https", "missing https", "https:// is missing", "no https", "https:// in front",
                "does not start with https", "must start with https", "should start with https",
                "has to start with https", "left out https", "forgot * https", "forgot the scheme",
                "without the scheme",
                "without a scheme", "no scheme", "needs https:// ", "only the host name", "just the host name",
                "starting https",
            ]),
        PhraseGroup(
            .valueMissing, .certain,
            [
                "value of the server is missing", "client secret is required", "client id is required",
                "url is required", "api key is required", "api secret is required", "client secret is empty",
                "client id is empty", "api key is empty", "api secret is empty", "api key is missing",
                "client id is missing", "client secret is missing", "api secret is missing", "fill in * client",
                "fill in * api", "fill in * url", "client secret cannot be empty", "client id cannot be empty",
                "secret * left blank", "left * blank", "field * left empty", "secret is blank", "secret was blank",
                "secret stays blank", "missing client_id",
                "client secret field is empty", "fill out this field", "fill in this field", "client_id is required",
                "client_secret is required", "secret must not be empty", "id must not be empty", "cannot be blank",
            ]),
        PhraseGroup(
            .serverDuplicate, .certain,
            [
                "server has been added already", "server has already been added", "server already exists",
                "server is already", "duplicate server", "server was already added", "already added this server",
                "server twice", "server * already registered", "server * already configured", "server * already listed",
                "server url already", "url is already in use", "url already exists", "already have * server",
                "same server", "server is listed already",
            ]),
        PhraseGroup(
            .serverNotAnnounced, .certain,
            [
                "has not been told", "not been announced", "not announced", "never told", "forgot to tell",
                "did not tell * dragons", "did not contact", "state: added", "status: added", "state=added",
                "status=added", "\"status\":\"added\"", "\"state\":\"added\"", "nobody told",
            ]),
        PhraseGroup(
            .serverNotValidated, .certain,
            [
                "not validated", "not confirmed the server", "waiting for confirmation", "pending validation",
                "server is pending", "awaiting validation", "awaiting confirmation", "awaiting review",
                "pending review", "pending confirmation", "in review", "under review", "not yet confirmed",
                "not confirmed yet", "not yet validated", "not been confirmed", "not been validated", "unconfirmed",
                "state: pending", "status: pending", "state=pending", "status=pending", "\"status\":\"pending\"",
                "\"state\":\"pending\"", "\"status\": \"pending\"", "\"state\": \"pending\"", "state: announced",
                "status: announced", "state=announced", "status=announced", "\"announced\"", "still pending",
                "still * pending", "as pending",
                "pending * server", "server * pending", "waiting for * to confirm", "standing: announced",
                "\"validated\":false", "\"validated\": false", "validated=false", "validated: false",
            ]),
        PhraseGroup(
            .serverRejected, .certain,
            [
                "did not confirm it", "result=rejected", "verdict=rejected", "decision=reject", "result: rejected",
                "status \"rejected\"", "state is rejected", "was turned down", "has declined it", "declined our server",
                "did not pass the review", "declined the server", "server was rejected", "server has been rejected",
                "rejected the server",
                "rejected our server", "state: rejected", "status: rejected", "state=rejected", "status=rejected",
                "\"status\":\"rejected\"", "\"state\":\"rejected\"", "\"status\": \"rejected\"",
                "server * rejected by", "review * rejected",
            ]),
        PhraseGroup(
            .versionUnknown, .certain,
            [
                "dms_version is an empty", "dms_version is empty", "dms_version is blank", "has no dms_version",
                "version cannot be read", "version * cannot be read", "version could not be read",
                "version * could not be read", "cannot read the version",
                "could not read the version", "version could not be determined", "version * could not be determined",
                "cannot determine the version",
                "could not determine the version", "version cannot be determined", "version * cannot be determined",
                "unable to determine * version",
                "does not tell a version", "does not report a version", "no version", "version is unknown",
                "version * is unknown",
                "version unknown", "unknown version", "version is missing", "version * is missing", "version missing",
                "version is empty",
                "failed to parse version", "failed to parse * version", "cannot parse * version", "invalid version",
                "version * not a number", "unknown work server version", "version not found", "missing dms_version",
                "dms_version is missing", "without a version", "could not parse * version", "unparsable version",
                "dms_version missing", "no dms_version", "version string",
            ]),
        PhraseGroup(
            .versionTooOld, .certain,
            [
                "work server * too old", "requires * work server 10", "older than * 10.2", "10.2 or newer",
                "10.2 or later", "unsupported work server version", "server version * not supported",
                "upgrade * work server", "version is too old", "version too old", "outdated work server",
                "older than the minimum", "below the minimum", "below minimum", "minimum version",
                "minimum supported version", "work server 9.", "work server 10.1", "work server 10.0", "still on 10.1",
                "still on 10.0", "still run 10.1", "still run 9.",
            ]),
    ]
}
