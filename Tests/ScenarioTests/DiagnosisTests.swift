import Foundation
import IntegrationClient
import Rules
import ScenarioLanguage
import ScenarioRunner
import Testing

/// `worksim diagnose` held to what the scenarios show.
@Suite struct `A diagnosis` {
    private static let scenarios = `Scenarios`.suite.scenarios
    private static let search = CauseSearch()

    /// The share of the texts whose own cause comes first, and the misses.
    private static func hits(
        of shown: [CauseIndex.Shown], _ change: (String) -> String
    ) -> (share: Double, misses: [String]) {
        var misses: [String] = []
        for one in shown {
            let answer = search.answer(to: change(one.text))
            let first = answer.hits.first?.cause.id
            if first != one.cause {
                misses.append("\(one.scenario): \(one.cause), not \(first ?? "nothing"): \(one.text)")
            }
        }
        return (1 - Double(misses.count) / Double(max(1, shown.count)), misses)
    }

    @Test func `knows each text that a scenario shows, whole, of another firm and in part`() async throws {
        let shown = CauseIndex.shown(in: await `Scenarios`.results())
        #expect(shown.count > 200)
        let isCurrent = CauseIndex(of: shown) == .builtIn
        #expect(
            isCurrent,
            "The texts have changed: worksim diagnose --write-index Sources/ScenarioRunner/Causes/causes.json")
        #expect(Set(shown.map(\.cause)).count > 60)
        let whole = Self.hits(of: shown) { $0 }
        #expect(whole.share >= 0.95, "\(whole.share): \(whole.misses.joined(separator: "\n"))")
        let elsewhere = Self.hits(of: shown) { text in
            "2031-07-08T11:12:13Z WARN "
                + text.replacing("work.example.com", with: "dms.another-firm.law").replacing("10.4", with: "10.7")
                .uppercased()
        }
        #expect(elsewhere.share >= 0.95, "\(elsewhere.share): \(elsewhere.misses.joined(separator: "\n"))")
        // The first half of a message is the part that is copied; it says what happened, and not yet what to do.
        let part = Self.hits(of: shown) { text in
            let words = text.split(separator: " ")
            return words.prefix(max(8, words.count / 2)).joined(separator: " ")
        }
        #expect(part.share >= 0.9, "\(part.share): \(part.misses.joined(separator: "\n"))")
    }

    @Test(arguments: [
        ("curl: (60) SSL certificate problem: certificate has expired", "tls-expired"),
        ("Error: connect ECONNREFUSED 10.1.2.3:443", "connection-refused"),
        ("net::ERR_NAME_NOT_RESOLVED at https://imanage.firm.com", "name-unknown"),
        ("javax.net.ssl: PKIX path building failed: unable to find valid certification path", "tls-incomplete-chain"),
        ("HTTP 403 when I log in, after I typed my password slowly", "grant-expired"),
        ("{\"error\":\"invalid_client\",\"error_description\":\"The client secret is wrong\"}", "secret-refused"),
        ("upstream returned 502 Bad Gateway", "server-unavailable"),
        ("refused by oauth.redirect.mismatch", "redirect-mismatch"),
        ("SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON", "not-a-work-server"),
    ])
    func `knows what people paste`(_ text: String, _ cause: String) throws {
        let hit = try #require(Self.search.answer(to: text).hits.first)
        #expect(hit.cause.id == cause)
        #expect(!hit.cause.remedy.isEmpty && !hit.because.isEmpty)
    }

    @Test(
        arguments: [
            ("Login failed: 403", "grant-expired"), ("my computer is broken", nil),
            ("iManage does not show up in O&D", nil), ("the printer is out of paper", nil),
            ("Outlook cannot find my calendar", nil), ("PKIX path building failed", "tls-incomplete-chain"),
            ("Error: getaddrinfo ENOTFOUND work.firm.com", "name-unknown"), ("ETIMEDOUT", "connection-timed-out"),
            ("requests.exceptions.SSLError: certificate verify failed: self-signed certificate", "tls-untrusted"),
            ("System.Net.WebException: The remote name could not be resolved: 'dms.firm.com'", "name-unknown"),
            ("ERR_SSL_VERSION_OR_CIPHER_MISMATCH", "tls-protocol"), ("HTTP/1.1 429 Too Many Requests", "throttled"),
            ("nginx: 504 Gateway Time-out", "server-unavailable"),
            ("OpenSSL: error:0A00010B:SSL routines::wrong version number", "not-tls"),
            ("java.net.SocketException: Connection reset by peer", "connection-reset"),
            ("error=redirect_uri_mismatch", "redirect-mismatch"),
            ("NET::ERR_CERT_COMMON_NAME_INVALID", "tls-name-mismatch"),
        ] as [(String, String?)])
    func `knows what other programs say, and says where nothing is near`(_ text: String, _ cause: String?) {
        let answer = Self.search.answer(to: text)
        #expect(answer.isFar == (cause == nil), "\(answer.hits.map { "\($0.cause.id) \($0.fit)" })")
        if let cause { #expect(answer.hits.first?.cause.id == cause) }
        if cause == nil { #expect(answer.question == nil && answer.hits.allSatisfy { $0.fit < 0.5 }) }
    }

    /// What support reads in real tickets; structure decides before words do.
    @Test(
        arguments: [
            (
                "AADSTS50011: The redirect URI 'https://work.firm.com/auth/oidc/callback/1' specified in the request does not "
                    + "match the redirect URIs configured for the application", "single-sign-on-failed",
                Side.identityProvider
            ),
            ("AADSTS7000222: The provided client secret keys are expired.", "single-sign-on-failed", .identityProvider),
            (
                "AADSTS53003: Access has been blocked by Conditional Access policies.", "single-sign-on-failed",
                .identityProvider
            ),
            ("User is not assigned to the client application.", "single-sign-on-failed", .identityProvider),
            ("SAML response rejected: the signing certificate expired", "single-sign-on-failed", .identityProvider),
            ("POST https://work.firm.com/auth/oauth2/token 401 (Unauthorized)", "secret-refused", .workServer),
            (
                "GET https://work.firm.com/work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!12.1/download 403 (Forbidden)",
                "no-rights", .workServer
            ),
            (
                "Request failed with status code 401: GET https://work.firm.com/work/api/v2/customers/1/documents/ACTIVE!12.1",
                "session-expired", .workServer
            ),
            ("Request failed with status code 401: GET …/documents/…", "session-expired", .workServer),
            ("iManage API error: 404 Not Found", "not-found", .workServer),
            ("Could not create SSL/TLS secure channel.", "tls-protocol", .network),
            ("couldn't get a refresh token", "refresh-not-allowed", .workServer),
            (
                "Access to fetch at 'https://work.firm.com/api' from origin 'https://x.example' has been blocked by CORS policy",
                "called-from-browser", .other
            ),
            (
                "> POST /auth/oauth2/token HTTP/1.1\n> Host: work.firm.com\n< HTTP/1.1 401 Unauthorized",
                "secret-refused", .workServer
            ),
            (
                "{\"method\":\"GET\",\"url\":\"https://w.firm.com//api\",\"status\":404}", "url-trailing-slash",
                .officeAndDragons
            ),
        ])
    func `reads structure before words and names the side`(_ text: String, _ cause: String, _ side: Side) throws {
        let answer = Self.search.answer(to: text)
        let first = try #require(answer.hits.first)
        #expect(first.cause.id == cause && first.cause.side == side && !answer.isFar)
        #expect(first.certainty != .possible && !first.because.isEmpty)
    }

    @Test func `names the customer id second where a bare call found nothing`() {
        let hits = Self.search.answer(to: "iManage API error: 404 Not Found").hits
        #expect(hits.count > 1 && hits[1].cause.id == "customer-or-library-wrong")
    }

    private static func labeled(_ name: String) throws -> LabeledTexts {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Texts/\(name).tsv")
        return try LabeledTexts(String(contentsOf: file, encoding: .utf8))
    }

    @Test func `learns from texts whose causes are all known, each once`() throws {
        let items = LabeledTexts.builtIn
        #expect(items.count >= 2_000)
        let known = Set(Self.search.causeIDs)
        for item in items { #expect(item.cause == "none" || known.contains(item.cause), "\(item.cause): \(item.text)") }
        let repeated = Dictionary(grouping: items, by: \.text).filter { $0.value.count > 1 }
        #expect(repeated.isEmpty, "\(repeated.keys.sorted())")
        let groups = Dictionary(grouping: items, by: \.cause).mapValues(\.count)
        // Enough wordings of each failure of the client, so that no single one decides.
        for kind in FailureCatalogue.all { #expect(groups[kind.id.rawValue, default: 0] >= 12, "\(kind.id)") }
    }

    /// `worksim diagnose --self-check` reads all five parts and prints the misses.
    @Test func `reads a fifth of the known texts by what the other four teach`() {
        let result = LabeledTexts.crossRead(folds: 0..<1)
        #expect(result.count >= 400)
        #expect(result.share >= 0.88, "\(result.share)")
        let wrong = result.misses.filter { $0.item.cause == "none" }
        // Of more than 120 texts about something else.
        #expect(wrong.count <= 16, "\(wrong.map { "\($0.first): \($0.item.text)" })")
    }

    @Test func `reads a fifth of what programs print and support writes at length by what the others teach`() {
        // The texts by other authors: long lines of logs, and mails of several sentences.
        let long = LabeledTexts.builtIn.filter { $0.text.count >= 90 && $0.cause != "none" }
        let read = long.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
        let search = CauseSearch(wordings: LabeledTexts.builtIn.filter { !read.contains($0) })
        let result = LabeledTexts(items: read).result(of: search)
        #expect(result.count >= 150)
        #expect(result.share >= 0.9, "\(result.share)")
    }

    /// `worksim diagnose --labeled FILE` prints the misses.
    @Test func `names the right cause for texts that it never learned from, and none for another subject`() throws {
        let texts = try Self.labeled("unlearned")
        #expect(Set(texts.items.map(\.text)).isDisjoint(with: LabeledTexts.builtIn.map(\.text)))
        let result = texts.result(of: Self.search)
        #expect(result.count >= 120)
        #expect(result.share >= 0.85, "\(result.share)")
        #expect(result.misses.count { $0.item.cause == "none" } <= 5)
        // By another author, who knew the causes alone.
        let independent = try Self.labeled("independent")
        #expect(Set(independent.items.map(\.text)).isDisjoint(with: LabeledTexts.builtIn.map(\.text)))
        let other = independent.result(of: Self.search)
        #expect(other.count >= 180)
        #expect(other.share >= 0.88, "\(other.share)")
        #expect(other.misses.count { $0.item.cause == "none" } <= 2)
    }

    @Test func `gives the same answer each time it learns`() {
        let again = CauseSearch()
        for item in LabeledTexts.builtIn.prefix(20) {
            #expect(again.answer(to: item.text) == Self.search.answer(to: item.text))
        }
    }

    @Test(arguments: [
        (
            "2026-10-03 09:12:44 10.0.0.5 GET /work/api/v2/customers/1/libraries - 443 - 198.51.100.4 a - 401 0 503 12",
            401
        ),
        ("2026-10-03 09:12:44 10.0.0.5 POST /auth/oauth2/token - 443 - 198.51.100.4 a - 200 0 64 404", 200),
        ("\"GET /work/api/v2/customers/1/recent-documents HTTP/1.1\" 200 401", 200),
    ])
    func `reads a log's status, and no port, size or time beside it`(_ line: String, _ status: Int) {
        let answer = Self.search.answer(to: line)
        #expect(answer.hits.isEmpty == (status < 400))
        if status == 401 { #expect(answer.hits.first?.cause.id == "session-expired" && !answer.isFar) }
    }

    @Test func `names both causes of a path that cannot be built, and what parts them`() {
        let answer = Self.search.answer(to: "PKIX path building failed")
        #expect(Set(answer.hits.prefix(2).map(\.cause.id)) == ["tls-untrusted", "tls-incomplete-chain"])
        #expect(answer.question?.yes == "tls-incomplete-chain")
    }

    @Test(arguments: ["", "   ", "hello", "0123456789", "Lorem ipsum dolor sit amet", "{}[]\"\\\u{0}", "é ü 漢字"])
    func `says nothing where a text says nothing`(_ text: String) {
        let answer = Self.search.answer(to: text)
        #expect(answer.hits.isEmpty && answer.question == nil)
    }

    @Test func `asks what parts two causes that are near`() throws {
        let answer = Self.search.answer(to: "Login failed: 403")
        let question = try #require(answer.question)
        #expect(question.text.hasSuffix("?"))
        #expect(Set([question.yes, question.no]) == Set(answer.hits.prefix(2).map(\.cause.id)))
    }

    @Test func `names a scenario that is there for each cause that it has from one`() {
        let ids = Set(Self.scenarios.map(\.fileID))
        for entry in CauseIndex.builtIn.entries {
            #expect(!entry.scenarios.isEmpty && Set(entry.scenarios).isSubset(of: ids), "\(entry.id)")
        }
    }
}
