import IntegrationClient

/// What to look at where two causes fit about as well.
public struct PartingQuestion: Codable, Hashable, Sendable {
    /// The question, to be answered with yes or no.
    public let text: String
    /// The cause that a yes speaks for.
    public let yes: String
    /// The cause that a no speaks for.
    public let no: String

    private init(_ text: String, yes: String, no: String) {
        (self.text, self.yes, self.no) = (text, yes, no)
    }

    /// The question that parts two causes; nil where the table knows none.
    init?(between one: String, and other: String) {
        for entry in Self.particular {
            if entry.yes == one, entry.no.isEmpty || entry.no.contains(other) {
                self.init(entry.text, yes: one, no: other)
                return
            }
            if entry.yes == other, entry.no.isEmpty || entry.no.contains(one) {
                self.init(entry.text, yes: other, no: one)
                return
            }
        }
        let isClients = (FailureCatalogue.kind(one) != nil, FailureCatalogue.kind(other) != nil)
        let (client, bare) = isClients.0 ? (one, other) : (other, one)
        // A rule's name has dots.
        if isClients.0 != isClients.1, bare.contains(".") {
            self.init(
                "Was this shown by Office & Dragons, and not by a proxy, by Control Center or to another program?",
                yes: client, no: bare)
            return
        }
        guard let first = Self.stage[one], let second = Self.stage[other], first != second else { return nil }
        let (early, late) = first < second ? (one, other) : (other, one)
        // What has been reached speaks for the later one.
        guard let words = Self.reached[min(first, second)] else { return nil }
        self.init(words, yes: late, no: early)
    }

    /// Pairs of one stage; without a list, against all others of the table of stages that are not parted before.
    private static let particular: [(text: String, yes: String, no: Set<String>)] = [
        (
            "Does it fail at once, and not only after some seconds?", "connection-refused", ["connection-timed-out"]
        ),
        ("Does it fail at once, and not only after some seconds?", "connection-reset", ["connection-timed-out"]),
        (
            "Does worksim doctor URL say that the port takes connections?", "connection-reset", ["connection-refused"]
        ),
        (
            "Does the certificate's last day lie in the past, as the browser shows it?", "tls-expired",
            ["tls-untrusted", "tls-incomplete-chain", "tls-name-mismatch"]
        ),
        (
            "Does the name in the URL stand in the certificate, as the browser shows it?", "tls-untrusted",
            ["tls-name-mismatch"]
        ),
        (
            "Do browsers open the server without a warning, while other programs refuse its certificate?",
            "tls-incomplete-chain", ["tls-untrusted", "tls-name-mismatch"]
        ),
        (
            "Can another user log in?", "user-not-granted",
            ["application-disabled", "application-unknown", "secret-refused", "redirect-mismatch", "grant-expired"]
        ),
        (
            "Does it pass when the sign-in is done within a few seconds?", "grant-expired",
            ["application-disabled", "secret-refused", "code-refused", "application-unknown"]
        ),
        (
            "Was the Client Secret generated anew, or entered again, since it last worked?", "secret-refused",
            ["application-disabled", "application-unknown", "session-expired", "code-refused"]
        ),
        (
            "Is Office & Dragons listed in Control Center > Settings > Applications, with this Client ID?",
            "application-disabled", ["application-unknown"]
        ),
        (
            "Does the log-in end again after the access token's 30 minutes?", "refresh-not-allowed", ["session-expired"]
        ),
        ("Does the user see the document in iManage's own web client?", "no-rights", ["not-found"]),
        ("Is somebody else named as having it checked out?", "checked-out-by-other", ["newer-version", "no-rights"]),
        ("Does the same URL show a web page in a browser?", "not-a-work-server", ["server-unavailable", "not-tls"]),
    ]

    /// How far a log-in came before a cause shows.
    private static let stage: [String: Int] = {
        var stages: [String: Int] = [:]
        for (number, ids) in [
            [
                "url-scheme-missing", "url-not-https", "url-trailing-slash", "url-has-path", "value-missing",
                "server-duplicate", "integration-not-enabled", "not-organization-admin", "not-staff",
                "server-not-announced", "server-not-validated", "server-rejected",
            ],
            ["name-unknown"], ["connection-refused", "connection-timed-out", "connection-reset"],
            [
                "tls-untrusted", "tls-name-mismatch", "tls-expired", "tls-incomplete-chain", "tls-protocol", "not-tls",
            ],
            ["not-a-work-server", "server-unavailable", "version-too-old", "version-unknown"],
            ["oauth-not-offered", "application-unknown", "application-disabled", "redirect-mismatch"],
            ["sign-in-cancelled", "sign-in-refused", "user-not-granted"],
            ["state-mismatch", "callback-incomplete", "code-refused", "grant-expired", "secret-refused"],
            [
                "session-expired", "refresh-not-allowed", "no-rights", "not-found", "checked-out-by-other",
                "newer-version", "upload-refused", "throttled", "outcome-unknown",
            ],
        ].enumerated() {
            for id in ids { stages[id] = number }
        }
        return stages
    }()

    /// What shows that a stage was passed.
    private static let reached: [Int: String] = [
        0: "Is the server listed and confirmed in Settings > Organization > iManage?",
        1: "Does the server's name have an address (nslookup NAME)?",
        2: "Does the server's port take connections from outside the firm?",
        3: "Does the server's page open in a browser without a warning of its certificate?",
        4: "Does the sign-in page open?",
        5: "Does the sign-in page open?",
        6: "Does the browser come back to Office & Dragons after the sign-in?",
        7: "Was the user logged in before it failed?",
    ]
}
