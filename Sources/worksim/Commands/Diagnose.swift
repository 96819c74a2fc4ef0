import ArgumentParser
import Foundation
import Markup
import Rules
import ScenarioRunner

/// Names the likely causes of a pasted text.
struct Diagnose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the likely causes of an error text, each with its remedy and the scenario that plays it.",
        discussion:
            "Exits with 0 if a cause is found, with 1 if nothing known is near, or a labeled text is read wrongly.")

    @Argument(help: "The text; the standard input for - or without one.")
    var text: [String] = []

    @Option(help: "How many causes at most.")
    var limit = 3

    @Flag(help: "Print JSON.")
    var json = false

    @Option(
        name: .customLong("labeled"),
        help: "Measure with texts whose cause is known: a file with cause<tab>source<tab>text in each line.")
    var labeledFile: String?

    @Flag(help: "Measure with the built-in texts: read each fifth of them by what the other four teach.")
    var selfCheck = false

    @Option(help: .hidden)
    var writeIndex: String?

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number from 1") }
    }

    func run() async throws {
        if let writeIndex { return try await rebuild(writeIndex) }
        if selfCheck { return try report(LabeledTexts.crossRead()) }
        if let labeledFile { return try measure(labeledFile) }
        let given =
            text.isEmpty || text == ["-"]
            ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            : text.joined(separator: " ")
        let answer = CauseSearch().answer(to: given, limit: limit)
        if json {
            try Console.standard.write(json: answer)
        } else {
            for line in Self.lines(of: answer) { Console.standard.write("\(line)") }
        }
        if answer.isFar { throw ExitStatus.red }
    }

    /// The answer for people.
    static func lines(of answer: CauseSearch.Answer) -> [String] {
        guard !answer.hits.isEmpty else {
            return ["Nothing in this text is known here. Paste the whole message, with the status and the error code."]
        }
        guard !answer.isFar else {
            return ["Nothing known is near; the nearest are:"]
                + answer.hits.map {
                    "  \($0.cause.id) (fits \(Int(($0.fit * 100).rounded())) of 100): \($0.cause.cause)"
                }
                + ["Paste the whole message, with the status and the error code."]
        }
        var lines: [String] = []
        for (index, hit) in answer.hits.enumerated() {
            let cause = hit.cause
            lines += [
                "\(index + 1). \(cause.id), \(hit.certainty.rawValue) (fits \(Int((hit.fit * 100).rounded())) of 100)",
                "   \(cause.cause)", "   side:     \(cause.side.name)",
                "   remedy:   \([cause.remedy, cause.ask].filter { !$0.isEmpty }.joined(separator: " "))",
                "   evidence: \(cause.evidence.rawValue): \(cause.source)"
                    + (cause.documented.isEmpty
                        ? "" : "; documented failures \(cause.documented.joined(separator: ", "))"),
                "   because:  \(hit.because.joined(separator: ", "))",
            ]
            if let scenario = cause.scenarios.first {
                let others = cause.scenarios.count > 1 ? " and \(cause.scenarios.count - 1) more" : ""
                lines.append("   played:   worksim run Scenarios/\(scenario).yaml --steps\(others)")
            }
        }
        if let question = answer.question {
            lines += ["", question.text, "   yes: \(question.yes)   no: \(question.no)"]
        }
        return lines
    }

    /// Prints the share of labeled texts whose first cause is right, and the others with the cause that came first.
    private func measure(_ file: String) throws {
        guard let data = FileManager.default.contents(atPath: file), let text = String(validating: data, as: UTF8.self)
        else {
            Console.errors.write("error: \(file) cannot be read as UTF-8 text", .bad)
            throw ExitStatus.invalid
        }
        let texts: LabeledTexts
        do throws(LabeledTexts.Malformed) {
            texts = try LabeledTexts(text)
        } catch {
            Console.errors.write("error: \(file): \(error)", .bad)
            throw ExitStatus.invalid
        }
        try report(texts.result())
    }

    /// Prints the texts that are read wrongly, then the share of the others.
    private func report(_ result: LabeledTexts.Result) throws {
        for miss in result.misses {
            Console.standard.write("\(miss.item.cause), read as \(miss.first): \(miss.item.source): \(miss.item.text)")
        }
        let right = result.count - result.misses.count
        Console.standard.write("\(right) of \(result.count) first causes are right")
        if !result.misses.isEmpty { throw ExitStatus.red }
    }

    /// Plays all scenarios and writes the index that is built in.
    private func rebuild(_ file: String) async throws {
        var files = Files()
        files.paths = ["Scenarios"]
        files.filter = nil
        let shown = await CauseIndex.shown(by: try files.playableSuite().scenarios)
        do {
            try WholeFile.write(try CauseIndex(of: shown).json(), to: file)
        } catch let error as MachineError {
            throw error.told
        }
        Console.standard.write("\(shown.count) texts are in \(file)")
    }
}
