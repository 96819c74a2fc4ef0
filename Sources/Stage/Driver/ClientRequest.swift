public import IntegrationClient
public import Secrets

/// One thing that a client is asked to do: `{"do": "office.review", "person": "sven", "server": "main"}`.
public enum ClientRequest: Codable, Sendable {
    /// Enables iManage for the organization.
    case enableIManage(ByPerson)
    /// Enters a server; the reply is its name.
    case addServer(ServerEntry)
    /// Changes what was entered for a server.
    case editServer(ServerChange)
    /// Removes a server.
    case removeServer(AtServer)
    /// Announces a server to O&D.
    case announceServer(AtServer)
    /// Has staff review a server; the reply is the checklist.
    case review(AtServer)
    /// Has staff confirm a server.
    case confirm(AtServer)
    /// Has staff reject a server.
    case reject(Rejection)
    /// Restarts the product.
    case restart
    /// Begins a log-in; the reply is the page that the browser opens.
    case beginLogIn(AtServer)
    /// Finishes a log-in with the URL that the browser came back to; the reply is the server's name.
    case finishLogIn(Callback)
    /// Logs out, at the server too.
    case logOut(AtServer)
    /// Lists the libraries of a server.
    case listLibraries(AtServer)
    /// Lists what is in a folder.
    case browse(Browsing)
    /// Searches documents.
    case search(Search)
    /// Opens a document.
    case open(Opening)
    /// Saves a document.
    case save(Saving)
    /// Resumes a save whose outcome is unknown; the reply has 0 bytes where it was stored already.
    case resumeSave(AboutDocument)
    /// Checks a document out.
    case lock(AboutDocument)
    /// Ends a check-out.
    case unlock(AboutDocument)
    /// Makes the report for support.
    case report(Reporting)
    /// Asks how things stand, without a request.
    case status

    /// The names of the requests, as `do` has them.
    public enum Name: String, Codable, Sendable, CaseIterable {
        case enableIManage = "office.enable_imanage"
        case addServer = "office.add_server"
        case editServer = "office.edit_server"
        case removeServer = "office.remove_server"
        case announceServer = "office.announce_server"
        case review = "office.review"
        case confirm = "office.confirm"
        case reject = "office.reject"
        case restart = "office.restart"
        case beginLogIn = "user.begin_log_in"
        case finishLogIn = "user.finish_log_in"
        case logOut = "user.log_out"
        case listLibraries = "user.list_libraries"
        case browse = "user.browse"
        case search = "user.search"
        case open = "user.open"
        case save = "user.save"
        case resumeSave = "user.resume_save"
        case lock = "user.lock"
        case unlock = "user.unlock"
        case report = "user.report"
        case status = "client.status"
    }

    /// Who asks.
    public struct ByPerson: Codable, Sendable {
        /// The person.
        public var person: String
    }

    /// Who asks, and about which server.
    public struct AtServer: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name in the organization settings.
        public var server: String
    }

    /// A server as it is typed in.
    public struct ServerEntry: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name; nil takes the client's own choice.
        public var server: String?
        /// The URL.
        public var url: String
        /// The client id; nil takes the client's own.
        public var clientID: String?
        /// The client secret.
        public var clientSecret: TypedSecret?
    }

    /// What is typed anew for a server; nil leaves it as it is.
    public struct ServerChange: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name until now.
        public var server: String
        /// Its name from now on.
        public var newName: String?
        /// The URL.
        public var url: String?
        /// The client id.
        public var clientID: String?
        /// The client secret.
        public var clientSecret: TypedSecret?
    }

    /// Why a server is rejected.
    public struct Rejection: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name.
        public var server: String
        /// The reason.
        public var reason: String
    }

    /// What a browser came back with.
    public struct Callback: Codable, Sendable {
        /// The person whose browser it is.
        public var person: String
        /// The URL, with code and state.
        public var callback: TypedSecret
    }

    /// A folder to list.
    public struct Browsing: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name.
        public var server: String
        /// The folder's path.
        public var folder: String
    }

    /// Words to search.
    public struct Search: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name.
        public var server: String
        /// The library; nil for all.
        public var library: String?
        /// The words.
        public var text: String
    }

    /// A document to open.
    public struct Opening: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name.
        public var server: String
        /// The document's path.
        public var document: String
        /// The version's number; nil for the latest.
        public var version: Int?
    }

    /// A document to save.
    public struct Saving: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name.
        public var server: String
        /// The document's path.
        public var document: String
        /// The contents.
        public var text: String
        /// As what it is saved.
        public var mode: SaveMode
        /// What becomes of it where somebody was faster.
        public var conflict: ConflictChoice
        /// Where a new document goes.
        public var folder: String?
        /// The name of a new document.
        public var name: String?
    }

    /// A document that something is done with.
    public struct AboutDocument: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name.
        public var server: String
        /// The document's path.
        public var document: String
    }

    /// A report to make.
    public struct Reporting: Codable, Sendable {
        /// The person.
        public var person: String
        /// The server's name.
        public var server: String
        /// The administrator's export of the registration, to be joined with it.
        public var registration: [String: String]?
    }

    /// A secret that the client needs to see; it is encoded for the client alone.
    public struct TypedSecret: Codable, Sendable {
        /// The secret.
        public let secret: Secret

        /// A secret for the client.
        public init(_ secret: Secret) { self.secret = secret }

        /// Reads the form that `encode` writes.
        public init(from decoder: any Decoder) throws {
            secret = Secret(try decoder.singleValueContainer().decode(String.self))
        }

        /// Writes the secret itself.
        public func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            try value.encode(secret.reveal())
        }
    }
}
