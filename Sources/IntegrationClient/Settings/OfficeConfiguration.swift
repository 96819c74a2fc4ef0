public import Secrets
public import WorkTime

/// One firm's Office & Dragons: where it runs and what surrounds it.
public struct OfficeConfiguration: Sendable {
    /// Which O&D it is.
    public var deployment: Deployment
    /// The public address that O&D connects from: what a firm's firewall has to allow.
    public var address: String
    /// O&D's clock.
    public var clock: PartyClock
    /// Where states, verifiers, nonces and keys come from.
    public var identifiers: any IdentifierSource
    /// Where secrets are noted as they come up.
    public var secrets: SecretBook
    /// Names and routes.
    public var network: any ClientNetwork
    /// What may be chosen.
    public var options: ClientOptions

    /// A deliberate mistake on the wire; nil for a client that is as it should be.
    package var mutation: WireMutation?

    /// Describes an O&D.
    public init(
        deployment: Deployment = .multiTenant, address: String, clock: PartyClock,
        identifiers: any IdentifierSource = SystemIdentifiers(), secrets: SecretBook = SecretBook(),
        network: any ClientNetwork = SystemNetwork(), options: ClientOptions = ClientOptions()
    ) {
        self.deployment = deployment
        self.address = address
        self.clock = clock
        self.identifiers = identifiers
        self.secrets = secrets
        self.network = network
        self.options = options
    }
}
