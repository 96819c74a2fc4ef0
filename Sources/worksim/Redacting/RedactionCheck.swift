import Foundation
import Markup
import Secrets

/// `redact --check`: whether a file, a folder or the standard input holds what looks like a secret.
///
/// A file is read once, in pieces, whatever its size.
struct RedactionCheck {
    private let strict: Bool
    private let console: Console
    private var files = 0
    private var unread = 0
    private var counts: [String: Int] = [:]

    init(strict: Bool, console: Console = .errors) { (self.strict, self.console) = (strict, console) }

    /// Checks a file or folder, or the standard input where there is none.
    ///
    /// - Throws: status 1 where something was found, else 2 where something could not be read or is no text.
    mutating func run(_ path: String?) throws {
        var isFolder: ObjCBool = false
        if let path, FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            folder(path)
            let word = files == 1 ? "file" : "files"
            console.write("\(files) \(word) checked", .quiet)
        } else {
            file(path)
        }
        // Of what could not be read nothing is known.
        if counts.isEmpty, unread > 0 {
            if files > 0 { console.write("nothing was found in what could be read", .quiet) }
            throw ExitStatus.invalid
        }
        for line in Redact.summary(counts) { console.write("\(line)", counts.isEmpty ? .quiet : .bad) }
        if !counts.isEmpty { throw ExitStatus.red }
    }

    /// Checks every file of a folder and those below it; links are not followed, and what is no text is named.
    private mutating func folder(_ path: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            return refuse("\(path) cannot be read: name a folder that you may read")
        }
        for name in names.sorted() {
            let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            let type = try? FileManager.default.attributesOfItem(atPath: inner)[.type] as? FileAttributeType
            switch type {
            case .typeDirectory: folder(inner)
            case .typeRegular: file(inner)
            default: console.write("note: \(inner) is not checked: it is not a file")
            }
        }
    }

    private mutating func file(_ path: String?) {
        let name = path ?? "the standard input"
        let isInput = path == nil || path == "-"
        let opened = isInput ? FileHandle.standardInput : path.flatMap { FileHandle(forReadingAtPath: $0) }
        guard let handle = opened else {
            return refuse("\(name) cannot be read: name a file that you may read")
        }
        do {
            let start = try handle.read(upToCount: 1_024) ?? Data()
            guard let encoding = LogEncoding(of: start) else {
                return refuse("\(name) is not text; export the log as text or the recording as HAR")
            }
            var check = SecretCheck(strict: strict)
            if encoding == .bytes {
                var pieces = LogPieces(handle: handle, after: start)
                while let piece = try pieces.piece() { check.take(piece) }
            } else {
                guard let text = encoding.utf8(of: start + (try handle.readToEnd() ?? Data())) else {
                    return refuse("\(name) is UTF-16 text that is broken off")
                }
                check.take(text)
            }
            files += 1
            for place in check.places { console.write("\(name):\(place.line): \(place.kind)", .bad) }
            let more = check.counts.values.reduce(0, +) - check.places.count
            if more > 0 { console.write("\(name): \(more) more", .bad) }
            counts.merge(check.counts) { $0 + $1 }
        } catch {
            refuse("\(name) cannot be read: \(error.localizedDescription)")
        }
        if !isInput { try? handle.close() }
    }

    private mutating func refuse(_ message: String) {
        unread += 1
        console.write(error: "\(message)")
    }
}
