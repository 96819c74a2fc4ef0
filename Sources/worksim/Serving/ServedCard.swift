import Markup
import Secrets
import WorkServer

/// All that somebody needs who wants to log in by hand; the one place where secrets are shown, since it is asked for.
struct ServedCard: Encodable {
    struct Application: Encodable {
        let name: String
        let clientID: String
        let clientSecret: String
        let redirectURL: String

        private enum CodingKeys: String, CodingKey {
            case name
            case clientID = "client_id"
            case clientSecret = "client_secret"
            case redirectURL = "redirect_url"
        }
    }

    struct User: Encodable {
        let id: String
        let password: String
    }

    /// Where the control API is, with its token, or the file that holds it.
    struct Control: Encodable {
        let url: String
        let token: String?
        let tokenFile: String?

        private enum CodingKeys: String, CodingKey {
            case url, token
            case tokenFile = "token_file"
        }
    }

    let schema = 1
    let url: String
    let certificateFile: String?
    let applications: [Application]
    let users: [User]
    let control: Control?

    private enum CodingKeys: String, CodingKey {
        case schema, url, applications, users, control
        case certificateFile = "ca_certificate"
    }

    init(
        url: String, certificateFile: String?, firm: Firm, credentials: FirmCredentials, control: Control? = nil
    ) {
        self.url = url
        self.control = control
        self.certificateFile = certificateFile
        applications = firm.applications.map { form in
            Application(
                name: form.name ?? "", clientID: form.clientID ?? "",
                clientSecret: form.clientID.flatMap { credentials.clientSecrets[$0]?.reveal() } ?? "",
                redirectURL: form.redirectURLs?.first ?? "")
        }
        // The one who logs in and is no administrator comes first.
        users = credentials.passwords.sorted { ($0.key != "ADA" ? 1 : 0, $0.key) < ($1.key != "ADA" ? 1 : 0, $1.key) }
            .map { User(id: $0.key, password: $0.value.reveal()) }
    }

    /// The same for people.
    var lines: [VisibleText] {
        var lines: [VisibleText] = [
            "serving \(url)", "start page: \(url)/", "Control Center: \(url)/work/cc",
        ]
        if let certificateFile { lines.append("root certificate: \(certificateFile)") }
        for application in applications {
            lines.append(
                "application: \(application.name), client id \(application.clientID), "
                    + "client secret \(application.clientSecret), redirect \(application.redirectURL)")
        }
        lines += users.map { "user: \($0.id), password \($0.password)" }
        if let control {
            lines.append(
                "control API: \(control.url), "
                    + (control.token.map { "token \($0)" } ?? "token in \(control.tokenFile ?? "")"))
        }
        return lines + ["Ctrl-C ends it."]
    }
}
