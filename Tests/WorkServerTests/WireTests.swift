import HTTPTypes
import NIOHTTP1
import Rules
import Secrets
import Testing
import WorkServerTesting
import WorkTime

@testable import WorkServer

/// What the wire shows beside bodies: headers of downloads, and what a call gave in vain.
@Suite struct `On the wire` {
    @Test(arguments: [
        ("Complaint.docx", "Complaint.docx", "Complaint.docx"),
        ("Müller \"draft\" 100%25.docx", "M_ller _draft_ 100_25.docx", "M%C3%BCller%20%22draft%22%20100%2525.docx"),
        ("a\\b\r\nSet-Cookie: x.txt", "a_b__Set-Cookie: x.txt", "a%5Cb%0D%0ASet-Cookie%3A%20x.txt"),
        ("50% off.pdf", "50% off.pdf", "50%25%20off.pdf"),
    ]) func `a file has a plain name and a whole one, as appendix D of RFC 6266 advises`(
        _ name: String, _ plain: String, _ whole: String
    ) {
        #expect(
            ContentDisposition(fileName: name).value
                == "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(whole)")
    }

    @Test(arguments: [("docx", true), ("PDF", true), ("eml", true), ("xyz", false), ("", false)])
    func `a file has the media type of its ending`(_ ending: String, _ isKnown: Bool) {
        #expect((MediaTypes.type(ofExtension: ending) != "application/octet-stream") == isKnown)
    }

    /// A firm with a document in ACTIVE.
    private static let firm: Firm = {
        var firm = WorkServerScene.firm
        var document = FirmContent.Document()
        document.versions = ["First draft"]
        firm.content.libraries["ACTIVE"] = .container(
            [
                "Acme v. Bolt": .container(
                    ["Pleadings": .container(["Klage für Acme.docx": .document(document)], .init())], .init())
            ], .init())
        return firm
    }()

    private static func asked(
        _ path: String, assume: [String: String] = [:]
    ) async throws -> (Caller.Reply, JournalEntry) {
        let scene = try await WorkServerScene.start(firm: firm, assumptions: Assumptions(assume), overTLS: false)
        let caller = Caller(scene: scene)
        let session = try await caller.send(
            .PUT, "/api/v1/session/login", headers: [("content-type", "application/json")],
            form: "{\"user_id\":\"ADA\",\"password\":\"ada's password\"}")
        let token = try #require(session.body.firstMatch(of: /"X-Auth-Token":"([^"]+)"/)?.1)
        let reply = try await caller.send(
            .GET, "/work/api/v2/customers/1/libraries/ACTIVE" + path, headers: [("X-Auth-Token", String(token))])
        let entry = scene.server.journal.last
        await scene.server.stop()
        return (reply, try #require(entry))
    }

    @Test func `a download names its file twice and says what it is`() async throws {
        let (reply, _) = try await Self.asked("/documents/ACTIVE!3/download/any.docx")
        #expect(reply.status == 200)
        #expect(
            reply.headers["content-disposition"] == [
                "attachment; filename=\"Klage f_r Acme.docx\"; filename*=UTF-8''Klage%20f%C3%BCr%20Acme.docx"
            ])
        #expect(
            reply.headers["content-type"]
                == ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"])
    }

    @Test func `what a call gives in vain is named in a header and in the journal`() async throws {
        let (reply, entry) = try await Self.asked("/documents?colour=red&name=klage&timezone_offset=60")
        #expect(reply.status == 200)
        #expect(reply.headers["x-worksim-ignored"] == ["colour, timezone_offset"])
        #expect(entry.detail.hasSuffix("It passes over colour, timezone_offset."))
        let (plain, _) = try await Self.asked("/documents?name=klage")
        #expect(plain.headers["x-worksim-ignored"] == [])
    }

    @Test func `the header can be left out, and unknown names can be refused, but not those that the API knows`()
        async throws
    {
        let (silent, entry) = try await Self.asked(
            "/documents?colour=red", assume: ["content.parameter.ignored-header": "silent"])
        #expect(silent.headers["x-worksim-ignored"] == [])
        #expect(entry.detail.contains("colour"))
        let refusing = ["content.parameter.unknown": "refused_400"]
        let (refused, _) = try await Self.asked("/documents?colour=red", assume: refusing)
        #expect(refused.status == 400)
        #expect(refused.body.contains("\"field\":\"colour\""))
        let (known, _) = try await Self.asked("/documents?timezone_offset=60", assume: refusing)
        #expect(known.status == 200)
    }

    // MARK: What is declared

    private static func caller() throws -> ContentCaller {
        let bench = try Workbench()
        return ContentCaller(
            SharedState(bench.maker.snapshot), identity: Identity("ADA"), now: bench.clock.date, program: "Test")
    }

    /// The names that a search asks for.
    private static func asked(_ search: ((String) -> String?) throws -> Void) rethrows -> Set<String> {
        var names: Set<String> = []
        try search { name in
            names.insert(name)
            return nil
        }
        return names
    }

    @Test func `every filter that is declared is asked for, and no other`() throws {
        let caller = try Self.caller()
        let documents = try Self.asked { _ = try DocumentSearch($0, caller: caller) }
        #expect(documents == Set(SearchFilters.documents.map(\.name)))
        let containers = try Self.asked { _ = try ContainerSearch($0, caller: caller, takesPattern: true) }
        #expect(containers == Set((SearchFilters.folders + SearchFilters.workspaces).map(\.name)))
    }

    @Test func `every body that a method takes is described`() {
        for method in ContentAPI.methods where method.body != .none {
            #expect(method.about.body.flatMap { OpenAPISchemas.bodies[$0] } != nil, "\(method.method) \(method.paths)")
        }
    }

    private static func fields(_ json: String, body: String) throws -> RequestFields {
        var incoming = Incoming(
            party: "192.0.2.1", method: "POST", path: "/", query: "", headers: [:], authority: nil, parameters: [:],
            body: Array(json.utf8))
        incoming.json = try JSONObject(reading: incoming.body)
        let method = APIMethod(
            name: "test", method: .post, scope: .library, paths: [],
            about: APIDescription("Test", .nothing, body: body), body: .json, writes: false
        ) { _, _ in ContentReply(ContentRules.opened, "") }
        return RequestFields(
            of: ContentRequest(incoming: incoming, query: FormFields(), json: incoming.json), method)
    }

    @Test func `names that are not declared are found wherever they stand`() throws {
        let fields = try Self.fields(
            """
            {"limit":1,"colour":"red","filters":{"shade":"dark","name":"a","custom25":"true"},
            "profile_fields":{"document":["name","hue"],"thing":["x"]}}
            """, body: "DocumentSearch")
        #expect(fields.ignored == ["colour", "filters.shade", "profile_fields.document.hue", "profile_fields.thing"])
        #expect(throws: Never.self) { try fields.check(try Self.caller()) }
    }

    @Test(arguments: [
        ("{\"keep_locked\":\"perhaps\"}", "DocumentChange"), ("{\"audit\":\"late\"}", "DocumentChange"),
        ("{\"folder_id\":7}", "FolderChoice"), ("{\"filters\":[]}", "DocumentSearch"),
        ("{\"limit\":\"many\"}", "DocumentSearch"), ("{\"profile_fields\":{\"document\":[5]}}", "DocumentSearch"),
        ("{\"view_type\":\"sideways\"}", "NewFolder"), ("{\"include\":{}}", "SecurityChange"),
    ]) func `a value of another type is refused and never passed over`(_ json: String, _ body: String) throws {
        let caller = try Self.caller()
        #expect(throws: ContentRefusal.self) { try Self.fields(json, body: body).check(caller) }
    }

    @Test(arguments: [
        ("{\"keep_locked\":\"False\",\"default_security\":\"Public\",\"custom25\":\"true\"}", "DocumentChange"),
        ("{\"include\":[{\"id\":\"A\",\"access_level\":\"READ\",\"type\":\"User\"}]}", "SecurityChange"),
        (
            "{\"limit\":\"5\",\"sort_order\":\"DESC\",\"filters\":{\"document_number\":7,\"type\":[\"WORDX\"]}}",
            "DocumentSearch"
        ),
        ("{\"comments\":null}", "Lock"),
    ]) func `words in any case and values as texts are taken`(_ json: String, _ body: String) throws {
        let fields = try Self.fields(json, body: body)
        #expect(fields.ignored == [])
        #expect(throws: Never.self) { try fields.check(try Self.caller()) }
    }

    @Test func `a header holds no more than it can`() {
        let names = (1...25).map { "naïve\r\n\($0)" }
        let header = RequestFields.header(of: names)
        #expect(header.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        #expect(header.hasSuffix("and 5 more"))
    }

    @Test(
        arguments: [
            ("https://App.example.com/settings?x=1", "https://app.example.com"),
            ("http://localhost:8080/cb", "http://localhost:8080"),
            ("https://user@app.example.com/", nil), ("nonsense", nil), ("https://", nil),
        ] as [(String, String?)]) func `an origin is scheme, host and port`(_ url: String, _ origin: String?)
    {
        #expect(CrossOrigin.origin(of: url) == origin)
    }

    @Test
    func `a page may read an answer where an enabled application has its origin, and only where the server knows CORS`()
        async throws
    {
        for (assume, origin, isAllowed) in [
            ("registered_origins", "https://app.example.com", true),
            ("registered_origins", "https://other.example", false),
            ("unknown", "https://app.example.com", false),
        ] {
            let scene = try await WorkServerScene.start(
                assumptions: Assumptions(["http.cross-origin": assume]), overTLS: false)
            let reply = try await Caller(scene: scene).send(.GET, "/api", headers: [("Origin", origin)])
            await scene.server.stop()
            #expect(reply.headers["access-control-allow-origin"] == (isAllowed ? [origin] : []), "\(assume), \(origin)")
            #expect(reply.headers["vary"] == (assume == "unknown" ? [] : ["Origin"]))
        }
    }
}
