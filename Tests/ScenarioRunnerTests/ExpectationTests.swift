import Foundation
import Rules
import ScenarioLanguage
import Testing

@testable import ScenarioRunner

/// Whole scenarios in which one expectation is right, then wrong.
@Suite struct `An expectation` {
    /// A step with the place in `expect` that is compared: a right value, and a wrong one.
    struct Sample: Sendable {
        let step: String
        let truth: String
        let lie: String
        var given = "{ preset: connected }"
        /// What else is expected beside the key, where a failure is.
        var beside = ""
    }

    /// Every place below `expect` at which a value may stand; a free key is `*`.
    static func places(in shape: Shape, at path: String) -> [String] {
        switch shape {
        case .record(let record):
            record.fields.flatMap { places(in: $0.shape, at: path.isEmpty ? $0.name : "\(path).\($0.name)") }
                + (record.rest.map { places(in: $0.values, at: "\(path).*") } ?? [])
        case .map(_, let values): places(in: values, at: "\(path).*")
        case .either(let shapes): Array(Set(shapes.flatMap { places(in: $0, at: path) })).sorted()
        case .list(let item): places(in: item, at: path)
        default: [path]
        }
    }

    /// The places; the forms of a count are tried for one kind of request, since one type compares all kinds.
    static let places = Set(places(in: .record(Table.expectation), at: "")).sorted().filter { place in
        !place.hasPrefix("requests.") || place.split(separator: ".").count == 3
            || place.hasPrefix("requests.office.token.")
    }

    private static let failing = "user.log_in: { as: ada, pause_before_callback: 6s }"
    private static let expired = "{ preset: registered, server: { settings: { work_token_grant_expiry: 5s } } }"
    private static let why = "failure: grant-expired, because: oauth.grant.expired"
    private static let open = "user.open: { as: ada, document: $complaint }"
    private static let review = "office.review: { as: sven }"
    private static let sheet = "admin.export_registration: { as: nora }"
    private static let ask = "other.request: { path: /api }"
    private static let token =
        "other.request: { path: /work/api/v2/customers/1/libraries, headers: { X-Auth-Token: $main.ada.access_token } }"

    private static func warning(_ truth: String, _ lie: String) -> Sample {
        Sample(
            step: "user.log_in: { as: ada }", truth: truth, lie: lie,
            given:
                "{ preset: registered, server: { applications: { Office & Dragons: { from: sheet, allow_refresh_token: no, enabled: yes } } } }"
        )
    }

    private static func failure(_ truth: String, _ lie: String) -> Sample {
        Sample(step: failing, truth: truth, lie: lie, given: expired, beside: why)
    }

    /// The samples, by place.
    static let samples: [String: Sample] = {
        var samples: [String: Sample] = [
            "ok": Sample(step: "user.list_libraries: { as: ada }", truth: "yes", lie: "maybe"),
            "failure": Sample(
                step: failing, truth: "grant-expired", lie: "code-refused", given: expired,
                beside: "because: oauth.grant.expired"),
            "because": Sample(
                step: failing, truth: "oauth.grant.expired", lie: "oauth.code.unknown", given: expired,
                beside: "failure: grant-expired"),
            "also": Sample(
                step:
                    "other.request: { path: /auth/oauth2/authorize, query: { response_type: token, client_id: 0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005, redirect_uri: \"https://app.officeanddragons.com/settings/profile/integrations\", state: abc } }",
                truth: "[oauth.authorize.invalid]", lie: "[oauth.grant.expired]"),
            "at": failure("token", "api"), "status": failure("403", "400"), "error": failure("invalid_grant", "none"),
            "message": failure("Work Token Grant Expiry", "Departures"),
            "message.contains": failure("[30 seconds]", "[0 seconds]"),
            "message.lacks": failure("[Departures]", "[Work Token Grant Expiry]"),
            "message.equals": failure("$message", "30 seconds"),
            "remedy": failure("admin.set", "office.review"),
            "remedy.any_of": failure("[office.review, admin.set]", "[office.review, user.log_in]"),
            "notice": warning("Allow Refresh Token", "Departures"),
            "notice.contains": warning("[Allow Refresh Token]", "[Departures]"),
            "notice.lacks": warning("[Departures]", "[Allow Refresh Token]"),
            "notice.equals": warning("$notice", "Allow Refresh Token"),
            "within": Sample(step: "clock.advance: 20s", truth: "20s", lie: "19s"),
            "state.servers.*": Sample(step: open, truth: "{ main: validated }", lie: "{ main: pending }"),
            "state.sessions.*.*": Sample(
                step: open, truth: "{ ada: { main: logged_in } }", lie: "{ ada: { main: logged_out } }"),
            "state.applications.*": Sample(
                step: open, truth: "{ Office & Dragons: enabled }", lie: "{ Office & Dragons: absent }"),
            "state.documents.*": Sample(
                step: "work.delete: { as: ada, document: $complaint }", truth: "{ $complaint: absent }",
                lie: "{ $complaint: { versions: 1 } }"),
            "state.documents.*.versions": Sample(
                step: open, truth: "{ $complaint: { versions: 1 } }", lie: "{ $complaint: { versions: 2 } }"),
            "state.documents.*.checked_out_by": Sample(
                step: "work.check_out: { as: ada, document: $complaint }",
                truth: "{ $complaint: { checked_out_by: ada } }", lie: "{ $complaint: { checked_out_by: nobody } }"),
            "state.documents.*.text": Sample(
                step: open, truth: "{ ACTIVE/Acme v. Bolt/Pleadings/Complaint.docx: { text: First draft } }",
                lie: "{ ACTIVE/Acme v. Bolt/Pleadings/Complaint.docx: { text: First } }"),
            "state.documents.*.folder": Sample(
                step: "work.move: { as: ada, document: $complaint, to: ACTIVE/Acme v. Bolt }",
                truth: "{ $complaint: { folder: ACTIVE/Acme v. Bolt } }",
                lie: "{ $complaint: { folder: ACTIVE/Acme v. Bolt/Pleadings } }"),
            "shows.libraries": Sample(
                step: "user.list_libraries: { as: ada }", truth: "[ARCHIVE, ACTIVE]", lie: "[ACTIVE]"),
            "shows.documents": Sample(
                step: "user.browse: { as: ada, folder: ACTIVE/Acme v. Bolt/Pleadings }", truth: "[Complaint.docx]",
                lie: "[Complaint]"),
            "shows.release": Sample(step: review, truth: "\"10.4\"", lie: "\"10.3\"", given: "{ preset: registered }"),
            "shows.version": Sample(step: open, truth: "1", lie: "11"),
            "shows.text": Sample(step: open, truth: "First draft", lie: "First"),
            "shows.bytes": Sample(step: open, truth: "11", lie: "1"),
            "shows.server": Sample(
                step: "user.log_in: { as: ada, server: london }", truth: "london", lie: "boston",
                given: """
                    { people: { omar: { office: organization_admin }, sven: { office: staff }, ada: { office: user } },
                      servers: { london: { preset: registered, url: "https://london.example.com" },
                                 boston: { preset: registered, url: "https://boston.example.com" } },
                      office: { imanage: enabled, servers: { london: validated, boston: validated } } }
                    """.replacing("\n", with: " ")),
            "shows.client_id": Sample(
                step:
                    "admin.register_application: { as: nora, name: By hand, client_id: by-hand, redirect_url: \"https://app.example.com/callback\" }",
                truth: "by-hand", lie: "by"),
            "shows.registration.*": Sample(
                step: sheet, truth: "{ client_id: 0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005 }", lie: "{ client_id: other }"),
            "shows.revoked_tokens": Sample(step: "admin.revoke_tokens: { as: nora }", truth: "2", lie: "0"),
            "shows.settings.*": Sample(
                step: "check.settings: { work_token_grant_expiry: 60s }", truth: "{ work_token_grant_expiry: 60s }",
                lie: "{ work_token_grant_expiry: 6s }"),
            "shows.status": Sample(step: ask, truth: "200", lie: "201"),
            "shows.headers.*": Sample(
                step: ask, truth: "{ content-type: application/json }", lie: "{ content-type: text/html }"),
            "shows.body.*": Sample(
                step: token, truth: "{ \"data[0].id\": ACTIVE, \"data[1].is_hidden\": false }",
                lie: "{ \"data[0].id\": 5 }"),
            "should": Sample(step: open, truth: "{ within: 1s }", lie: "{ shows: { version: 2 } }"),
        ]
        for (key, step, words) in [
            ("libraries", "user.list_libraries: { as: ada }", ("ACTIVE", "ACT", 2)),
            (
                "documents", "user.browse: { as: ada, folder: ACTIVE/Acme v. Bolt/Pleadings }",
                ("Complaint.docx", "Complaint", 1)
            ),
        ] {
            samples["shows.\(key).contains"] = Sample(step: step, truth: "[\(words.0)]", lie: "[\(words.1)]")
            samples["shows.\(key).lacks"] = Sample(step: step, truth: "[\(words.1)]", lie: "[\(words.0)]")
            samples["shows.\(key).count"] = Sample(step: step, truth: "\(words.2)", lie: "\(words.2 + 1)")
        }
        for (key, step, word) in [
            ("body", token, "ARCHIVE"), ("report", "user.report: { as: ada }", "multi-tenant"),
            (
                "location",
                "other.request: { path: /work/cc/applications }", "sign-in"
            ), ("headers.*", ask, "application/json"),
        ] {
            let wrap = { (text: String) in key == "headers.*" ? "{ content-type: { \(text) } }" : "{ \(text) }" }
            samples["shows.\(key).contains"] = Sample(
                step: step, truth: wrap("contains: [\(word)]"), lie: wrap("contains: [nothing of this]"))
            samples["shows.\(key).lacks"] = Sample(
                step: step, truth: wrap("lacks: [nothing of this]"), lie: wrap("lacks: [\(word)]"))
            samples["shows.\(key).count"] = Sample(step: step, truth: wrap("count: $count"), lie: wrap("count: 3"))
            if key != "headers.*" {
                samples["shows.\(key)"] = Sample(step: step, truth: "$whole", lie: word)
            }
        }
        for line in Table.checklist.fields.map(\.name) {
            samples["shows.checklist.\(line)"] = Sample(
                step: review, truth: "passed", lie: "not_reached",
                given: "{ preset: registered }")
        }
        return samples
    }()

    /// A sample for each place; counts of requests are generated, since all of them are compared alike.
    static func sample(for place: String) -> Sample? {
        if let sample = samples[place] { return sample }
        let parts = place.split(separator: ".").map(String.init)
        guard parts.count >= 3, parts[0] == "requests" else { return nil }
        let (party, kind) = (parts[1], parts[2])
        let own = party == "office" ? ["discovery", "token"] : ["authorize", "sign_in"]
        let count =
            switch kind {
            case "total", "others": 2
            default: own.contains(kind) ? 1 : 0
            }
        let wrap: (Int) -> String =
            switch parts.dropFirst(3).joined(separator: ".") {
            case "": { "\($0)" }
            case "at_most": { "{ at_most: \($0) }" }
            case "attempted": { "{ attempted: \($0) }" }
            case "arrived": { "{ arrived: \($0) }" }
            case "attempted.at_most": { "{ attempted: { at_most: \($0) } }" }
            default: { "{ arrived: { at_most: \($0) } }" }
            }
        // An upper limit is wrong only below what happened; of what never happens it is never wrong.
        let isLimit = place.hasSuffix("at_most")
        let lie = isLimit ? count - 1 : count + 1
        guard lie >= 0 else {
            return Sample(
                step: "user.log_in: { as: ada }", truth: wrap(count), lie: "{ attempted: 1 }",
                given: "{ preset: registered }")
        }
        return Sample(
            step: "user.log_in: { as: ada }", truth: wrap(count), lie: wrap(lie), given: "{ preset: registered }")
    }

    /// The text of a scenario with one key of `expect`.
    private static func story(_ sample: Sample, _ place: String, _ value: String) -> String {
        var keys = place.split(separator: ".").map(String.init)
        // The sample's value begins at the first free key, or below a kind of request.
        if let free = keys.firstIndex(of: "*") { keys = Array(keys[..<free]) }
        if keys.first == "requests" { keys = Array(keys.prefix(3)) }
        let own = ["body", "report", "location"]
        if keys.count == 3, keys[0] == "shows", own.contains(keys[1]) { keys.removeLast() }
        let nested = keys.reversed().reduce(value) { inner, key in
            inner.isEmpty ? key : (inner == value ? "\(key): \(inner)" : "\(key): { \(inner) }")
        }
        let beside = sample.beside.isEmpty ? "" : sample.beside + ", "
        return """
            title: One key
            given: \(sample.given)
            steps:
              - \(sample.step)
                expect: { \(beside)\(nested) }
            """
    }

    private static func play(_ text: String) async -> ScenarioResult? {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "Scenarios/9-test/key.yaml")
        guard let scenario = loaded.scenarios.first else {
            Issue.record("\(loaded.diagnostics.map(\.description).joined(separator: "\n"))\n\(text)")
            return nil
        }
        return await ScenarioPlayer().play(scenario)
    }

    /// What the sample's step shows, for right values that are long.
    private static func filled(_ sample: Sample, _ place: String) async -> String {
        guard
            sample.truth.contains("$message") || sample.truth.contains("$notice") || sample.truth.contains("$whole")
                || sample.truth.contains("$count")
        else { return sample.truth }
        let lie = await play(story(sample, place, sample.lie))
        let seen = lie?.steps.first?.mismatches.first?.seen ?? ""
        let quoted =
            "\"" + seen.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
        return sample.truth.replacing("$count", with: seen).replacing("$message", with: quoted)
            .replacing("$notice", with: quoted).replacing("$whole", with: quoted)
    }

    @Test(arguments: places) func `holds where it is right and fails where it is wrong, whatever its key`(
        _ place: String
    ) async throws {
        let sample = try #require(Self.sample(for: place), "no sample for \(place)")
        if place == "ok" {
            let lie = Self.story(Self.failure("", ""), "ok", "yes").replacing(Self.why + ", ", with: "")
            #expect(await Self.play(Self.story(sample, place, sample.truth))?.verdict == .pass)
            #expect(await Self.play(lie)?.verdict == .fail)
            return
        }
        let truth = Self.story(sample, place, await Self.filled(sample, place))
        let right = try #require(await Self.play(truth))
        #expect(right.verdict == .pass, "\(RedStory(right).text)\n\(truth)")
        let wrong = try #require(await Self.play(Self.story(sample, place, sample.lie)))
        if place == "should" {
            #expect(
                wrong.verdict == .pass && right.steps.first?.warnings.isEmpty == true
                    && wrong.steps.first?.warnings.count == 1)
            return
        }
        #expect(wrong.verdict == (place == "because" ? .vacuous : .fail), "\(place): \(sample.lie)")
        #expect(
            wrong.blame == .scenario || wrong.blame == .configuration,
            "a wrong value is the file's: \(wrong.blame?.text ?? "")")
        let first = place.split(separator: ".").first.map(String.init) ?? ""
        #expect(
            (wrong.steps.first?.mismatches ?? []).contains { $0.what.hasPrefix(first) },
            "\(wrong.reason ?? "") \(wrong.steps)")
    }

    @Test func `has a comparison for every key of the language`() {
        let keys = Set(Table.expectation.fields.map(\.name))
        #expect(Set(ScenarioRunner.Expectation.kinds.map { $0.key } + ["should"]) == keys)
        #expect(Set(StateExpectation.kinds.map { $0.key }) == Set(Table.state.fields.map { "state.\($0.name)" }))
        #expect(Set(DocumentsExpectation.fields.keys) == Set(Table.documentState.fields.map(\.name)))
    }
}
