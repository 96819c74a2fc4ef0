/// Tells texts that are about other software, whose network failures read like any other.
enum OtherSubject {
    /// Whether a text names other software and nothing of iManage, Office & Dragons or a sign-in.
    static func holds(_ text: String) -> Bool {
        let text = text.lowercased()
        guard !home.contains(where: { text.contains($0) }) else { return false }
        return others.contains { other in
            text.ranges(of: other).contains { range in
                // A whole word, so that `pip` is not found in `pipeline`.
                let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
                let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
                return !(before?.isLetter ?? false) && !(after?.isLetter ?? false)
            }
        }
    }

    private static let home = [
        "imanage", "work server", "o&d", "office & dragons", "office and dragons", "oauth", "control center",
        "x-auth-token",
        "/work/", "/api/v", "nrc_", "aadsts", "saml", "desksite", "client secret", "client_secret", "refresh token",
        "refresh_token", "invalid_client",
        "invalid_grant", "redirect_uri",
    ]

    private static let others = [
        "npm", "npmjs", "yarn", "pnpm", "pip", "pypi", "docker", "kubectl", "kubelet", "kubernetes", "helm",
        "terraform",
        "ansible", "mysql", "postgres", "postgresql", "psql", "mongodb", "mongo", "mongoservererror", "redis", "kafka",
        "rabbitmq",
        "elasticsearch",
        "sqlite", "oracle", "ora", "smtp", "imap", "pop3", "postfix", "exchange server", "outlook", "teams", "zoom",
        "slack",
        "printer",
        "spooler", "toner", "bluetooth", "wifi", "wi-fi", "kernel", "systemd", "dhcp", "vpn client", "ssh", "sshd",
        "sftp", "ftp",
        "git", "github", "gitlab", "bitbucket", "maven", "gradle", "cargo", "nuget", "apt", "yum", "dnf", "brew",
        "excel",
        "powerpoint", "onenote", "sharepoint", "onedrive", "dropbox", "salesforce", "jira", "confluence", "wordpress",
        "php-fpm",
        "apache2", "tomcat", "hibernate", "django", "rails", "react", "webpack", "xcode", "android", "ios", "bios",
        "usb", "gpu",
        "nvidia", "cuda", "steam", "minecraft", "playstation", "whatsapp", "spotify", "netflix", "paypal", "stripe",
        "s3",
        "lambda", "dynamodb", "cloudfront", "snowflake", "tableau", "sap", "vmware", "hyper-v", "citrix", "ntp", "ldap",
        "active directory replication", "backup exec", "veeam", "antivirus", "defender", "segfault",
        "segmentation fault",
        "core dumped", "out of memory", "stack overflow", "syntaxerror: invalid syntax", "nullpointerexception",
        "undefined is not",
        "modulenotfounderror", "compil", "linker", "makefile", "cron", "crontab", "disk quota", "raid", "scanner",
        "fax", "coffee",
        "elevator", "invoice", "payroll", "calendar", "phone", "voicemail", "keyboard", "mouse", "monitor", "headset",
        "laptop",
        "battery", "recipe", "weather", "vacation", "lunch",
    ]
}
