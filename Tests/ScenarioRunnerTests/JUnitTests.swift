import Foundation
import FoundationXML
import ScenarioLanguage
import Testing

@testable import ScenarioRunner

/// What Jenkins takes: the elements and attributes of junit-10.xsd of its xUnit plugin
/// (github.com/jenkinsci/xunit-plugin, src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd), as data.
@Suite struct `The report for build servers` {
    private struct Element {
        var required: Set<String> = []
        var optional: Set<String> = []
        var children: Set<String> = []
    }

    private static let schema: [String: Element] = [
        "testsuites": Element(optional: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"]),
        "testsuite": Element(
            required: ["name", "tests", "failures", "errors"],
            optional: ["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
            children: ["testsuite", "properties", "testcase", "system-out", "system-err"]),
        "testcase": Element(
            required: ["name"], optional: ["time", "classname", "group"],
            children: ["skipped", "error", "failure", "system-out", "system-err"]),
        "failure": Element(optional: ["type", "message"]),
        "error": Element(optional: ["type", "message"]),
        "skipped": Element(optional: ["type", "message"]),
        "system-out": Element(),
    ]

    /// Takes in what a parser finds, and what the schema says against it.
    private final class Reader: NSObject, XMLParserDelegate {
        var complaints: [String] = []
        var counts: [String: Int] = [:]
        var texts: [String: String] = [:]
        private var open: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            counts[name, default: 0] += 1
            if let parent = open.last, !(schema[parent]?.children.contains(name) ?? false) {
                complaints.append("<\(parent)> holds <\(name)>")
            }
            open.append(name)
            guard let element = schema[name] else { return complaints.append("<\(name)> is unknown") }
            let names = Set(attributes.keys)
            complaints += element.required.subtracting(names).sorted().map { "<\(name)> lacks \($0)" }
            complaints += names.subtracting(element.required).subtracting(element.optional).sorted().map {
                "<\(name)> has \($0)"
            }
            // SUREFIRE_TIME.
            if let time = attributes["time"],
                time.wholeMatch(of: /(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?/) == nil
            {
                complaints.append("time is \(time)")
            }
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if let name = open.last { texts[name, default: ""] += string }
        }
    }

    @Test func `it keeps to the schema of Jenkins, whatever came out`() async throws {
        let end = "\n  - note: \"]]> & <b> \\u0001\"\n"
        let known = "known_failing: { because: \"<it> & that\" }\n"
        let late = "  - user.log_in: { as: ada, pause_before_callback: 61s }"
        let texts = [
            "title: Green\ngiven: { preset: registered }\nsteps:\n  - user.log_in: { as: ada }" + end,
            "title: Red\ngiven: { preset: registered }\nsteps:\n" + late + end,
            "title: Known\n" + known + "given: { preset: registered }\nsteps:\n" + late + end,
        ]
        let loader = ScenarioLoader(vocabulary: .catalogues)
        let scenarios = texts.enumerated().flatMap {
            loader.load(text: $1, path: "Scenarios/9-test/\($0).yaml").scenarios
        }
        #expect(scenarios.count == 3)
        let played = await ScenarioRun().play(scenarios)
        let report = JUnitReport(played: played, milliseconds: 1_234_567)
        let reader = Reader()
        let parser = XMLParser(data: Data(report.text.utf8))
        parser.delegate = reader
        let isRead = parser.parse()
        #expect(isRead, "\(report.text)")
        #expect(reader.complaints == [])
        #expect(reader.counts["testcase"] == 3)
        #expect(reader.counts["failure"] == 1)
        #expect(reader.counts["skipped"] == 1)
        let failure = try #require(reader.texts["failure"])
        #expect(failure.contains("blame: configuration") && failure.contains("remedy: "), "\(failure)")
        #expect(reader.texts["system-out"]?.contains("user.log_in as: ada -> ok") == true)
    }

    @Test func `the name of a row is whole, whatever is in it`() {
        var result = ScenarioResult(
            id: "7-trouble/deep/story[a/b,c d]", title: "A", path: "Scenarios/7-trouble/deep/story.yaml",
            verdict: .pass,
            covers: [], tags: [])
        #expect(result.section == "7-trouble/deep")
        let text = JUnitReport(played: [.init(result: result, milliseconds: 1)], milliseconds: 1).text
        #expect(text.contains("classname=\"7-trouble/deep\" name=\"story[a/b,c d]\""), "\(text)")
        result.id = "story[a/b]"
        let short = JUnitReport(played: [.init(result: result, milliseconds: 1)], milliseconds: 1).text
        #expect(short.contains("classname=\"scenarios\" name=\"story[a/b]\""), "\(short)")
    }
}
