import Rules

/// What to look at where two causes fit about as well.
public struct PartingQuestion: Codable, Hashable, Sendable {
    /// The question, to be answered with yes or no.
    public let text: String
    /// The cause that a yes speaks for.
    public let yes: String
    /// The cause that a no speaks for.
    public let no: String

    private init(_ text: String, yes: FailureID, no: FailureID) {
        (self.text, self.yes, self.no) = (text, yes.rawValue, no.rawValue)
    }

    /// The question that parts two causes; nil where the table knows none.
    init?(between first: String, and second: String) {
        let (one, other) = (FailureID(rawValue: first), FailureID(rawValue: second))
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
        if isClients.0 != isClients.1, bare.rawValue.contains(".") {
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
    private static let particular: [(text: String, yes: FailureID, no: Set<FailureID>)] = [
        (
            "Does it fail at once, and not only after some seconds?", .connectionRefused, [.connectionTimedOut]
        ),
        ("Does it fail at once, and not only after some seconds?", .connectionReset, [.connectionTimedOut]),
        (
            "Does worksim doctor URL say that the port takes connections?", .connectionReset, [.connectionRefused]
        ),
        (
            "Does the certificate's last day lie in the past, as the browser shows it?", .tlsExpired,
            [.tlsUntrusted, .tlsIncompleteChain, .tlsNameMismatch]
        ),
        (
            "Does the name in the URL stand in the certificate, as the browser shows it?", .tlsUntrusted,
            [.tlsNameMismatch]
        ),
        (
            "Do browsers open the server without a warning, while other programs refuse its certificate?",
            .tlsIncompleteChain, [.tlsUntrusted, .tlsNameMismatch]
        ),
        (
            "Can another user log in?", .userNotGranted,
            [.applicationDisabled, .applicationUnknown, .secretRefused, .redirectMismatch, .grantExpired]
        ),
        (
            "Does it pass when the sign-in is done within a few seconds?", .grantExpired,
            [.applicationDisabled, .secretRefused, .codeRefused, .applicationUnknown]
        ),
        (
            "Was the Client Secret generated anew, or entered again, since it last worked?", .secretRefused,
            [.applicationDisabled, .applicationUnknown, .sessionExpired, .codeRefused]
        ),
        (
            "Is Office & Dragons listed in Control Center > Settings > Applications, with this Client ID?",
            .applicationDisabled, [.applicationUnknown]
        ),
        (
            "Does the log-in end again after the access token's 30 minutes?", .refreshNotAllowed, [.sessionExpired]
        ),
        ("Does the user see the document in iManage's own web client?", .noRights, [.notFound]),
        ("Is somebody else named as having it checked out?", .checkedOutByOther, [.newerVersion, .noRights]),
        ("Does the same URL show a web page in a browser?", .notAWorkServer, [.serverUnavailable, .notTLS]),
    ]

    /// How far a log-in came before a cause shows.
    private static let stage: [FailureID: Int] = {
        var stages: [FailureID: Int] = [:]
        let order: [[FailureID]] = [
            [
                .urlSchemeMissing, .urlNotHTTPS, .urlTrailingSlash, .urlHasPath, .valueMissing,
                .serverDuplicate, .integrationNotEnabled, .notOrganizationAdmin, .notStaff,
                .serverNotAnnounced, .serverNotValidated, .serverRejected,
            ],
            [.nameUnknown], [.connectionRefused, .connectionTimedOut, .connectionReset],
            [
                .tlsUntrusted, .tlsNameMismatch, .tlsExpired, .tlsIncompleteChain, .tlsProtocol, .notTLS,
            ],
            [.notAWorkServer, .serverUnavailable, .versionTooOld, .versionUnknown],
            [.oauthNotOffered, .applicationUnknown, .applicationDisabled, .redirectMismatch],
            [.signInCancelled, .signInRefused, .userNotGranted],
            [.stateMismatch, .callbackIncomplete, .codeRefused, .grantExpired, .secretRefused],
            [
                .sessionExpired, .refreshNotAllowed, .noRights, .notFound, .checkedOutByOther,
                .newerVersion, .uploadRefused, .throttled, .outcomeUnknown,
            ],
        ]
        for (number, ids) in order.enumerated() {
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
