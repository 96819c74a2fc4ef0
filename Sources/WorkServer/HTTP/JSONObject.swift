import Foundation

/// A JSON object of a request: texts, numbers, truths, lists and other objects; a number with a fraction is kept as its text.
struct JSONObject: Sendable {
    /// A member's value.
    indirect enum Member: Decodable, Sendable {
        case text(String)
        case number(Int)
        case truth(Bool)
        case list([Member])
        case object([String: Member])
        case null
        case other

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .null
            } else if let truth = try? value.decode(Bool.self) {
                self = .truth(truth)
            } else if let number = try? value.decode(Int.self) {
                self = .number(number)
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let number = try? value.decode(Double.self) {
                self = .text(String(number))
            } else if let list = try? value.decode([Member].self) {
                self = .list(list)
            } else if let object = try? value.decode([String: Member].self) {
                self = .object(object)
            } else {
                self = .other
            }
        }

        var text: String? { if case .text(let text) = self { text } else { nil } }
        var number: Int? { if case .number(let number) = self { number } else { nil } }
        var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }
        var isNull: Bool { if case .null = self { true } else { false } }
        subscript(name: String) -> Member? { if case .object(let members) = self { members[name] } else { nil } }
    }

    /// How deep lists and objects may lie in each other; no call needs more, and the decoder's work grows with the square.
    private static let deepest = 64

    private let members: [String: Member]

    /// Reads a body; nil where it is no object, or is nested too deep.
    init?(reading body: [UInt8]) {
        guard !body.isEmpty, Self.depth(of: body) <= Self.deepest else { return nil }
        guard let members = try? JSONDecoder().decode([String: Member].self, from: Data(body)) else { return nil }
        self.members = members
    }

    private static func depth(of body: [UInt8]) -> Int {
        var (depth, deepest, isText, isEscaped) = (0, 0, false, false)
        for byte in body {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\") where isText: isEscaped = true
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                guard !isText else { break }
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isText ? 0 : 1
            default: break
            }
        }
        return deepest
    }

    subscript(name: String) -> Member? { members[name] }

    /// The names that it has, sorted.
    var names: [String] { members.keys.sorted() }
}

extension Incoming {
    /// The members of the JSON body; nil where there is none that can be read.
    var json: JSONObject? { JSONObject(reading: body) }
}
