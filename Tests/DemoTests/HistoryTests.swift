import Foundation
import Markup
import Rules
import ScenarioLanguage
import ScenarioRunner
import Secrets
import Stage
import Synchronization
import Testing

@testable import Demo

@Suite struct `Undo, records and links of the demo` {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    private static let library = ScenarioSuite(
        paths: ["\(root)/Scenarios/0-road", "\(root)/Scenarios/7-trouble"]
    ).scenarios
    /// The first row of a story that shows something broken.
    private static let broken = library.first { $0.fileID == "7-trouble/403-grant-expiry" }?.id ?? ""

    private func direct(
        brand: Brand = .none, onChange: @escaping @Sendable (Recording) -> Void = { _ in },
        _ body: (Director) async throws -> Void
    ) async throws {
        let story = try #require(Self.library.first { $0.id == "0-road/six-steps" })
        try await PlayingLimit.withPlace {
            let director = try await Director(
                story: story, library: Self.library, brand: brand, seed: 9, onChange: onChange)
            do {
                try await body(director)
                await director.close()
            } catch {
                await director.close()
                throw error
            }
        }
    }

    private func steps(_ director: Director, _ count: Int) async {
        for _ in 0..<count { await director.next() }
    }

    @Test func `undo takes the last step back, redo plays it again, and something new ends redo`() async throws {
        try await direct { director in
            #expect(await !director.canUndo)
            #expect(await !director.canRedo)
            await steps(director, 4)
            let titles = await director.moments.map(\.title)
            await director.undo()
            #expect(await director.moments.map(\.title) == Array(titles.dropLast()))
            await director.redo()
            #expect(await director.moments.map(\.title) == titles)
            await director.redo()
            #expect(await director.moments.count == 4)
            await director.undo()
            await director.jump(by: "1d")
            #expect(await !director.canRedo)
            #expect(await director.moments.last?.title == "1 day passes")
        }
    }

    @Test func `a reset, another story and what was broken are undone, too`() async throws {
        try await direct { director in
            await steps(director, 3)
            await director.reset()
            await director.undo()
            #expect(await director.moments.count == 3)
            await director.breakSomething(Self.broken)
            #expect(await director.aside != nil)
            await director.undo()
            #expect(await director.aside == nil)
            #expect(await director.scenario.id == "0-road/six-steps")
            #expect(await director.moments.count == 3)
            await director.redo()
            #expect(await director.aside?.moments.count == 3)
            #expect(await director.scenario.id == Self.broken)
        }
    }

    @Test func `a story that begins anew has a record of its own, and the earlier one stays`() async throws {
        let written = WrittenRecords()
        try await direct(onChange: { written.write($0) }) { director in
            await steps(director, 3)
            await director.reset()
            await steps(director, 1)
            await director.back(to: 0)
            await steps(director, 2)
            // Back in the first story, its record is written again, and none of the others.
            for _ in 0..<5 { await director.undo() }
            #expect(await director.moments.count == 3)
        }
        let counts = written.files.mapValues { $0.yaml.split(separator: "\n  - ").count - 1 }
        #expect(counts[1] == 3)
        #expect(written.files.keys.sorted() == [1, 2, 3])
    }

    @Test func `a link leads to a step of any story, and one that is none changes nothing`() async throws {
        try await direct { director in
            await director.go(to: 5, of: "0-road/six-steps")
            #expect(await director.position == 5)
            await director.go(to: 2, of: "0-road/six-steps")
            #expect(await director.position == 2)
            await director.go(to: 1, of: "7-trouble/403-grant-expiry")
            #expect(await director.scenario.id == Self.broken)
            let revision = await director.revision
            await director.go(to: 99, of: "0-road/six-steps")
            await director.go(to: -1, of: "0-road/six-steps")
            await director.go(to: 1, of: "no story")
            #expect(await director.revision == revision)
        }
    }

    @Test func `each message opens, and shows no secret`() async throws {
        try await direct { director in
            await director.go(to: 13, of: "0-road/six-steps")
            let moments = await director.moments
            let token = try #require(
                moments.indices.first { index in
                    moments[index].lines.contains { $0.what.hasPrefix("POST /auth/oauth2/token") }
                })
            let line = try #require(
                moments[token].lines.firstIndex { $0.what.hasPrefix("POST /auth/oauth2/token") })
            let page = try #require(await director.message(moment: String(token), line: line, token: "t")).text
            #expect(page.contains("oauth.code.redeemed") && page.contains("grant_type=authorization_code"))
            #expect(page.contains("What it changed") && page.contains("Known from"))
            #expect(await director.stage.secrets.leaks(in: page).isEmpty)
            #expect(await director.message(moment: "99", line: 0, token: "t") == nil)
            #expect(await director.message(moment: String(token), line: -1, token: "t") == nil)
            #expect(await director.message(moment: "now", line: 0, token: "t") == nil)
            let wire = await WireDiagram(moments, [], on: director.stage).html.text
            #expect(wire.contains("callback: ") && wire.contains("class=\"answer\""))
        }
    }

    @Test func `a registration by hand gives what later steps use, and its record plays`() async throws {
        try await direct { director in
            let planned = try #require(
                await director.scenario.steps.firstIndex { Words.name(of: $0) == "admin.register_application" })
            while await director.position < planned { await director.next() }
            let action = try #require(await director.rehearsal.action(at: planned))
            await director.byHand(isLook: false) { stage in
                ((), [Deed(action: action)], await stage.perform(action))
            }
            while await !director.isAtEnd { await director.next() }
            let loaded = ScenarioLoader(vocabulary: .catalogues).load(
                text: await director.recording.yaml, path: "recorded.yaml")
            #expect(loaded.diagnostics.map(\.description) == [])
            let scenario = try #require(loaded.scenarios.first)
            #expect(await ScenarioPlayer(seed: 2).play(scenario).verdict == .pass)
        }
    }

    @Test func `a rule that nobody knows is not recorded, and the server's own is`() async throws {
        let line = try #require(
            try JSONDecoder().decode(
                JournalLine.self,
                from: Data(
                    """
                    {"server": "main", "party": "browser", "kind": "exchange", "date": "", "what": "", "detail": "",
                     "rule": "oauth.sign-in.cancelled", "refused": true}
                    """.utf8)) as JournalLine?)
        let cancelled = Deed(
            action: Action("user.log_in", ["as": .text("ada")]), refusedBy: "sign-in-cancelled",
            failure: .signInCancelled, message: "x")
        #expect(cancelled.decided(by: [line]).refusedBy == "oauth.sign-in.cancelled")
        #expect(cancelled.decided(by: []).refusedBy == "sign-in-cancelled")
        try await direct { director in
            let moment = Moment(kind: .deed(cancelled, replaces: nil), title: "x", date: "", action: cancelled.action)
            let yaml = Recording(
                of: await director.scenario, [moment], redactedBy: await director.stage.secrets
            ).yaml
            #expect(yaml.contains("failure: \"sign-in-cancelled\"") && !yaml.contains("because"))
        }
    }

    @Test func `a break shows its cause on the left and its refusal on the right`() async throws {
        try await direct { director in
            await director.breakSomething(Self.broken)
            #expect(await director.follow.administrator?.hasSuffix("/work/cc/settings") == true)
            let refusal = try #require(await director.refusal(shownTo: "ada"))
            #expect(refusal.contains("Work Token Grant Expiry"))
            #expect(await director.refusal(shownTo: "omar") == nil)
            while await !director.isAtEnd { await director.next() }
            #expect(await director.refusal(shownTo: "ada") == nil)
            // The story breaks something else behind that.
            #expect(await director.position == 3)
        }
    }

    @Test func `a certificate that is not accepted is drawn at the one who refuses it`() async throws {
        let story = try #require(
            ScenarioSuite(paths: ["\(Self.root)/Scenarios/3-network"]).scenarios.first {
                $0.id.hasSuffix("certificate[expired]")
            })
        try await PlayingLimit.withPlace {
            let director = try await Director(story: story, library: [story], seed: 9)
            for _ in 0..<3 { await director.next() }
            let wire = await WireDiagram(director.moments, [], on: director.stage).html.text
            #expect(wire.contains("User&#39;s browser breaks off the TLS handshake, by tls.expired"))
            #expect(wire.contains("Office &amp; Dragons breaks off the TLS handshake, by tls.expired"))
            await director.close()
        }
    }

    @Test func `what was done is a report and slides`() async throws {
        try await direct { director in
            await steps(director, 4)
            let report = String(decoding: try await director.report(), as: UTF8.self)
            #expect(report.contains("The scenario passed"))
            let slides = await director.slides(token: "t").text
            #expect(slides.components(of: "class=\"slide\"") == 4)
            #expect(slides.contains("id=\"print\""))
        }
    }

    @Test func `a brand gives the page its name, its picture and its people`() async throws {
        let text = "name: Harrow & <Finch>\npeople: { ada: Grace Omar, omar: Tom }\n"
        let file = try BrandFile.read(text, path: "brand.yaml", known: ["ada", "omar"]).get()
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D]
        try await direct(brand: Brand(file, logo: png)) { director in
            let page = await director.page(token: "t").text
            #expect(page.contains("Harrow &amp; &lt;Finch&gt;") && page.contains("/assets/brand"))
            #expect(page.contains("Grace Omar") && page.contains("Tom") && !page.contains(">Ada<"))
            #expect(page.contains("/look/ada/"))
            let brand = await director.brand
            #expect(DemoAsset.answer(to: "/assets/brand", brand: brand) != nil)
        }
        #expect(throws: BrandError.self) { try Brand(file, logo: Array("GIF89a".utf8)) }
        #expect(DemoAsset.answer(to: "/assets/brand", brand: .none) == nil)
    }

    @Test(arguments: [
        ("people: { adda: Grace }", "did you mean 'ada'?"), ("nam: X", "did you mean 'name'?"),
        ("people: [ada]", "people is a map"), ("name: ''", "1 to 80 characters"), ("- name", "a brand is a map"),
        ("name: \"a\\u0007b\"", "1 to 80 characters"), ("name: [", "brand.yaml:"),
    ])
    func `a brand's mistake is named with its place`(text: String, words: String) {
        guard case .failure(let mistake) = BrandFile.read(text, path: "brand.yaml", known: ["ada"]) else {
            Issue.record("it was accepted")
            return
        }
        #expect(mistake.diagnostic.description.contains(words))
    }
}

/// The records as a file each: the last of a number is what stays.
private final class WrittenRecords: Sendable {
    private let state = Mutex<[Int: Recording]>([:])

    var files: [Int: Recording] { state.withLock { $0 } }

    func write(_ recording: Recording) { state.withLock { $0[recording.number] = recording } }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
