import Foundation
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct `Presets beside and above scenarios` {
    private static func story(_ preset: String) -> String {
        "title: A\ngiven: { preset: \(preset) }\nsteps:\n  - user.log_in: { as: zoe }\n"
    }

    private static func preset(_ address: String) -> String {
        "preset: registered\npeople: { zoe: { office: user, from: \(address) } }\n"
    }

    private func address(_ suite: ScenarioSuite) -> Value? { suite.scenarios.first?.world["people"]?["zoe"]?["from"] }

    @Test func `the nearest of a name wins, whether a file or a folder is named`() throws {
        try inFolder([
            ".git/HEAD": "", "presets/acme.yaml": Self.preset("192.0.2.1"),
            "a/presets/acme.yaml": Self.preset("192.0.2.2"), "a/b/story.yaml": Self.story("acme"),
            "c/story.yaml": Self.story("acme"),
        ]) { root in
            for path in ["a/b/story.yaml", "a/b", "a", "a/./b/../b"] {
                let suite = ScenarioSuite(paths: ["\(root)/\(path)"])
                #expect(suite.isPlayable, "\(suite.diagnostics)")
                #expect(address(suite) == .text("192.0.2.2"), "\(path)")
            }
            #expect(address(ScenarioSuite(paths: ["\(root)/c/story.yaml"])) == .text("192.0.2.1"))
        }
    }

    @Test func `the way up ends at a repository's folder`() throws {
        try inFolder([
            "presets/acme.yaml": Self.preset("192.0.2.1"), "own/.git/HEAD": "", "own/story.yaml": Self.story("acme"),
        ]) { root in
            let suite = ScenarioSuite(paths: ["\(root)/own"])
            #expect(suite.diagnostics.map(\.message) == ["unknown preset 'acme'"])
        }
    }

    @Test func `a mistake in a preset is named in its file, and above the named folder only where it is used`() throws {
        try inFolder([
            ".git/HEAD": "", "presets/acme.yaml": "preset: registered\nserver: { hostng: cloud }\n",
            "presets/other.yaml": "nonsense: 1\n", "own/story.yaml": Self.story("acme"),
        ]) { root in
            let suite = ScenarioSuite(paths: ["\(root)/own/story.yaml"])
            #expect(suite.diagnostics.map(\.path) == ["\(root)/presets/acme.yaml"])
            #expect(suite.diagnostics.map(\.line) == [2])
            #expect(
                ScenarioSuite(paths: [root]).diagnostics.map(\.path).sorted() == [
                    "\(root)/presets/acme.yaml", "\(root)/presets/other.yaml",
                ])
        }
    }

    @Test func `a file that others extend needs no title, and one that nobody extends does`() throws {
        let part = "given: { preset: registered }\nsteps_are: below\n"
        let base = "given: { preset: registered }\n"
        let own = "title: A\nextends: base.yaml\nsteps:\n  - user.log_in: { as: ada }\n"
        try inFolder(["a.yaml": own, "base.yaml": base]) { root in
            let suite = ScenarioSuite(paths: [root])
            #expect(suite.isPlayable && suite.scenarios.map(\.id) == ["a"] && suite.passedOver == [])
        }
        try inFolder(["b.yaml": base]) { root in
            let found = try #require(ScenarioSuite(paths: [root]).diagnostics.first)
            #expect(found.message == "a scenario lacks 'title' and 'steps'")
            #expect(found.suggestion?.contains("names in 'extends'") == true)
        }
        try inFolder(["a.yaml": own, "base.yaml": base + "steps:\n  - clock.advance: 1s\n"]) { root in
            let suite = ScenarioSuite(paths: [root])
            #expect(suite.isPlayable && suite.scenarios.map { "\($0.id) \($0.steps.count)" } == ["a 2"])
        }
        try inFolder(["a.yaml": own, "base.yaml": part]) { root in
            #expect(ScenarioSuite(paths: [root]).diagnostics.map(\.path) == ["\(root)/base.yaml"])
        }
    }

    @Test(arguments: [
        ("- a\n", "a preset is a map with the keys of 'given'", 1), ("# Only a comment.\n", "the preset is empty", 1),
        ("preset: registered\npeople: [\n", "a value is expected here", 3),
        ("preset: registered\nclock: 5\n", "'clock' takes a date, not '5'", 2),
        ("preset: acme\n", "a preset stands on itself: acme, then acme", 1),
    ])
    func `a preset that is wrong is one mistake, however many scenarios and spellings name it`(
        _ text: String, _ message: String, _ line: Int
    ) throws {
        try inFolder([
            ".git/HEAD": "", "presets/acme.yaml": text, "a/one.yaml": Self.story("acme"),
            "a/two.yaml": Self.story("acme"), "b/three.yaml": Self.story("acme"),
        ]) { root in
            let suite = ScenarioSuite(paths: [root, "\(root)/./a", "\(root)/b/../b", "\(root)/a/one.yaml"])
            #expect(suite.diagnostics.map(\.message) == [message])
            #expect(suite.diagnostics.map(\.line) == [line])
        }
    }

    @Test func `a pipe is neither extended nor searched, so that nothing waits for its end`() throws {
        try inFolder(["a.yaml": "title: A\nextends: pipe.yaml\n"]) { root in
            for name in ["pipe.yaml", "pipe"] { #expect(mkfifo("\(root)/\(name)", 0o600) == 0) }
            let suite = ScenarioSuite(paths: [root])
            #expect(
                suite.diagnostics.map(\.message) == [
                    "'\(root)/pipe.yaml' cannot be extended: it is a pipe or a device"
                ])
            #expect(suite.passedOver == ["\(root)/pipe.yaml is not played: it is a pipe or a device"])
        }
    }

    @Test func `an observation is named with line and column, and is written into a file that depends on nothing`()
        throws
    {
        let story = "title: A\ngiven: { preset: registered, like: seen.yaml }\nsteps:\n  - clock.advance: 1s\n"
        let seen = "observed: 1\ndate: x\nreadings:\n  http.options: { reading: not_allowed_405 }\n"
        try inFolder(["a.yaml": story, "seen.yaml": seen.replacing("not_", with: "no_")]) { root in
            let found = try #require(ScenarioSuite(paths: ["\(root)/a.yaml"]).diagnostics.first)
            #expect(found.message.hasPrefix("seen.yaml:4:28: readings: http.options: there is no reading"))
            #expect((found.line, found.column) == (2, 36))
        }
        try inFolder(["a.yaml": story, "seen.yaml": seen]) { root in
            let path = "\(root)/a.yaml"
            let alone = try NearbyPresets().loader(for: path).standalone(text: story, path: path) {
                try Scenario.settled($0, beside: path)
            }
            #expect(!alone.contains("like") && alone.contains("http.options: not_allowed_405"))
        }
    }

    @Test func `a file that is too large is refused, and no more of it is read than it takes to know`() throws {
        try inFolder(["big.yaml": "title: A\n"]) { root in
            // A hole in the file: it would take sixteen gigabytes to read it.
            let handle = try #require(FileHandle(forWritingAtPath: "\(root)/big.yaml"))
            try handle.truncate(atOffset: 1 << 34)
            try handle.close()
            let suite = ScenarioSuite(paths: ["\(root)/big.yaml"])
            #expect(suite.unreadable == ["\(root)/big.yaml: the file is larger than 1 MiB"])
        }
    }
}
