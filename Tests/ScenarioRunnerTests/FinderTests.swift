import Foundation
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct `Files that are played` {
    private static let good = "title: A story\ngiven: { preset: registered }\nsteps:\n  - user.log_in: { as: ada }\n"

    @Test func `every ending of YAML is played, in any case, and links are followed`() throws {
        let names = ["a.yaml", "b.yml", "sub/c.YAML", "sub/deep/d.Yml"]
        try inFolder(Dictionary(uniqueKeysWithValues: names.map { ($0, Self.good) })) { root in
            let links = root + "/links"
            try FileManager.default.createDirectory(atPath: links, withIntermediateDirectories: true)
            for (link, target) in [("e.yaml", "../a.yaml"), ("up", ".."), ("far", "../sub/deep")] {
                try FileManager.default.createSymbolicLink(atPath: "\(links)/\(link)", withDestinationPath: target)
            }
            let suite = ScenarioSuite(paths: [root])
            #expect(suite.scenarios.map(\.id) == ["a", "b", "links/e", "sub/c", "sub/deep/d"])
            #expect(suite.unreadable == [] && suite.passedOver == [])
        }
    }

    @Test func `ids are the path below what was named, however that is written`() throws {
        try inFolder(["s/x/a.yaml": Self.good, "s/b.yaml": Self.good]) { root in
            for path in ["\(root)/s", "\(root)/s/", "\(root)/./s//"] {
                #expect(ScenarioSuite(paths: [path]).scenarios.map(\.id) == ["b", "x/a"])
            }
            #expect(ScenarioSuite(paths: ["\(root)/s/b.yaml", "\(root)//s/./b.yaml"]).scenarios.map(\.id) == ["b"])
        }
        try inFolder(["Scenarios/7-x/a.yaml": Self.good]) { root in
            #expect(ScenarioSuite(paths: ["\(root)/Scenarios/7-x"]).scenarios.map(\.id) == ["7-x/a"])
            #expect(ScenarioSuite(paths: ["\(root)/Scenarios/7-x/a.yaml"]).scenarios.map(\.id) == ["7-x/a"])
        }
    }

    @Test func `two files of one id are both named, with the way out`() throws {
        try inFolder(["one/a.yaml": Self.good, "two/a.yaml": Self.good]) { root in
            let suite = ScenarioSuite(paths: ["\(root)/one", "\(root)/two"])
            #expect(!suite.isPlayable)
            let told = try #require(suite.unreadable.first)
            for part in ["\(root)/one/a.yaml", "\(root)/two/a.yaml", "'a'", "rename", "folder above both"] {
                #expect(told.contains(part), "\(told)")
            }
            #expect(ScenarioSuite(paths: [root]).scenarios.map(\.id) == ["one/a", "two/a"])
        }
        try inFolder(["a.yaml": Self.good, "a.yml": Self.good]) { root in
            #expect(ScenarioSuite(paths: [root]).unreadable.count == 1)
        }
    }

    @Test(arguments: [
        ("a.yaml.bak", good), ("a.yaml~", good), ("a.yml.txt", "anything"), ("a.yamll", good),
        ("a.json", "{\"title\": \"x\", \"steps\": []}"), ("story", good), ("story.txt", good),
        ("compose.yaml", "services:\n  web: {}\n"), ("empty.yml", ""), ("list.yaml", "- a\n- b\n"),
    ])
    func `what looks like a scenario and is not played is named`(_ name: String, _ text: String) throws {
        try inFolder([name: text, "good.yaml": Self.good]) { root in
            let suite = ScenarioSuite(paths: [root])
            #expect(suite.scenarios.map(\.id) == ["good"])
            #expect(suite.passedOver.count == 1)
            #expect(suite.passedOver.first?.hasPrefix("\(root)/\(name) is not played: ") == true)
            #expect(suite.isPlayable)
        }
    }

    @Test(arguments: ["README.md", "data.json", "notes.txt", ".hidden.yaml", "photo.png"])
    func `what does not look like one is passed over`(_ name: String) throws {
        try inFolder([name: "{\"title\": \"x\"}\nSee title: and steps.\n"]) { root in
            let suite = ScenarioSuite(paths: [root])
            #expect(suite.passedOver == [] && suite.scenarios.isEmpty)
        }
    }

    @Test(arguments: ["titel: x\nsteps: []\n", "title: x\n", "given: {}\n", "title: [\n"])
    func `a scenario with mistakes stays one`(_ text: String) throws {
        try inFolder(["a.yaml": text]) { root in
            let suite = ScenarioSuite(paths: [root])
            #expect(!suite.isPlayable && !suite.diagnostics.isEmpty)
        }
    }

    @Test func `a name that shows nothing of itself is refused`() throws {
        try inFolder(["a\u{202E}b.yaml": Self.good]) { root in
            let suite = ScenarioSuite(paths: [root])
            #expect(suite.unreadable.count == 1 && suite.scenarios.isEmpty)
        }
    }
}
