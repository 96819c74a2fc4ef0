import Foundation
import Rules

/// What a server answered, as far as it was read.
struct ServerAnswer: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    /// At most `ServerDoor.bodyLimit` bytes.
    let bytes: [UInt8]
    /// Whether the body was longer than what was read.
    let isCut: Bool
    let time: Duration

    /// The first header of this name.
    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }

    /// The body as JSON; nil where it is none.
    var json: AnswerJSON? {
        guard !isCut, let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }), "{[".utf8.contains(first)
        else { return nil }
        return try? JSONDecoder().decode(AnswerJSON.self, from: Data(bytes))
    }

    /// What the body is.
    var kind: AnswerShape.Body {
        if bytes.isEmpty { return .empty }
        if json != nil { return .json }
        let type = header("content-type")?.lowercased() ?? ""
        let isMarkup = bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "<")
        return type.hasPrefix("text/html") && isMarkup ? .html : .other
    }

    /// How long it took, in classes that tell nothing else.
    var timeClass: String {
        switch time {
        case ..<Duration.milliseconds(100): "under 0.1 s"
        case ..<Duration.seconds(1): "under 1 s"
        case ..<Duration.seconds(10): "under 10 s"
        default: "10 s or longer"
        }
    }
}

/// Why there is no answer; no case holds a text of the server.
enum NoAnswer: String, Error {
    case refused = "the connection was refused"
    case unresolved = "the name does not exist"
    case tls = "no TLS connection came about; name the server's authority with --ca"
    case late = "there was no whole answer within the time-out"
    case broken = "the connection ended before a whole answer"
    case unusable = "the call cannot be sent"
}
