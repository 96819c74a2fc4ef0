public import Foundation
import WorkServer

/// What was done by hand against a served server, as a scenario that plays it again.
public struct JournalScenario {
    /// The first line of a journal.
    public struct Head: Codable, Sendable {
        /// The version of this form.
        public let schema: Int
        /// The preset that was served.
        public let preset: String

        /// Begins a journal.
        public init(preset: String) {
            schema = 1
            self.preset = preset
        }
    }

    /// A line that stands for entries that could not be written.
    public struct Gap: Codable, Sendable {
        /// How many there were.
        public let missing: Int

        /// Tells of missing entries.
        public init(missing: Int) { self.missing = missing }
    }

    /// Why a file is no journal.
    public struct Unreadable: Error, CustomStringConvertible {
        /// What is wrong, naming the line.
        public let description: String
    }

    private let preset: String
    private let requests: [RecordedRequest]

    /// Reads a journal of `worksim serve --journal`: a head, then an entry a line.
    ///
    /// - Throws: `Unreadable` that names the line.
    public init(reading data: Data) throws(Unreadable) {
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let first = lines.first, let head = try? JSONDecoder().decode(Head.self, from: Data(first.utf8)) else {
            throw Unreadable(description: "it does not begin as a journal of `worksim serve --journal`")
        }
        preset = head.preset
        var requests: [RecordedRequest] = []
        for (index, line) in lines.enumerated().dropFirst() {
            if let gap = try? JSONDecoder().decode(Gap.self, from: Data(line.utf8)) {
                throw Unreadable(
                    description:
                        "line \(index + 1) stands for entries that could "
                        + "not be written (\(gap.missing)); a scenario of the rest would play something else. Record it again"
                )
            }
            guard let entry = try? JSONDecoder().decode(JournalEntry.self, from: Data(line.utf8)) else {
                throw Unreadable(description: "line \(index + 1) is not an entry of a journal")
            }
            if entry.kind == .exchange { requests.append(RecordedRequest(entry, line: index + 1)) }
        }
        self.requests = requests
    }

    /// How many requests were made.
    public var count: Int { requests.count }

    /// The scenario: each request as another program made it, with what the server must answer again.
    ///
    /// - Throws: `UnplayableRequest` for the first request that no step can send again.
    public func text() throws(UnplayableRequest) -> String {
        let end = requests.last(where: \.isRefused)?.rule.map { ", refused by \($0)" } ?? ""
        return "title: \(NewScenario.quoted("By hand, \(requests.count) requests\(end)"))\n"
            + "note: Taken from a journal; the steps send what was sent, and expect the answers that came.\n\n"
            + "given:\n  preset: \(preset)\n\nsteps:\n" + (try RequestSteps(requests).yaml())
    }
}

extension RecordedRequest {
    /// The request of a journal's entry.
    init(_ entry: JournalEntry, line: Int) {
        let whole = entry.path ?? "/"
        path = String(whole.prefix { $0 != "?" })
        query = Self.fields(of: String(whole.dropFirst(path.count + 1)))
        place = "line \(line)"
        method = entry.method ?? "GET"
        headers = Self.headers(entry.requestHeaders)
        status = entry.status ?? 0
        isRefused = entry.refused
        rule = entry.refused ? entry.rule : nil
        answer = entry.responseText ?? ""
        answerHeaders = Self.headers(entry.responseHeaders)
        date = entry.date
        let isForm = entry.endpoint == "authorize" && !entry.refused && entry.status == 200
        signIn = isForm ? "‹sign-in from \(entry.party) on \(entry.server)›" : nil
        let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        if entry.requestDigest != nil || entry.requestText?.wholeMatch(of: /\d+ bytes/) != nil {
            body = .missing("a journal does not keep a body of this length or form; write the step by hand")
        } else if let text = entry.requestText {
            body = .text(text)
        } else {
            body =
                length > 0 && entry.refused
                ? .unread
                : length > 0 ? .missing("a journal does not keep what is uploaded; write the step by hand") : .none
        }
    }

    private static func headers(_ lines: [String]) -> [Field] {
        lines.map { line in
            let name = line.prefix { $0 != ":" }
            return (String(name), String(line.dropFirst(name.count + 1).drop { $0 == " " }))
        }
    }
}
