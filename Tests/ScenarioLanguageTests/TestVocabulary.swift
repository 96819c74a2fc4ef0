import Rules
import ScenarioLanguage
import Stage

/// The names that the tests' files may use; those of the article come from the catalogues.
enum TestVocabulary {
    static let failures = """
        url-scheme-missing url-not-https url-trailing-slash url-has-path value-missing server-duplicate \
        integration-not-enabled not-organization-admin not-staff server-not-announced server-not-validated \
        server-rejected name-unknown connection-refused connection-timed-out connection-reset tls-untrusted \
        application-unknown application-disabled user-not-granted redirect-mismatch secret-refused state-mismatch \
        code-refused grant-expired refresh-not-allowed session-expired no-rights not-found
        """

    static let rules = """
        firewall.no-rule-matched firewall.denied tls.name-mismatch name.unknown fault.delay discovery.reported \
        oauth.client.unknown oauth.client.disabled oauth.client.secret-wrong oauth.redirect.mismatch \
        oauth.code.unknown oauth.grant.expired oauth.refresh.not-allowed oauth.access.missing \
        client.url.trailing-slash client.role client.server.not-validated client.state.mismatch
        """

    static let presets = [
        "empty": "servers: { main: { release: \"10.4\", hosting: on-prem } }\n",
        "small-firm": """
        people:
          nora: { control_center: NRTADMIN, from: 198.51.100.5 }
          omar: { office: organization_admin, from: 198.51.100.6 }
          sven: { office: staff }
          ada: { office: user, accounts: { main: { user: ADA } }, from: 198.51.100.20 }
        server:
          content:
            ACTIVE:
              Acme v. Bolt: { Pleadings: { Complaint.docx: { id: complaint, versions: [First draft] } } }
            ARCHIVE: {}
        """,
        "registered": """
        people:
          nora: { control_center: NRTADMIN, from: 198.51.100.5 }
          omar: { office: organization_admin, from: 198.51.100.6 }
          sven: { office: staff }
          ada: { office: user, accounts: { main: { user: ADA } }, from: 198.51.100.20 }
        office: { deployment: multi-tenant, address: 203.0.113.10, imanage: enabled, servers: { main: validated } }
        server:
          release: "10.4"
          hosting: on-prem
          url: "https://work.example.com"
          applications: { Office & Dragons: { from: sheet, enabled: yes } }
          content:
            ACTIVE:
              Acme v. Bolt: { Pleadings: { Complaint.docx: { id: complaint, versions: [First draft] } } }
            ARCHIVE: {}
        """,
    ]

    static let full: Vocabulary = {
        var vocabulary = Vocabulary()
        vocabulary.rules = entries(rules)
        vocabulary.failures = entries(failures)
        vocabulary.requirements = Requirements.all.flatMap { requirement in
            requirement.coverable.map { Vocabulary.Entry($0, requirement.says) }
        }
        vocabulary.documentedFailures = DocumentedFailures.all.map { .init($0.id, $0.symptom) }
        vocabulary.switches = [
            "oauth.grant.expired": [
                .init("forbidden_403", "Answers 403."), .init("invalid_grant_400", "Answers as RFC 6749 says."),
            ]
        ]
        vocabulary.switchQuestions = [.init("oauth.grant.expired", "What answers a grant that is too old?")]
        vocabulary.settingKinds = [
            "work_token_grant_expiry": .duration, "single_sign_on": .text, "single_sign_on_certificate_expires": .text,
        ]
        vocabulary.settings = [
            .init("work_token_grant_expiry", "How long a grant lives."),
            .init("single_sign_on", "Whether an identity provider signs people in."),
            .init("single_sign_on_certificate_expires", "The day on which its certificate ends."),
        ]
        vocabulary.releases = ["10.1", "10.2", "10.4", "10.10"]
        vocabulary.presets = presets
        vocabulary.steps = StepRegistry.standard.records
        vocabulary.returns = StepRegistry.standard.returns
        vocabulary.given = StageSetup.record
        vocabulary.worldIssues = { StageSetup.issues(in: $0) }
        vocabulary.builtSteps = ["user.log_in"]
        return vocabulary
    }()

    private static func entries(_ names: String) -> [Vocabulary.Entry] {
        names.split(separator: " ").map { .init(String($0), "What \($0) means.") }
    }
}
