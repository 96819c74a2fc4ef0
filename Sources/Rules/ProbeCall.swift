/// One call of a probe, as data: `<name>` in a path, a header or a body stands for what the observer knows by that name.
public struct ProbeCall: Sendable, Hashable {
    /// What a call sends.
    public enum Body: Sendable, Hashable {
        /// Nothing.
        case none
        /// A form; a field whose value is `<name?>` is left out where the observer has no such value.
        case form([String: String])
        /// JSON.
        case json(String)
        /// A multipart upload: the profile as JSON, and the text of the file.
        case upload(profile: String, file: String)
        /// The sign-in form of the answer before, filled in and sent where it says.
        case signInForm(password: String)
    }

    /// The HTTP method.
    public let method: String
    /// The path with its query.
    public let path: String
    /// Header fields.
    public let headers: [String: String]
    /// The body.
    public let body: Body
    /// What the answer is kept under, by where it stands in the JSON; `location:code` is a parameter of the redirect.
    public let keeps: [String: String]
    /// The path that removes what the call makes; nil where it makes nothing.
    public let removedBy: String?

    /// Describes a call.
    public init(
        _ method: String, _ path: String, headers: [String: String] = [:], body: Body = .none,
        keeps: [String: String] = [:], removedBy: String? = nil
    ) {
        (self.method, self.path, self.headers, self.body) = (method, path, headers, body)
        (self.keeps, self.removedBy) = (keeps, removedBy)
    }

    /// The call as a plan shows it, without what it sends.
    public var label: String {
        switch body {
        case .signInForm: "the sign-in form of that page"
        case .none, .form, .json, .upload: "\(method) \(path)"
        }
    }

    /// All texts in which names may stand.
    public var templates: [String] {
        let sent: [String] =
            switch body {
            case .none: []
            case .form(let fields): Array(fields.values)
            case .json(let text): [text]
            case .upload(let profile, _): [profile]
            case .signInForm(let password): ["<user>", password]
            }
        return [path, removedBy ?? ""] + headers.values + sent
    }
}

extension ProbeCall {
    /// A call without a token.
    public static func get(_ path: String, headers: [String: String] = [:]) -> ProbeCall {
        ProbeCall("GET", path, headers: headers)
    }

    /// A call of the content API below the customer, with a token.
    public static func content(
        _ path: String, method: String = "GET", token: String = "<access>", headers: [String: String] = [:],
        body: Body = .none, keeps: [String: String] = [:], removedBy: String? = nil
    ) -> ProbeCall {
        let base = "/work/api/v2/customers/<customer>/"
        return ProbeCall(
            method, base + path, headers: headers.merging(["X-Auth-Token": token]) { own, _ in own }, body: body,
            keeps: keeps, removedBy: removedBy.map { base + $0 })
    }

    /// A request for tokens.
    public static func token(
        _ fields: [String: String], query: String = "", headers: [String: String] = [:], keeps: [String: String] = [:]
    ) -> ProbeCall {
        ProbeCall("POST", "/auth/oauth2/token" + query, headers: headers, body: .form(fields), keeps: keeps)
    }

    /// The application's own credentials, as fields of a form.
    public static let client = ["client_id": "<client_id>", "client_secret": "<client_secret?>"]
    /// The user's name and password, as fields of a form.
    public static let person = ["grant_type": "password", "username": "<user>", "password": "<password>"]

    /// A log-in of the probe's own, so that what it does to its tokens touches no other.
    public static let logIn = token(
        client.merging(person) { own, _ in own },
        keeps: ["own_access": "access_token", "own_refresh": "refresh_token"])

    /// A refresh with the log-in's own token and nothing else.
    public static func refresh(_ token: String = "<own_refresh>", keeps: [String: String] = [:]) -> ProbeCall {
        .token(["grant_type": "refresh_token", "refresh_token": token], keeps: keeps)
    }

    /// The redemption of a code.
    public static func redeem(
        _ code: String, adding fields: [String: String] = [:], client: [String: String] = client,
        keeps: [String: String] = ["own_access": "access_token", "own_refresh": "refresh_token"]
    ) -> ProbeCall {
        .token(
            ["grant_type": "authorization_code", "code": code, "redirect_uri": "<redirect>"]
                .merging(client) { own, _ in own }.merging(fields) { _, added in added },
            keeps: keeps)
    }

    /// The page that begins a log-in.
    public static func authorize(_ more: String = "") -> ProbeCall {
        .get(
            "/auth/oauth2/authorize?response_type=code&client_id=<client_id:url>&redirect_uri=<redirect:url>"
                + "&state=<nonce>" + more)
    }

    /// The sign-in page, filled in.
    public static func signIn(
        password: String = "<password>", headers: [String: String] = [:]
    ) -> ProbeCall {
        ProbeCall(
            "POST", "", headers: headers, body: .signInForm(password: password), keeps: ["own_code": "location:code"])
    }

    /// An upload into the scratch folder; the document is kept as `own_document`.
    public static func upload(
        to folder: String = "<scratch>", name: String = "worksim <nonce>", ending: String = "txt",
        more: String = "", file: String = "worksim"
    ) -> ProbeCall {
        content(
            "libraries/<library>/folders/\(folder)/documents", method: "POST",
            body: .upload(
                profile: "{\"doc_profile\":{\"name\":\"\(name)\",\"extension\":\"\(ending)\"}\(more)}", file: file),
            keeps: ["own_document": "data.id"], removedBy: "libraries/<library>/documents/<own_document>")
    }

    /// A new folder below another; it is kept under `name`.
    public static func folder(
        _ name: String, in parent: String, kind: String = "subfolders", more: String = ""
    ) -> ProbeCall {
        content(
            "libraries/<library>/folders/\(parent)/\(kind)", method: "POST",
            body: .json("{\"name\":\"worksim <nonce>\"\(more)}"), keeps: [name: "data.id"],
            removedBy: "libraries/<library>/folders/<\(name)>")
    }
}
