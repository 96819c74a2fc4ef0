import Observing
import Rules
import ScenarioRunner
import Secrets
import Testing
import WorkServer
import WorkServerTesting

/// The file of an observation.
@Suite struct `The file of an observation` {
    @Test func `holds nothing of the firm, of its people, of its secrets or of the address`() async throws {
        let world = try await ObservedWorld.start(["discovery.auth-status": "not_authenticated"], mayFail: true)
        let observation = try await world.observe()
        let port = world.scene.server.port
        await world.scene.server.stop()
        let text = try ObservedFile.text(of: observation)
        // The search would find it: the same firm is in the answers.
        #expect(text.count > 5_000 && observation.shapes.count > 30)
        let lower = text.lowercased()
        for word in [ObservedWorld.mark, "127.0.0.1", "\(port)", "example.com"] {
            #expect(!lower.contains(word), "\(word)")
        }
        let words = Set(lower.split { !$0.isLetter && !$0.isNumber })
        #expect(words.isDisjoint(with: ["ada", "nora"]))
        #expect(text.firstMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}/) == nil)
        #expect(world.scene.secrets.redact(text) == text)
        let other = world.options.clientSecret?.reveal() ?? ""
        #expect(!other.isEmpty && !text.contains(other))
    }

    @Test func `reads as it was written`() async throws {
        let world = try await ObservedWorld.start(["oauth.refresh.rotation": "left_out"])
        let observation = try await world.observe()
        await world.scene.server.stop()
        let text = try ObservedFile.text(of: observation)
        let read = try ObservedFile.read(text, path: "observed.yaml", RuleLedger.all.catalogue)
        #expect(read.findings == observation.findings)
        #expect(read.shapes == observation.shapes && read.release == observation.release)
        #expect(ObservationComparison(observation, read).isAlike)
    }

    @Test(arguments: [
        ("", "holds no observation"), ("observed: 2\ndate: x\n", "form 2"),
        ("observed: yes please\n", "1:11: the file has the form yes please"),
        ("observed: 1\ndate: x\nreadings:\n  http.options: [a]\n", "4:17: 'http.options' is not what"),
        ("observed: 1\nreadings: {}\n", "'date' is missing"),
        ("observed: 1\ndate: x\nnote: hello\n", "3:7: unknown key 'note'"),
        ("observed: 1\ndate: x\ndate: y\n", "stands here twice: 'date'"),
        ("observed: 1\ndate: [\n", "odd.yaml:3:1: this is not YAML"),
        (
            "observed: 1\ndate: x\nreadings:\n  http.options: { reading: not_allowed_405, verdict: maybe }\n",
            "4:54: readings: http.options: there is no verdict 'maybe'"
        ),
        (
            "observed: 1\ndate: x\na: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                + "e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
            "more than 100000 values"
        ),
        ("observed: 1\ndate: x\nreadings:\n  no.such: { reading: a }\n", "no switch 'no.such'"),
        ("observed: 1\ndate: x\nreadings:\n  http.options: { reading: odd }\n", "no reading 'odd'"),
        ("observed: 1\ndate: x\nreadings:\n  http.options: {}\n", "no reading ''"),
        ("&a [*a]", "undefined alias"),
    ])
    func `names what is wrong with it`(_ text: String, _ words: String) {
        let error = #expect(throws: ObservingError.self) {
            try ObservedFile.read(text, path: "odd.yaml", RuleLedger.all.catalogue)
        }
        #expect(error?.description.hasPrefix("odd.yaml:") == true)
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: ["\u{FEFF}", ""], ["\n", "\r\n"])
    func `may begin with a byte order mark and end its lines as Windows does`(_ mark: String, _ end: String) throws {
        let text = "observed: 1\ndate: x\nreadings:\n  http.options: { reading: not_allowed_405 }\n"
        let read = try ObservedFile.read(
            mark + text.replacing("\n", with: end), path: "a.yaml", RuleLedger.all.catalogue)
        #expect(read.readings == ["http.options": "not_allowed_405"])
    }

    @Test func `tells two servers apart`() async throws {
        var observations: [Observation] = []
        for reading in ["answered_204", "not_allowed_405"] {
            let world = try await ObservedWorld.start(["http.options": reading])
            observations.append(try await world.observe(only: ["http.options", "http.path.double-slash"]))
            await world.scene.server.stop()
        }
        let comparison = ObservationComparison(observations[0], observations[1])
        #expect(comparison.differences.map(\.id) == ["http.options"])
        #expect(!comparison.isAlike && comparison.shapes == ["OPTIONS /api"])
    }
}
