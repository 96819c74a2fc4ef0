extension ReadingTrials {
    /// Readings that scenarios ask which do not choose them, and that none of these can notice, with the reason.
    package static let withoutEffect: [String: String] = [
        "client.response.limit: 64MiB":
            "no other scenario has an answer of more than either limit",
        "client.server.edited: kept_validated":
            "no other scenario edits the URL or the client id of a server and expects what becomes of its validation",
        "client.tokens: memory":
            "no other scenario restarts Office & Dragons while somebody is logged in",
        "content.parameter.ignored-header: silent":
            "it changes the header X-WorkSim-Ignored alone, which only the scenario that chooses it expects",
        "content.profile.facade-fields: shown":
            "it adds fields to profiles, and no other scenario expects that a profile lacks them",
        "content.search.words: any_word":
            "no other scenario searches for several words of which a document has some",
        "content.security.groups: strictest":
            "no other scenario names a user through several groups whose rights differ",
        "http.cross-origin: registered_origins":
            "no other scenario calls the API from a page of another origin",
        "http.options: not_allowed_405":
            "the other scenarios that ask it send a method that a path does not have, and no OPTIONS",
        "oauth.access.challenge: absent":
            "it changes the header WWW-Authenticate alone, which only the scenario that chooses it expects",
        "oauth.access.code: no_code":
            "it changes the code in the body of a 401, which only the scenario that chooses it expects",
        "oauth.address.checked: every_call":
            "without trusted addresses there is nothing to check; the other scenarios that have them refuse at the sign-in page",
        "oauth.address.checked: page_only":
            "without trusted addresses there is nothing to check; the other scenarios that have them refuse at the sign-in page",
        "oauth.lifetimes: new_tokens":
            "no other scenario changes a lifetime while a token lives and waits for the end of that token",
        "oauth.refresh.field: empty":
            "no other scenario looks at the field of an answer without a refresh token; the client reads all three alike",
        "oauth.refresh.field: null":
            "no other scenario looks at the field of an answer without a refresh token; the client reads all three alike",
        "oauth.sign-in.cancelled: stays":
            "the person and the client meet the same whichever page a cancelled sign-in ends on",
        "oauth.token.query: honoured":
            "no other scenario sends a token in the query of a URL",
        "oauth.token.query: refused":
            "no other scenario sends a token in the query of a URL",
        "oauth.user.cloud-name: id_or_email":
            "the other scenarios on the cloud sign in by the e-mail address, which both readings accept",
        "proxy.release-too-old: not_found_404":
            "behind the proxies of the other scenarios stand servers of release 10.3 or later",
        "proxy.release-too-old: served":
            "behind the proxies of the other scenarios stand servers of release 10.3 or later",
    ]
}
