import ArgumentParser
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Explains a name.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain a step, a key, a rule, a failure, a requirement, a setting or a switch.")

    @Argument(help: "The name: user.log_in, expect, oauth.grant.expired, grant-expired, trouble.403-grant-expiry, …")
    var topic: String?

    func run() throws {
        // Presets of one's own are explained like those that are built in.
        let vocabulary = NearbyPresets.here
        guard let topic else {
            Console.standard.write(VisibleText(lines: explainOverview(in: vocabulary)))
            return
        }
        if let text = explain(topic, in: vocabulary) {
            Console.standard.write(VisibleText(lines: text))
            return
        }
        let matches = explainMatches(topic, in: vocabulary)
        if !matches.isEmpty {
            Console.standard.write("Nothing is called '\(topic)'. These speak of it:")
            for match in matches.prefix(15) { Console.standard.write("  \(match.name): \(match.line)") }
            if matches.count > 15 { Console.standard.write("and \(matches.count - 15) more: say it in more letters") }
            return
        }
        let hint = nearest(topic, among: explainTopics(in: vocabulary)).map { "; did you mean '\($0)'?" } ?? ""
        Console.errors.write("error: nothing is known about '\(topic)'\(hint)", .bad)
        throw ExitStatus.usage
    }
}
