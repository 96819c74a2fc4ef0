public import Secrets

/// One thing that a client is asked to do: `{"do": "office.review", "as": "sven", "server": "main"}`.
public struct ClientAction: Codable, Sendable {
    /// What is done.
    public enum Name: String, Codable, Sendable, CaseIterable {
        /// Enables iManage for the organization.
        case enableIManage = "office.enable_imanage"
        /// Enters a server; shows `server`, its name.
        case addServer = "office.add_server"
        /// Changes what was entered for a server.
        case editServer = "office.edit_server"
        /// Removes a server.
        case removeServer = "office.remove_server"
        /// Tells O&D of a server.
        case announceServer = "office.announce_server"
        /// Has staff look at a server; shows `checklist` and `release`.
        case review = "office.review"
        /// Has staff confirm a server.
        case confirm = "office.confirm"
        /// Has staff reject a server.
        case reject = "office.reject"
        /// Starts the product anew.
        case restart = "office.restart"
        /// Begins a log-in; shows `url`, the page that the browser opens.
        case beginLogIn = "user.begin_log_in"
        /// Ends a log-in with the URL that the browser came back to; shows `server`.
        case finishLogIn = "user.finish_log_in"
        /// Logs out, at the server too.
        case logOut = "user.log_out"
        /// Lists the libraries of a server; shows `libraries`.
        case listLibraries = "user.list_libraries"
        /// Lists what is in a folder; shows `documents`, the names.
        case browse = "user.browse"
        /// Searches documents; shows `documents`.
        case search = "user.search"
        /// Opens a document; shows `version`, `bytes`, and `text` unless it is large.
        case open = "user.open"
        /// Saves a document; shows `version` and `bytes`.
        case save = "user.save"
        /// Takes up a save whose end is unknown; shows `version` and `bytes`, 0 where it was stored already.
        case resumeSave = "user.resume_save"
        /// Checks a document out.
        case lock = "user.lock"
        /// Ends a check-out.
        case unlock = "user.unlock"
        /// Makes the report for support; shows `report`.
        case report = "user.report"
        /// Says how things stand, without a request.
        case status = "client.status"
    }

    /// What is done.
    public var name: Name
    /// Who does it.
    public var person: String
    /// The server's name in the organization settings.
    public var server: String?
    /// A work server's URL, as it is typed.
    public var url: String?
    /// A client id, as it is typed; nil takes the client's own.
    public var clientID: String?
    /// A client secret, as it is typed.
    public var clientSecret: Secret?
    /// A document's or a folder's path.
    public var path: String?
    /// Where a new document goes, or where is searched.
    public var folder: String?
    /// What is searched for, or saved.
    public var text: String?
    /// A version's number.
    public var version: Int?
    /// How a document is saved: `version` or `document`.
    public var how: String?
    /// What becomes of a save where somebody was faster: `ask`, `new_version` or `copy`.
    public var conflict: String?
    /// The administrator's export of the registration, to be joined with a report.
    public var registration: [String: String]?
    /// Another name for a server.
    public var newName: String?
    /// Why a server is rejected.
    public var reason: String?
    /// The URL that the browser came back to, with code and state.
    public var callback: Secret?

    /// Names an action; what it needs beside is set afterwards.
    public init(_ name: Name, as person: String = "", server: String? = nil) {
        self.name = name
        self.person = person
        self.server = server
    }

    private enum CodingKeys: String, CodingKey {
        case name = "do"
        case person = "as"
        case server, url, reason, callback, registration, path, folder, text, version, how, conflict
        case newName = "name"
        case clientID = "client_id"
        case clientSecret = "client_secret"
    }

    /// Reads the form that `encode` writes.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decode(Name.self, forKey: .name)
        person = try fields.decodeIfPresent(String.self, forKey: .person) ?? ""
        server = try fields.decodeIfPresent(String.self, forKey: .server)
        url = try fields.decodeIfPresent(String.self, forKey: .url)
        clientID = try fields.decodeIfPresent(String.self, forKey: .clientID)
        clientSecret = try fields.decodeIfPresent(String.self, forKey: .clientSecret).map { Secret($0) }
        registration = try fields.decodeIfPresent([String: String].self, forKey: .registration)
        path = try fields.decodeIfPresent(String.self, forKey: .path)
        folder = try fields.decodeIfPresent(String.self, forKey: .folder)
        text = try fields.decodeIfPresent(String.self, forKey: .text)
        version = try fields.decodeIfPresent(Int.self, forKey: .version)
        how = try fields.decodeIfPresent(String.self, forKey: .how)
        conflict = try fields.decodeIfPresent(String.self, forKey: .conflict)
        newName = try fields.decodeIfPresent(String.self, forKey: .newName)
        reason = try fields.decodeIfPresent(String.self, forKey: .reason)
        callback = try fields.decodeIfPresent(String.self, forKey: .callback).map { Secret($0) }
    }

    /// Writes it for the client alone: the secrets that it is to use stand in it.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(person, forKey: .person)
        try fields.encodeIfPresent(server, forKey: .server)
        try fields.encodeIfPresent(url, forKey: .url)
        try fields.encodeIfPresent(clientID, forKey: .clientID)
        try fields.encodeIfPresent(clientSecret?.reveal(), forKey: .clientSecret)
        try fields.encodeIfPresent(registration, forKey: .registration)
        try fields.encodeIfPresent(path, forKey: .path)
        try fields.encodeIfPresent(folder, forKey: .folder)
        try fields.encodeIfPresent(text, forKey: .text)
        try fields.encodeIfPresent(version, forKey: .version)
        try fields.encodeIfPresent(how, forKey: .how)
        try fields.encodeIfPresent(conflict, forKey: .conflict)
        try fields.encodeIfPresent(newName, forKey: .newName)
        try fields.encodeIfPresent(reason, forKey: .reason)
        try fields.encodeIfPresent(callback?.reveal(), forKey: .callback)
    }
}
