import Foundation
import ScenarioRunner
import Testing

/// What the results of a profile's scenarios say of a client.
@Suite struct `The conformance of a client` {
    private static let profile = """
        {"profile": "core", "version": "1.0", "date": "2026-11-29", "about": "Logs in.",
         "must": {"a/one": "11", "a/two": "22"}, "should": {"a/three": "33"}}
        """

    /// The result of a run in which the scenarios came out so; nil for one without a result.
    private func conformance(
        one: Verdict? = .pass, two: Verdict? = .pass, three: Verdict? = .pass, client: String = "mine"
    ) throws -> Conformance {
        let profile = try JSONDecoder().decode(Profile.self, from: Data(Self.profile.utf8))
        let rows = [("a/one", one), ("a/two", two), ("a/three", three)].compactMap { id, verdict in
            verdict.map {
                """
                {"id": "\(id)", "title": "T <b>", "path": "a.yaml", "verdict": "\($0.rawValue)", "covers": [], "tags": [],
                 "rules": [], "findings": [], "reason": "why", "steps": []}
                """
            }
        }
        let results = "{\"schema\": 1, \"scenarios\": [\(rows.joined(separator: ","))]}"
        return Conformance(
            try RunReport.results(reading: Data(results.utf8)), of: profile,
            client: .init(name: client, version: "2.1"), worksim: "0.1.0", date: "2026-11-29T16:00:00Z", seed: 1,
            suite: ScenarioDigest(of: []))
    }

    @Test func `is there where every must scenario passed`() throws {
        let result = try conformance()
        #expect(result.conforms && result.sentence == "conforms to WorkSim core 1.0")
        #expect(result.must.passed == 2 && result.should.passed == 1 && result.lacking(.should).isEmpty)
    }

    @Test(arguments: [Verdict.fail, .vacuous, .error, .known])
    func `is not there where a must scenario failed`(_ verdict: Verdict) throws {
        let result = try conformance(two: verdict)
        #expect(!result.conforms)
        #expect(result.sentence == "does not conform to WorkSim core 1.0: 1 must scenario failed, 0 untested")
        #expect(result.lacking(.must).map(\.id) == ["a/two"])
    }

    @Test(arguments: [Verdict.untested, .skip, nil])
    func `is not there where a must scenario was not tested`(_ verdict: Verdict?) throws {
        let result = try conformance(one: verdict, two: .fail)
        #expect(!result.conforms)
        #expect(result.sentence == "does not conform to WorkSim core 1.0: 1 must scenario failed, 1 untested")
    }

    @Test(arguments: [Verdict.untested, .fail, nil])
    func `is there whatever comes of a should scenario, which is listed`(_ verdict: Verdict?) throws {
        let result = try conformance(three: verdict)
        #expect(result.conforms && result.sentence == "conforms to WorkSim core 1.0")
        #expect(result.lacking(.should).map(\.id) == ["a/three"] && result.lacking(.must).isEmpty)
        #expect(result.should.passed == 0 && result.should.failed + result.should.untested == 1)
    }

    @Test func `has files that say the same, whatever a client calls itself`() throws {
        let name = "<script>alert(1)</script>\u{1B}[31m & \"x\""
        let result = try conformance(one: .fail, client: name)
        let files = Dictionary(uniqueKeysWithValues: try result.files().map { ($0.name, $0.data) })
        #expect(files.keys.sorted() == ["conformance.html", "conformance.json", "conformance.svg"])
        let read = try JSONDecoder().decode(Conformance.self, from: try #require(files["conformance.json"]))
        #expect(read.client.name == name && read.scenarios == result.scenarios && !read.conforms)
        for page in ["conformance.html", "conformance.svg"] {
            let text = String(decoding: try #require(files[page]), as: UTF8.self)
            #expect(!text.contains("<script") && !text.contains("\u{1B}") && !text.contains("T <b>"))
            #expect(text.contains("&lt;script&gt;") && text.contains("does not conform"))
        }
        let page = String(decoding: try #require(files["conformance.html"]), as: UTF8.self)
        #expect(page.contains("a/one") && page.contains("a/three") && page.contains("default-src"))
    }
}
