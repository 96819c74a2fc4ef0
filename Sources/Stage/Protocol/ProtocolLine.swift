import Foundation
import ScenarioKeys

/// JSON Lines as both sides write and read them.
enum ProtocolLine {
    /// More than this is no line of a driver.
    static let longest = 1 << 20

    /// A message on one line, its end included.
    static func encode(_ message: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(message) + Data("\n".utf8)
    }

    /// The message on a line, in which every key is one that the message has.
    ///
    /// - Throws: `ProtocolError` that says what is wrong with the line.
    static func decode<Message: Codable>(_ type: Message.Type, from line: some DataProtocol) throws(ProtocolError)
        -> Message
    {
        let data = Data(line)
        do {
            let message = try JSONDecoder().decode(type, from: data)
            // A key that nobody reads is one that the writer misspelt, or that this version does not have.
            let read = try JSONSerialization.jsonObject(with: JSONEncoder().encode(message), options: .fragmentsAllowed)
            let written = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
            if let error = unread(of: written, in: read, at: "") { throw error }
            return message
        } catch let error as DecodingError {
            throw ProtocolError(error)
        } catch let error as ProtocolError {
            throw error
        } catch {
            throw ProtocolError(words: "it is not JSON")
        }
    }

    /// The first key with a value that was not read; nil where all were.
    private static func unread(of written: Any, in read: Any?, at place: String) -> ProtocolError? {
        if let written = written as? [String: Any], let read = read as? [String: Any] {
            for (key, value) in written.sorted(by: { $0.key < $1.key }) where !(value is NSNull) {
                let path = place.isEmpty ? key : "\(place).\(key)"
                guard let known = read[key] else {
                    let hint = nearest(key, among: read.keys.sorted()).map { "; did you mean '\($0)'?" } ?? ""
                    return ProtocolError(
                        words: "there is no key '\(path)'\(hint) (`worksim driver --schema` prints all keys)")
                }
                if let error = unread(of: value, in: known, at: path) { return error }
            }
        }
        if let written = written as? [Any], let read = read as? [Any] {
            for (index, pair) in zip(written, read).enumerated() {
                if let error = unread(of: pair.0, in: pair.1, at: "\(place)[\(index)]") { return error }
            }
        }
        return nil
    }
}

/// A line that is not a message, in words that say what is wrong and where.
struct ProtocolError: Error {
    /// What is wrong.
    let words: String

    init(words: String) { self.words = words }

    init(_ error: DecodingError) {
        func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
            let keys = (context.codingPath + [key].compactMap { $0 }).reduce("") { path, key in
                if let index = key.intValue { return "\(path)[\(index)]" }
                return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
            }
            return keys.isEmpty ? "the line" : "'\(keys)'"
        }
        switch error {
        case .keyNotFound(let key, let context): words = "\(place(context, key)) is missing"
        case .valueNotFound(_, let context): words = "\(place(context)) is null"
        case .typeMismatch(_, let context): words = "\(place(context)) has the wrong type"
        case .dataCorrupted(let context):
            // The library says this of an enumerated word, with the name of a Swift type.
            let word = context.debugDescription.firstMatch(of: /^Cannot initialize \w+ from invalid String value (.*)$/)
            words =
                if context.codingPath.isEmpty {
                    "it is not JSON"
                } else if let word {
                    "\(place(context)) takes no '\(word.output.1)' (`worksim driver --schema` prints all words)"
                } else {
                    "\(place(context)): \(context.debugDescription)"
                }
        @unknown default: words = "it cannot be read"
        }
    }
}
