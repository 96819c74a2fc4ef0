import Markup
import ScenarioLanguage
import ScenarioRunner
import Secrets
import Stage
import Testing

@testable import Demo

@Suite struct `The director` {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    private static let library = ScenarioSuite(paths: ["\(root)/Scenarios"]).scenarios
    /// The stories that show something broken: the first row of each file in which something fails before a repair.
    private static let broken: [String] = {
        var seen: Set<String> = []
        return library.filter { Breakage(of: $0) != nil && seen.insert($0.fileID).inserted }.map(\.id)
    }()

    /// The first row of each file.
    private static let told: [String] = {
        var seen: Set<String> = []
        return library.filter { seen.insert($0.fileID).inserted }.map(\.id)
    }()

    private func direct(
        _ id: String = "0-road/six-steps", _ body: (Director) async throws -> Void
    ) async throws {
        let story = try #require(Self.library.first { $0.id == id })
        try await PlayingLimit.withPlace {
            let director = try await Director(story: story, library: Self.library, seed: 9)
            do {
                try await body(director)
                await director.close()
            } catch {
                await director.close()
                throw error
            }
        }
    }

    private func playAll(_ director: Director) async {
        while await !director.isAtEnd { await director.next() }
    }

    @Test func `a story is played to its end as a run of it would be`() async throws {
        try await direct { director in
            await playAll(director)
            let moments = await director.moments
            #expect(moments.count == 15)
            #expect(moments.allSatisfy { $0.tone != .off })
            let follow = await director.follow
            #expect(follow.user?.hasPrefix("/as/ada/app.officeanddragons.com/documents") == true)
        }
    }

    @Test func `going back plays the past again, and the same comes of it`() async throws {
        try await direct { director in
            await playAll(director)
            let before = await director.moments.map { [$0.title, $0.date] + $0.lines.map(\.rule) }
            await director.back(to: 12)
            #expect(await director.position == 12)
            await playAll(director)
            let after = await director.moments.map { [$0.title, $0.date] + $0.lines.map(\.rule) }
            #expect(after == before)
        }
    }

    @Test func `a jump in time is part of the past`() async throws {
        try await direct { director in
            await director.next()
            await director.jump(by: "366d")
            await director.next()
            await director.back(to: 2)
            #expect(await director.stage.date.hasPrefix("2027-03-03"))
            await director.jump(by: "no length")
            await director.jump(by: "-5s")
            #expect(await director.moments.count == 2)
        }
    }

    @Test func `what follows from a jump is a sentence, and no defect`() async throws {
        try await direct { director in
            while await director.position < 13 { await director.next() }
            await director.jump(by: "366d")
            #expect(await director.moments.last?.title == "366 days pass")
            await playAll(director)
            let moments = await director.moments
            #expect(moments.allSatisfy { $0.tone != .off })
            #expect(moments.contains { $0.tone == .changed })
            let changed = try #require(moments.firstIndex { $0.tone == .changed })
            await director.back(to: changed + 1)
            let page = await director.page(token: "t").text
            #expect(page.contains("After 366 days Ada&#39;s log-in has expired."))
            #expect(!page.contains("Unexpected") && !page.contains("&lt;p"))
        }
    }

    @Test func `what follows from an act by hand is a sentence, and no defect`() async throws {
        try await direct { director in
            while await director.position < 13 { await director.next() }
            let out = Deed(action: Action("user.log_out", ["as": .text("ada"), "server": .text("main")]))
            await director.byHand(isLook: false) { stage in
                _ = await stage.play(out.action)
                return ((), [out], Outcome(ok: true))
            }
            await director.next()
            let moment = try #require(await director.moments.last)
            #expect(moment.tone == .changed)
            let page = await director.page(token: "t").text
            #expect(page.contains("After what was done by hand (Ada logs out of iManage) Ada&#39;s log-in has ended."))
        }
    }

    @Test(arguments: broken)
    func `what is broken is shown broken, and its repair lets the story pass`(_ id: String) async throws {
        try await direct { director in
            await director.next()
            await director.breakSomething(id)
            #expect(await director.aside?.scenario.id == "0-road/six-steps")
            #expect(await director.scenario.id == id)
            let moments = await director.moments
            #expect(moments.allSatisfy { $0.tone != .off })
            let last = try #require(moments.last)
            #expect(last.tone == .refused, "\(last.title) is no failure")
            #expect(last.results.contains { $0.rule != nil }, "\(last.title) names no rule")
            await playAll(director)
            #expect(await director.moments.allSatisfy { $0.tone != .off })
            #expect(await director.page(token: "t").text.contains("<b>Fixed.</b>"))
            await director.comeBack()
            #expect(await director.scenario.id == "0-road/six-steps")
            #expect(await director.moments.count == 1)
        }
    }

    @Test func `what people say first is played by a story that is there`() {
        let files = Set(Self.broken.map { $0.prefix { $0 != "[" } }.map(String.init))
        let ids = Set(Self.library.map(\.id))
        let stories = Symptom.all.map(\.story)
        #expect(stories.filter { !files.contains(String($0.prefix { $0 != "[" })) } == [])
        #expect(stories.filter { $0.contains("[") && !ids.contains($0) } == [])
        #expect(Symptom.all.count == 10)
    }

    @Test func `each step has a sentence of its own`() {
        let steps = Vocabulary.catalogues.builtSteps
        #expect(steps.count > 50)
        for step in steps {
            #expect(!Words.title(of: Action(step), else: "").contains(step.prefix { $0 != "." } + ": "), "\(step)")
        }
    }

    @Test func `a second click on the same page is the same click`() async throws {
        try await direct { director in
            let seen = await director.revision
            await director.next(at: seen)
            await director.next(at: seen)
            #expect(await director.position == 1)
        }
    }

    @Test func `a step that is skipped stays skipped when the past is played again`() async throws {
        try await direct { director in
            await director.next()
            await director.skip()
            #expect(await director.position == 2)
            await director.back(to: 2)
            #expect(await director.position == 2)
            #expect(await director.recording.yaml.contains("look_up_version"))
            #expect(await director.moments.numbers == ["1", "2"])
        }
    }

    @Test func `what somebody does by hand counts for a later step`() async throws {
        try await direct { director in
            let later = try #require(
                await director.scenario.steps.firstIndex { Words.name(of: $0) == "office.enable_imanage" })
            let deed = Deed(action: Action("office.enable_imanage", ["as": .text("omar")]))
            await director.byHand(isLook: false) { stage in ((), [deed], await stage.perform(deed.action)) }
            #expect(await director.position == 0)
            while await director.position < later { await director.next() }
            #expect(await director.position == later + 1)
            #expect(await director.moments.allSatisfy { $0.tone != .off && $0.tone != .changed })
            await director.back(to: await director.moments.count)
            #expect(await director.position == later + 1)
        }
    }

    @Test(arguments: told)
    func `every scenario can be told`(_ id: String) async throws {
        try await direct(id) { director in
            await playAll(director)
            let off = await director.moments.filter { $0.tone == .off }
            #expect(off.map(\.title) == [])
            // What was done may be downloaded: it is a scenario, and holds each step.
            let yaml = await director.recording.yaml
            let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: yaml, path: "recorded.yaml")
            #expect(loaded.diagnostics.filter { $0.severity == .error }.map(\.description) == [])
            let count = await director.scenario.steps.count
            #expect(loaded.scenarios.first?.steps.count == count)
            // So may what was done up to any of its steps.
            let (scenario, moments, secrets) = await (director.scenario, director.moments, director.stage.secrets)
            for length in moments.indices.dropFirst() {
                let part = Recording(of: scenario, Array(moments.prefix(length)), redactedBy: secrets).yaml
                let read = ScenarioLoader(vocabulary: .catalogues).load(text: part, path: "part.yaml")
                #expect(read.diagnostics.filter { $0.severity == .error }.map(\.description) == [], "\(length) steps")
            }
            let raw = moments.map(\.title).filter { $0.contains("$") }
            #expect(raw == [], "titles with names of values")
            let wire = WireDiagram(await director.moments, [], on: await director.stage).html
            #expect(!wire.isEmpty)
            // Markup of ours that became text.
            let page = await director.page(token: "t").text
            #expect(page.firstMatch(of: /&lt;\/?[a-z]+(?:&gt;| (?:class|id|name|value|href|type)=)/) == nil)
        }
    }

    @Test func `what was done is a scenario that lints and passes`() async throws {
        try await direct { director in
            await playAll(director)
            await director.jump(by: "1d")
            let stage = await director.stage
            let yaml = Recording(of: await director.scenario, await director.moments, redactedBy: stage.secrets).yaml
            #expect(stage.secrets.leaks(in: yaml).isEmpty)
            let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: yaml, path: "recorded.yaml")
            #expect(loaded.diagnostics.map(\.description) == [])
            let scenario = try #require(loaded.scenarios.first)
            #expect(await ScenarioPlayer(seed: 2).play(scenario).verdict == .pass)
        }
    }

    @Test func `what was done by hand is played again, a secret by its name`() async throws {
        try await direct("5-validation/confirmed") { director in
            let edit = Action(
                "office.edit_server",
                ["as": .text("omar"), "server": .text("main"), "client_secret": .text("$main.client_secret")])
            await director.byHand(isLook: false) { _ in ((), [Deed(action: edit)], Outcome(ok: true)) }
            await playAll(director)
            await director.back(to: await director.moments.count)
            #expect(await director.moments.allSatisfy { $0.tone != .off })
            let stage = await director.stage
            let yaml = Recording(of: await director.scenario, await director.moments, redactedBy: stage.secrets).yaml
            #expect(yaml.contains("\"client_secret\": $main.client_secret"))
        }
    }

    @Test func `a page that is only looked at is no moment, and is not recorded`() async throws {
        try await direct { director in
            await director.next()
            let browse = Deed(action: Action("user.list_libraries", ["as": .text("ada"), "server": .text("main")]))
            await director.byHand(isLook: true) { _ in ((), [browse], Outcome(ok: true)) }
            #expect(await director.moments.count == 1)
            await director.byHand(isLook: false) { _ in ((), [browse], Outcome(ok: true)) }
            let moments = await director.moments
            #expect(moments.count == 2)
            #expect(moments.numbers == ["1", "1.1"])
        }
    }

    @Test func `no page of the director holds a secret`() async throws {
        try await direct { director in
            await playAll(director)
            let page = await director.page(token: "token").text
            let leaks = await director.stage.secrets.leaks(in: page)
            #expect(leaks.isEmpty)
        }
    }

    @Test func `a story that cannot be played is told, and the one before stays`() async throws {
        try await direct { director in
            await director.tell("no/such-story")
            #expect(await director.scenario.id == "0-road/six-steps")
            await director.back(to: 99)
            #expect(await director.moments.isEmpty)
        }
    }
}

@Suite struct `A pane's path` {
    @Test(arguments: [
        ("/work/cc", "/as/nora/work.example.com/work/cc"),
        (
            "https://app.officeanddragons.com/settings?code=a%2Fb",
            "/as/nora/app.officeanddragons.com/settings?code=a%2Fb"
        ),
        ("https://work.example.com", "/as/nora/work.example.com/"),
        ("https://WORK.example.com:443/x", "/as/nora/work.example.com/x"),
    ])
    func `a location leads back to the front door`(_ location: String, _ path: String) throws {
        let pane = try #require(PanePath("/as/nora/work.example.com/auth/oauth2/sign-in"))
        #expect(pane.resolving(location) == path)
    }

    @Test func `a page that is looked at stays one where its answer leads on`() throws {
        let pane = try #require(PanePath("/look/ada/app.officeanddragons.com/"))
        #expect(pane.isLook)
        #expect(pane.resolving("/documents") == "/look/ada/app.officeanddragons.com/documents")
        #expect(pane.acting.path == "/as/ada/app.officeanddragons.com/")
    }

    @Test(arguments: ["/", "/as", "/as/nora", "/director/next", "/assets/pages.css"])
    func `another path is no pane`(_ path: String) {
        #expect(PanePath(path) == nil)
    }
}
