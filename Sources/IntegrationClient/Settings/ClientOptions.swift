public import Rules
public import Secrets

/// How the client behaves where the article leaves it open.
public struct ClientOptions: Sendable {
    /// What becomes of a work server URL that breaks the rules.
    public enum URLCheck: String, Codable, SwitchReading { case strict, off }
    /// What becomes of sessions when the product restarts.
    public enum TokenStorage: String, Codable, SwitchReading { case persistent, memory }
    /// What becomes of a log-in to a server whose version cannot be read.
    public enum UnknownVersion: String, Codable, SwitchReading { case warn, refuse }

    /// Whether a refresh proves who asks.
    public enum RefreshAuthentication: String, Codable, SwitchReading { case sent, leftOut = "left_out" }

    /// What becomes of a confirmed server whose URL or client id is changed.
    public enum EditedServer: String, Codable, SwitchReading {
        case announcedAnew = "announced_anew", keptValidated = "kept_validated"
    }

    /// What becomes of a log-in that brings no refresh token.
    public enum MissingRefreshToken: String, Codable, SwitchReading { case warn, refuse }

    /// How long people are kept waiting for a server that asks for fewer calls.
    public var throttlePatience = ThrottlePatience()
    /// Whether a file that no work server takes is refused before anything is sent.
    public var checksUploads: Bool
    /// How many rows of a list are asked for at once.
    public var pageSize = 500
    /// `off` accepts any URL, to reproduce what follows.
    public var urlCheck: URLCheck
    /// `memory` loses all sessions at a restart.
    public var tokens: TokenStorage
    /// `refuse` turns the warning into `version-unknown`.
    public var unknownVersion: UnknownVersion
    /// `kept_validated` lets users log in at the new address at once.
    public var editedServer: EditedServer
    /// `left_out` renews by the refresh token alone.
    public var refreshAuthentication: RefreshAuthentication
    /// `refuse` takes no log-in that would end with its access token.
    public var missingRefreshToken: MissingRefreshToken
    /// Time-outs and sizes.
    public var limits: TransportLimits
    /// What the vault's key is made from; nil draws one from the identifiers.
    public var vaultKey: Secret?

    /// Takes the readings in force; what has no switch has its usual value.
    public init(assumptions: Assumptions = Assumptions()) {
        urlCheck = assumptions.reading(of: IntegrationClientRules.urlCheck)
        tokens = assumptions.reading(of: IntegrationClientRules.tokens)
        unknownVersion = assumptions.reading(of: IntegrationClientRules.unknownVersion)
        editedServer = assumptions.reading(of: IntegrationClientRules.editedServer)
        refreshAuthentication = assumptions.reading(of: IntegrationClientRules.refreshAuthentication)
        missingRefreshToken = assumptions.reading(of: IntegrationClientRules.missingRefreshToken)
        checksUploads = assumptions.reading(of: IntegrationClientRules.uploadCheck) != .off
        if assumptions.reading(of: IntegrationClientRules.throttling) == .told {
            throttlePatience = ThrottlePatience(repetitions: 0)
        }
        limits = TransportLimits()
        if assumptions.reading(of: IntegrationClientRules.responseLimit) == .sixtyFourMebibytes {
            limits.maximumBody = 64 * 1_024 * 1_024
        }
    }
}
