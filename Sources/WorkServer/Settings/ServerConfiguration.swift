public import CertificateAuthority
public import Rules
public import Secrets
public import WorkTime

/// All that a simulated server is made of, beside the firm it serves.
public struct ServerConfiguration: Sendable {
    /// The server's name in the world; part of derived ids and of readable names of secrets.
    public var name = "main"
    /// The release that it reports and behaves as.
    public var release = Release.standard
    /// Where it runs; decides the customer id.
    public var hosting = Hosting.onPrem
    /// The address that `versions[].url` is built from; nil takes the name by which the caller reached the server.
    public var publicURL: String?
    /// The DNS names that its certificate is for, the first one also for callers that name none of them.
    public var hostNames: [String] = ["localhost"]
    /// The IP addresses that its certificate is for as well.
    ///
    /// Some clients accept the name *or* the address of a certificate and would miss a wrong name, so that a world that
    /// plays one has none.
    public var certificateAddresses: [String] = []
    /// How long the certificate is valid, counted from `certificateIssued`.
    public var certificateValidFor: Duration = .seconds(800 * 86_400)
    /// When the certificate was issued; nil means at the start.
    public var certificateIssued: WorkDate?
    /// The server's clock.
    public var clock: PartyClock
    /// Where ids, codes, tokens and secrets come from.
    public var identifiers: any IdentifierSource
    /// Where minted and entered secrets are noted, and what redacts the journal.
    public var secrets: SecretBook
    /// The readings in force for what is not known of the real product.
    public var assumptions = Assumptions()
    /// Issues the server's certificates; nil means plain HTTP.
    public var authority: Authority?
    /// The local address to listen on.
    public var bindAddress = "127.0.0.1"
    /// The local port to listen on; 0 takes a free one.
    public var port = 0
    /// The clock's books of exchanges; nil when the server stands alone.
    public var exchanges: (any ExchangeLedger)?
    /// Maps a raw peer address to the one that firewall and journal see.
    public var peerAddress: @Sendable (String) -> String = { $0 }
    /// Whose `X-Forwarded-For` is believed.
    public var trustedProxies: [AddressRange] = []
    /// Says what goes wrong with an exchange, by the caller's raw address and what has come of it; asked at each moment.
    public var fault: (@Sendable (String, ExchangeFault.Moment) -> ExchangeFault?)?
    /// The names under which the server answers, in lower case; nil for every name.
    public var ownNames: Set<String>?
    /// Where large uploads are kept.
    package var makeBlobFile: @Sendable () throws -> any BlobFile = { try NamelessFile() }
    /// How many journal entries are kept.
    public var journalCapacity = 10_000
    /// Told of each command that an administrator gives on a page of Control Center, with what came of it.
    public var onCommand: (@Sendable (ControlCenterCommand, String, Result<CommandReply, CommandRefusal>) -> Void)?
    /// Told of each journal entry, in order, outside of any lock of the server's state.
    public var onEntry: (@Sendable (JournalEntry) -> Void)?

    /// Whether a connection ends after its first response.
    package var closesConnections = false

    /// A deliberate mistake; nil for a server that is as it should be.
    package var mutation: ServerMutation?

    /// Describes a server with the given sources of time and identifiers; everything else has a usual value.
    public init(clock: PartyClock, identifiers: any IdentifierSource, secrets: SecretBook) {
        self.clock = clock
        self.identifiers = identifiers
        self.secrets = secrets
    }
}
