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
            #expect(ScenarioSuite(paths: [root]).diagnostics.contains { $0.message.contains("lacks 'title'") })
        }
        try inFolder(["a.yaml": own, "base.yaml": part]) { root in
            #expect(ScenarioSuite(paths: [root]).diagnostics.map(\.path) == ["\(root)/base.yaml"])
        }
    }

    @Test func `a file that is too large is refused, and no more of it is read than it takes to know`() throws {
        try inFolder(["big.yaml": "title: A\n"]) { root in
            // A hole in the file: it would take sixteen gigabytes to read it.
            let handle = try #require(FileHandle(forWritingAtPath: "\(root)/big.yaml"))
            try handle.truncate(atOffset: 1 << 34)
            try handle.close()
            let suite = ScenarioSuite(paths: ["\(root)/big.yaml"])
            #expect(suite.unreadable == ["\(root)/big.yaml: the file is larger than 1 MiB, which no scenario is"])
        }
    }
}
