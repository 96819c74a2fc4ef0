import ArgumentParser
import Foundation
import Markup
import Secrets

/// Cleans a log before it is mailed.
struct Redact: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remove the secrets from a log or a HAR, and keep its structure.",
        discussion: """
            Replaces the values of secret fields (what is called a token, secret, password, key, signature, ticket, session \
            id, assertion, code, state or cookie, also in German, French and Spanish), in headers, URLs, forms, JSON, HAR, \
            XML, HTML, YAML, CSV, tables, multipart bodies, printed objects and sentences, at any depth of encoding, and \
            JSON web tokens and private keys. The same secret gets the same name everywhere. A text without secrets comes \
            out unchanged. The cleaned text goes to the standard output, the numbers to the standard error. Read the result \
            before you send it: names of people and documents stay.

            With --check nothing is changed or written: each place is named by file, line and kind, and the status is 1 if \
            there is one, else 0. It takes a folder, too, with all files below it. A file is read in pieces, whatever its \
            size. The status is 2 if something cannot be read or is not text.
            """)

    @Argument(help: "The file, or with --check a folder; the standard input without one, or for -.")
    var file: String?

    @Flag(help: "Take every long run of mixed letters and digits for a secret too.")
    var strict = false

    @Flag(help: "Only say where something looks like a secret, and by the status whether anything does.")
    var check = false

    @Option(
        parsing: .upToNextOption,
        help: "Measure with files of texts whose secrets are marked, as Tests/SecretsTests/Logs has them.")
    var planted: [String] = []

    func run() throws {
        if !planted.isEmpty { return try PlantedFigures(files: planted).write() }
        if check {
            var check = RedactionCheck(strict: strict)
            return try check.run(file)
        }
        var cleaning = Cleaning(strict: strict)
        let output = Console.standard
        if let file, file != "-" {
            var isFolder: ObjCBool = false
            guard !FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) || !isFolder.boolValue else {
                throw Self.refusal("\(file) is a folder: name a file, or add --check")
            }
            guard let handle = FileHandle(forReadingAtPath: file) else {
                throw Self.refusal("\(file) cannot be read: name a file that you may read")
            }
            do {
                let start = try handle.read(upToCount: 1_024) ?? Data()
                guard let encoding = LogEncoding(of: start) else { throw Self.noText }
                // A pipe is read once only.
                if encoding == .bytes, (try? handle.seek(toOffset: 0)) != nil {
                    try Self.stream(handle, &cleaning, to: output)
                } else {
                    try Self.whole(start + (try handle.readToEnd() ?? Data()), encoding, &cleaning, to: output)
                }
            } catch let error as CocoaError {
                let reason = (error.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
                throw Self.refusal(
                    "\(file) cannot be read\(reason.map { ": \($0.lowercased())" } ?? ""): name a text file")
            }
        } else {
            let data = FileHandle.standardInput.readDataToEndOfFile()
            guard let encoding = LogEncoding(of: data) else { throw Self.noText }
            try Self.whole(data, encoding, &cleaning, to: output)
        }
        for line in Self.summary(cleaning.counts, cleaning.distinct) {
            Console.errors.write("\(line)", .quiet)
        }
    }

    /// Learns the secrets of a file piece by piece, then cleans it piece by piece.
    private static func stream(_ handle: FileHandle, _ cleaning: inout Cleaning, to output: Console) throws {
        var pieces = try LogPieces(file: handle)
        while let piece = try pieces.piece() { cleaning.learn(piece) }
        pieces = try LogPieces(file: handle)
        while let piece = try pieces.piece() {
            let cleaned = cleaning.clean(piece)
            output.write(document: Data(cleaned))
        }
    }

    private static func whole(
        _ data: Data, _ encoding: LogEncoding, _ cleaning: inout Cleaning, to output: Console
    ) throws {
        guard let text = encoding.utf8(of: data) else { throw noText }
        cleaning.learn(text)
        let cleaned = cleaning.clean(text)
        output.write(document: cleaning.counts.isEmpty ? data : encoding.data(of: cleaned))
    }

    private static var noText: any Error { refusal("this is not text; export the log as text or the recording as HAR") }

    private static func refusal(_ message: String) -> any Error {
        Console.errors.write(error: "\(message)")
        return ExitStatus.invalid
    }

    /// What was replaced, a line for each kind.
    static func summary(_ counts: [String: Int], _ distinct: [String: Int] = [:]) -> [String] {
        guard !counts.isEmpty else { return ["nothing was found that looks like a secret"] }
        return counts.sorted { $0.key < $1.key }.map { kind, count in
            let different = distinct[kind].map { ", \($0) different" } ?? ""
            return "\(kind): \(count) \(count == 1 ? "place" : "places")\(different)"
        }
    }
}
