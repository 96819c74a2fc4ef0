import ArgumentParser
import Foundation
import Markup
import Secrets

/// Cleans a log before it is mailed.
struct Redact: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take the secrets out of a log or a HAR before it is mailed; its structure stays.",
        discussion: """
            Takes out the values of Authorization, X-Auth-Token and Cookie headers, client secrets, passwords, codes, states, \
            verifiers and tokens, in headers, URLs, forms, JSON, HAR, XML and HTML, JSON web tokens and private keys. The \
            same secret gets the same name everywhere. The cleaned text goes to the standard output, the numbers to the \
            standard error. Read the result before you send it: names of people and documents stay.
            """)

    @Argument(help: "The file; the standard input without one, or for -.")
    var file: String?

    @Flag(help: "Take every long run of mixed letters and digits for a secret too.")
    var strict = false

    func run() throws {
        let data =
            file == nil || file == "-"
            ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file ?? "")
        guard let data else {
            Console.errors.write("error: \(file ?? "") cannot be read", .bad)
            throw ExitStatus.invalid
        }
        guard let text = Self.text(of: data) else {
            Console.errors.write("error: this is no text; export the log as text or the recording as HAR", .bad)
            throw ExitStatus.invalid
        }
        let cleaned = LogCleaner(strict: strict).clean(text)
        Console.standard.write(document: cleaned.text)
        for line in Self.summary(cleaned) { Console.errors.write("\(line)", .quiet) }
    }

    /// UTF-8, or the UTF-16 that PowerShell writes; nil for bytes that are no text.
    static func text(of data: Data) -> String? {
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
            return String(data: data, encoding: .utf16)
        }
        guard !data.contains(0) else { return nil }
        // A byte that is no UTF-8, as in old Windows logs, is not worth refusing the rest.
        return String(decoding: data, as: UTF8.self)
    }

    /// What was taken out, a line for each kind.
    static func summary(_ cleaned: LogCleaner.Cleaned) -> [String] {
        guard !cleaned.counts.isEmpty else { return ["nothing was found that looks like a secret"] }
        return cleaned.counts.sorted { $0.key < $1.key }.map { kind, count in
            let different = cleaned.distinct[kind, default: 0]
            return "\(kind): \(count) \(count == 1 ? "place" : "places"), \(different) different"
        }
    }
}
