import HTTPTypes
import Rules

/// Sends contents as RFC 9110 has it: whole, a part, or not at all where the caller has them already.
struct FileAnswer {
    let file: ServedFile
    let request: ContentRequest
    let assumptions: Assumptions

    private var tag: String { "\"\(file.blob.digest.hexadecimal.lowercased())\"" }

    func answer<Reply>(_ decision: Decision<Reply>, _ reply: ContentReply) -> Answer {
        var answer = Answer(decision, status: 200)
        answer.headers[.contentType] = MediaTypes.type(ofExtension: file.fileExtension)
        answer.headers[.contentDisposition] = ContentDisposition(fileName: file.name).value
        answer.file = Answer.Part(blob: file.blob, range: 0..<file.blob.size)
        answer.summary = "\(file.blob.size) bytes"
        guard assumptions.reading(of: DocumentRules.ranges) == .honoured, request.incoming.method != "POST" else {
            return answer
        }
        answer.headers[.eTag] = tag
        answer.headers[.acceptRanges] = "bytes"
        if let known = request.incoming.headers[.ifNoneMatch], known == "*" || known.contains(tag) {
            var answer = decided(DocumentRules.notModified, decision, 304)
            answer.headers[.eTag] = tag
            return answer
        }
        let condition = request.incoming.headers[.ifRange]
        guard let wanted = request.incoming.headers[.range], condition == nil || condition == tag else { return answer }
        switch ByteRange(wanted, size: file.blob.size) {
        case .whole: return answer
        case .unsatisfiable:
            var refusal = decided(DocumentRules.rangeUnsatisfiable, decision, 416, refused: true)
            refusal.headers[.contentRange] = "bytes */\(file.blob.size)"
            return refusal
        case .part(let range):
            answer = Answer(
                rule: DocumentRules.rangeServed, refused: false, detail: decision.detail,
                events: decision.events.map(\.name), status: 206, body: "", as: .json
            )
            .with(answer.headers)
            answer.file = Answer.Part(blob: file.blob, range: range)
            answer.headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.blob.size)"
            answer.summary = "\(range.count) of \(file.blob.size) bytes"
            return answer
        }
    }

    private func decided<Reply>(
        _ rule: Rule, _ decision: Decision<Reply>, _ status: Int, refused: Bool = false
    ) -> Answer {
        Answer(
            rule: rule, refused: refused, detail: rule.decides, events: decision.events.map(\.name), status: status,
            body: "", as: .json)
    }
}

/// A range of bytes as `Range` asks for it.
enum ByteRange: Equatable {
    /// None that is understood, or several: RFC 9110 lets a server send the whole.
    case whole
    case part(Range<Int>)
    case unsatisfiable

    init(_ header: String, size: Int) {
        self = .whole
        guard header.lowercased().hasPrefix("bytes=") else { return }
        let text = header.dropFirst("bytes=".count)
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, !text.contains(",") else { return }
        if ends[0].isEmpty {
            guard let count = Self.position(ends[1]) else { return }
            self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
            return
        }
        guard let first = Self.position(ends[0]) else { return }
        let last = ends[1].isEmpty ? size - 1 : Self.position(ends[1])
        guard let last, ends[1].isEmpty || last >= first else { return }
        self = first < size ? .part(first..<(min(last, size - 1) + 1)) : .unsatisfiable
    }

    /// A position or a count of bytes; what is too large for a number lies behind every end.
    private static func position(_ digits: Substring) -> Int? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int(digits) ?? .max
    }
}

extension Answer {
    fileprivate func with(_ headers: HTTPFields) -> Answer {
        var answer = self
        answer.headers = headers
        return answer
    }
}
