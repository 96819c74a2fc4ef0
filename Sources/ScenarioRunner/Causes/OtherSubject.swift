import Foundation
import Rules

/// Recognizes texts about other software or other things, whose failures read like those of a work server.
enum OtherSubject {
    /// Returns whether a text is about something else.
    ///
    /// A name of iManage's or of O&D's decides at once. Then the name of another product, another service's host or port,
    /// or a file of the user's own computer shows that the text is about something else, whatever it says of tokens.
    static func holds(_ text: String, signs: [Sign]) -> Bool {
        let text = text.lowercased()
        // A scheme that cannot be used may have a product's name: ftp.
        guard !signs.contains(where: { $0.cause == .urlNotHTTPS && $0.strength == .certain }) else { return false }
        return !isAtHome(text) && (products.contains { hasWord($0, in: text) } || isElsewhere(text))
    }

    /// Whether a word or the beginning of one stands in a text, so that `pip` is not found in `pipeline`.
    private static func hasWord(_ word: String, in text: String) -> Bool {
        guard text.contains(word) else { return false }
        return text.ranges(of: word).contains { range in
            let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
            let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
            return !(before?.isLetter ?? false) && !(after?.isLetter ?? false)
        }
    }

    /// Whether a text names a host, a port or a file that no work server has.
    private static func isElsewhere(_ text: String) -> Bool {
        if hosts.contains(where: { text.contains($0) }) { return true }
        // The ports of databases, caches, queues and the like; a time of the day has the same form as a short port.
        let named =
            #/(?:\.[a-z]{2,}|[a-z]{3,}[0-9]*):(?:389|445|465|587|636|993|995|1433|1521|2049|2181|3306|3389|5432|5672|6379|9042|9092|9200|11211|27017)\b/#
        let spoken =
            #/\bport[ =:]{1,2}(?:2[125]|110|139|143|389|445|465|587|636|993|995|1433|1521|3306|3389|5432|5672|6379|9092|9200|11211|27017)\b/#
        if text.contains(named) || text.contains(spoken) || hasForeignPort(text) || isOtherService(text) { return true }
        // A file of the user's own computer or of a share that a program holds.
        return ["locked", "in use", "being used", "checked out"].contains { text.contains($0) } && !text.contains("://")
            && text.contains(#/(?:^|[\s'"(])(?:[a-z]:\\|\\\\[a-z0-9]|\/(?:home|var|usr|tmp|mnt|opt)\/)/#)
    }

    /// Whether every address of the text has a port that is not of the web; a high one is the caller's own.
    private static func hasForeignPort(_ text: String) -> Bool {
        guard !text.contains("://") else { return false }
        let ports = text.matches(of: #/[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}:([0-9]{2,5})\b/#).compactMap {
            Int($0.1)
        }
        .filter { $0 < 32768 }
        return !ports.isEmpty && !ports.contains { [53, 80, 443, 3128, 4443, 8080, 8443, 8888, 9443].contains($0) }
    }

    /// Whether a text names the service that it could not connect to, and that is none of the web.
    private static func isOtherService(_ text: String) -> Bool {
        guard
            let match = text.firstMatch(
                of:
                    #/(?:connect(?:ion)? to|connecting to|reach|contact)(?: the)? ([a-z-]+) (?:service|database|broker|daemon|agent|queue|server)\b/#
            )
        else { return false }
        return ![
            "work", "remote", "the", "document", "dms", "web", "this", "that", "proxy", "target", "your", "our", "dns",
            "name", "any", "a", "an", "another", "some", "each", "no", "which", "main", "internal", "external",
            "imanage",
            "correct", "wrong", "same", "new", "old", "origin", "upstream", "customer", "authorization", "http",
            "https",
        ]
        .contains(match.1)
    }

    /// Whether a text names iManage, O&D or a document management system.
    static func isAtHome(_ text: String) -> Bool {
        home.contains { text.contains($0) } || hasWord("dms", in: text)
    }

    /// Whether a text names one of these, or what any text about a log-in by OAuth holds.
    static func isNamed(_ text: String) -> Bool {
        let text = text.lowercased()
        return isAtHome(text) || protocols.contains { text.contains($0) }
    }

    private static let protocols = [
        "oauth", "/api", "client secret", "client_secret", "client id", "client_id", "refresh token", "refresh_token",
        "invalid_client", "invalid_grant", "redirect_uri", "redirect uri", "redirect url", "access_denied",
    ]

    /// What only a text about iManage, O&D or the sign-in at one of them holds.
    private static let home = [
        "imanage", "work server", "o&d", "office & dragons", "office and dragons", "officeanddragons",
        "control center", "x-auth-token", "/work/", "/auth/oauth2", "/auth/oidc", "/api/v1/session", "nrc_", "aadsts",
        "saml", "desksite", "filesite", "dms_version", "worksite",
    ]

    private static let hosts = [
        "localhost", "127.0.0.1", "[::1]", "github.com", "gitlab.com", "amazonaws.com", "googleapis.com", "npmjs.org",
        "pypi.org", "docker.io", "graph.microsoft.com", "sharepoint.com", "outlook.office", "office365.com",
        "management.azure.com", "vault.azure.net", "core.windows.net", "database.windows.net", "salesforce.com",
        "zoom.us", "slack.com", "stripe.com", "paypal.com", "facebook.com", "twitter.com", "linkedin.com",
        "wikipedia.org", "atlassian.net", "zendesk.com", "hubapi.com", "docusign", "dropbox", "box.com",
        "windowsupdate.com", "ubuntu.com", "debian.org", "maven.org", "nuget.org", "rubygems.org",
    ]

    private static let products = [
        "npm", "npmjs", "yarn", "pnpm", "pip", "pypi", "docker", "kubectl", "kubelet", "kubernetes", "helm",
        "terraform", "ansible", "mysql", "mariadb", "postgres", "postgresql", "psql", "mongodb", "mongo",
        "mongoservererror", "redis", "memcached", "kafka", "zookeeper", "rabbitmq", "amqp", "activemq",
        "elasticsearch", "influxdb", "cassandra", "sqlite", "oracle", "ora",
        "sql server", "odbc", "jdbc", "smtp", "imap", "pop3", "postfix", "dovecot", "exchange server",
        "exchange online", "gmail", "outlook", "teams", "zoom", "webex", "skype", "slack", "discord", "printer",
        "spooler", "toner", "print server", "bluetooth", "wifi", "wi-fi", "wlan", "802.1x", "radius",
        "systemd", "dhcp", "ssh", "sshd", "sftp",
        "ftp", "ftps", "rsync", "samba", "smb", "nfs", "git", "github", "gitlab", "bitbucket", "svn", "subversion",
        "perforce", "p4", "tfs", "mercurial", "maven", "gradle", "cargo", "nuget", "apt", "apt-get", "yum", "dnf",
        "brew", "rubygems", "composer", "sharepoint", "onedrive", "google drive", "google docs", "dropbox",
        "box drive", "salesforce", "hubspot", "zendesk", "servicenow", "docusign", "quickbooks", "xero", "clio",
        "sage", "datev", "dynamics", "jira", "confluence", "trello", "asana", "notion", "wordpress", "joomla",
        "drupal", "shopify", "magento", "netdocuments", "documentum", "opentext", "worldox", "alfresco", "m-files",
        "sharefile", "egnyte", "adobe", "acrobat", "photoshop", "autodesk", "autocad", "solidworks", "revit",
        "hibernate", "django", "rails", "webpack", "xcode", "steam", "minecraft", "playstation", "xbox", "nintendo",
        "whatsapp", "telegram", "spotify", "netflix", "paypal", "stripe", "twilio", "sendgrid", "firebase", "heroku",
        "aws", "s3", "ec2", "boto3", "botocore", "lambda", "dynamodb", "sns", "sqs", "azure devops",
        "azure storage", "key vault", "azure cli", "gcloud", "bigquery", "google.auth", "gcp", "snowflake",
        "databricks", "tableau", "power bi", "sap", "vmware", "vcenter", "hyper-v", "ntp", "ldap", "ldap_bind",
        "active directory replication", "backup exec", "veeam", "antivirus", "windows update", "windows defender",
        "segfault", "segmentation fault", "core dumped", "out of memory", "stack overflow", "modulenotfounderror",
        "crontab", "disk quota", "raid", "nas", "synology", "qnap", "code signing", "smartscreen", "authenticode",
        "jenkins", "teamcity", "circleci", "travis", "artifactory", "nexus", "sonarqube", "vault", "consul", "etcd",
        "nomad", "puppet", "saltstack", "mqtt", "modbus", "opc",
        "rfc_error_logon_failure", "rfc_error", "sqlstate", "tds", "iscsi", "kerberos ticket", "krb5", "snmp", "sip",
        "voip", "sonos", "alexa", "homekit", "webcam", "nvidia", "cuda",
    ]
}
