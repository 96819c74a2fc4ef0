public import Secrets

/// How the server is reached.
public struct ObserverNetwork: Sendable {
    /// Certificates in PEM that are trusted beside this machine's own.
    public var rootsPEM: [String] = []
    /// The addresses of names that are not looked up.
    public var addresses: [String: String] = [:]
    /// The time for a call.
    public var timeout: Duration = .seconds(10)

    /// Describes the usual network.
    public init() {}
}

/// What an observation may use and do.
public struct ObserverOptions: Sendable {
    /// The server.
    public var server: ServerAddress
    /// How the server is reached.
    public var network = ObserverNetwork()
    /// The client id of a registered application.
    public var clientID: String?
    /// Its client secret.
    public var clientSecret: Secret?
    /// Its redirect URL.
    public var redirectURL: String?
    /// Who signs in.
    public var user: String?
    /// The password of who signs in.
    public var password: Secret?
    /// A code that a browser brought, in place of user and password.
    public var code: Secret?
    /// The id of the folder in which things may be made and removed.
    public var scratch: String?
    /// The id of a document on which the user has no rights.
    public var deniedDocument: String?
    /// The client id of a disabled application.
    public var disabledClient: String?
    /// Whether a sign-in may fail once.
    public var mayFailSignIn = false
    /// The most calls that are made.
    public var mostCalls = 200
    /// The time from one call to the next.
    public var interval: Duration = .milliseconds(250)
    /// The time after which no probe begins.
    public var limit: Duration = .seconds(600)

    /// Describes an observation of a server that uses nothing but its address.
    public init(server: ServerAddress) { self.server = server }
}
