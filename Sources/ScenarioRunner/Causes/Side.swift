import Rules

/// Where the cause of a failure lies, so that the right people are asked first.
public enum Side: String, Codable, Sendable, CaseIterable {
    /// The customer's identity provider: Entra ID, Okta, AD FS.
    case identityProvider = "identity_provider"
    /// The work server: its settings, its applications, its rights.
    case workServer = "work_server"
    /// What lies between: names, firewalls, proxies, certificates.
    case network
    /// The product and what was entered in it.
    case officeAndDragons = "office_and_dragons"
    /// The user who signs in or works with a document.
    case user
    /// Another program than the product and the server.
    case other

    /// The side as a sentence names it.
    public var name: String {
        switch self {
        case .identityProvider: "the customer's identity provider"
        case .workServer: "the work server"
        case .network: "the network between"
        case .officeAndDragons: "Office & Dragons"
        case .user: "the user"
        case .other: "another program"
        }
    }

    /// The side at which a cause lies: a failure of the client by its group, a rule by its area.
    init(of cause: String) {
        if let foreign = ForeignCause.byID[cause] {
            self = foreign.side
        } else if let side = Self.byFailure[FailureID(rawValue: cause)] {
            self = side
        } else if cause.contains(".") {
            self = Self.side(ofRule: cause)
        } else {
            self = Self.side(ofDocumented: cause)
        }
    }

    private static func side(ofRule rule: String) -> Side {
        switch rule.prefix(while: { $0 != "." }) {
        case "client": .officeAndDragons
        case "name", "network", "firewall", "tls", "proxy", "fault": .network
        case "person": .user
        default: rule.hasPrefix("oauth.sso") ? .identityProvider : .workServer
        }
    }

    /// The groups of the documented failures: `A` is address and network, `G` the transport, `C2` and `C3` single sign-on.
    private static func side(ofDocumented id: String) -> Side {
        if ["C2", "C3"].contains(id) { return .identityProvider }
        return ["A", "G"].contains(id.first) ? .network : .workServer
    }

    private static let byFailure: [FailureID: Side] = {
        var sides: [FailureID: Side] = [:]
        let groups: [(Side, [FailureID])] = [
            (
                .officeAndDragons,
                [
                    .urlSchemeMissing, .urlNotHTTPS, .urlTrailingSlash, .urlHasPath, .valueMissing,
                    .serverDuplicate, .integrationNotEnabled, .notOrganizationAdmin, .notStaff,
                    .serverNotAnnounced, .serverNotValidated, .serverRejected, .stateMismatch,
                    .callbackIncomplete,
                ]
            ),
            (
                .network,
                [
                    .nameUnknown, .nameUnanswered, .connectionRefused, .connectionTimedOut,
                    .connectionReset, .tlsUntrusted, .tlsNameMismatch, .tlsExpired, .tlsIncompleteChain,
                    .tlsProtocol, .notTLS, .notAWorkServer, .checksumMismatch, .outcomeUnknown,
                ]
            ),
            (.user, [.signInCancelled, .signInRefused, .checkedOutByOther, .newerVersion]),
        ]
        for (side, ids) in groups { for id in ids { sides[id] = side } }
        for kind in FailureCatalogue.all where sides[kind.id] == nil { sides[kind.id] = .workServer }
        return sides
    }()
}
