public import Foundation
import ScenarioLanguage
import Stage
import WorkServer
import WorkTime

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
    private let entries: [JournalEntry]

    /// Reads a journal of `worksim serve --journal`: a head, then an entry a line.
    ///
    /// - Throws: `Unreadable` that names the line.
    public init(reading data: Data) throws(Unreadable) {
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        guard let first = lines.first, let head = try? JSONDecoder().decode(Head.self, from: Data(first.utf8)) else {
            throw Unreadable(description: "it does not begin as a journal of `worksim serve --journal`")
        }
        preset = head.preset
        var entries: [JournalEntry] = []
        for (index, line) in lines.enumerated().dropFirst() {
            if let gap = try? JSONDecoder().decode(Gap.self, from: Data(line.utf8)) {
                throw Unreadable(
                    description:
                        "line \(index + 1) stands for entries that could "
                        + "not be written (\(gap.missing)); a scenario of the rest would play something else. Record it again"
                )
            }
            guard let entry = try? JSONDecoder().decode(JournalEntry.self, from: Data(line.utf8)) else {
                throw Unreadable(description: "line \(index + 1) is no entry of a journal")
            }
            entries.append(entry)
        }
        self.entries = entries.filter { $0.kind == .exchange }
    }

    /// How many requests were made.
    public var requests: Int { entries.count }

    /// The scenario: each request as another program made it, with what the server must answer again.
    public var text: String {
        var text = NewScenario.head
        let refused = entries.last(where: \.refused)
        let end = refused.map { ", refused by \($0.rule)" } ?? ""
        text += "title: \(NewScenario.quoted("By hand, \(entries.count) requests\(end)"))\n"
        text += "note: Taken from a journal; the steps send what was sent, and expect the answers that came.\n\n"
        text += "given:\n  preset: \(preset)\n\nsteps:\n"
        var gives = Gives(entries: entries)
        var last: WorkDate?
        for (index, entry) in entries.enumerated() {
            // Shorter pauses are those of fingers; longer ones may be what it is about.
            if let last, case let gap = Int((entry.date.sinceEpoch - last.sinceEpoch) / .seconds(1)), gap >= 5 {
                text += "  - clock.advance: \(gap)s\n"
            }
            last = entry.date
            text += step(entry, index, &gives)
        }
        if entries.isEmpty { text += "  - note: Nothing was asked.\n  - clock.advance: 1s\n" }
        return text
    }

    private func step(_ entry: JournalEntry, _ index: Int, _ gives: inout Gives) -> String {
        let path = entry.path ?? "/"
        let bare = String(path.prefix { $0 != "?" })
        var arguments = ["path: \(Self.scalar(bare))"]
        let query = path.contains("?") ? String(path.drop { $0 != "?" }.dropFirst()) : ""
        if !query.isEmpty { arguments.append("query: \(fields(query, gives))") }
        let type = entry.requestHeaders.first { $0.lowercased().hasPrefix("content-type:") } ?? ""
        let sent = entry.requestHeaders.filter { Self.isKept($0) }.map { header -> String in
            let name = header.prefix { $0 != ":" }
            return "\(Self.scalar(String(name))): \(gives.value(String(header.dropFirst(name.count + 2))))"
        }
        if !sent.isEmpty { arguments.append("headers: { \(sent.joined(separator: ", ")) }") }
        var method = "GET"
        if let body = entry.requestText {
            if type.contains("x-www-form-urlencoded") {
                arguments.append("form: \(fields(body, gives))")
                method = "POST"
            } else if type.contains("json"), body.first.map({ "{[".contains($0) }) ?? false {
                arguments.append("json: \(gives.json(body))")
                method = "POST"
            } else {
                arguments.append("body: \(gives.value(body))")
            }
        }
        if let used = entry.method, used != method { arguments.insert("method: \(used)", at: 0) }
        let returned = gives.returned(by: index).map { "\($0.name): \($0.key)" }
        var lines = ["  - other.request: { \(arguments.joined(separator: ", ")) }"]
        if !returned.isEmpty { lines.append("    gives: { \(returned.joined(separator: ", ")) }") }
        lines.append("    expect: \(Self.expectation(entry))")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func expectation(_ entry: JournalEntry) -> String {
        let status = entry.status ?? 0
        guard entry.refused else { return "{ shows: { status: \(status) } }" }
        return status >= 400
            ? "{ failure: request-refused, because: \(entry.rule), status: \(status) }"
            : "{ ok: true, also: [\(entry.rule)], shows: { status: \(status) } }"
    }

    /// What curl or a browser adds by itself is left out.
    private static func isKept(_ header: String) -> Bool {
        let kept = ["authorization:", "x-auth-token:", "x-forwarded-for:"]
        return kept.contains { header.lowercased().hasPrefix($0) }
    }

    /// A form or query as a map.
    private func fields(_ form: String, _ gives: Gives) -> String {
        // A secret's name may hold an ampersand.
        let pairs = form.split(separator: /&(?![^‹]*›)/).map { pair -> String in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1]).replacing("+", with: " ") : ""
            let name = Self.scalar(String(parts[0]).removingPercentEncoding ?? String(parts[0]))
            return "\(name): \(gives.value(value.removingPercentEncoding ?? value))"
        }
        return "{ \(pairs.joined(separator: ", ")) }"
    }

    /// A text as a YAML scalar within braces; always quoted where YAML could read something else.
    static func scalar(_ text: String) -> String {
        let isWord = ["yes", "no", "true", "false", "on", "off", "null"].contains(text.lowercased())
        if !isWord, text.wholeMatch(of: /[A-Za-z\/][A-Za-z0-9_\/.-]*/) != nil { return text }
        return (text.hasPrefix("$") ? "$" + text : text).quotedForYAML
    }
}

/// Where the secrets of a journal come from, so that a scenario can name them.
private struct Gives {
    /// What a request gives: the scenario's name and the answer's key.
    struct Returned {
        let name: String
        let key: String
    }

    private var byRequest: [Int: [Returned]] = [:]
    private var names: [String: String] = [:]

    init(entries: [JournalEntry]) {
        for (index, entry) in entries.enumerated() {
            for (secret, key) in Self.secrets(in: entry) where names[secret] == nil {
                // Only what is used later is given a name.
                let isUsed = entries.dropFirst(index + 1).contains { Self.asked($0).contains(secret) }
                guard isUsed else { continue }
                let count = names.values.count { $0.hasPrefix(key) }
                let name = count == 0 ? key : "\(key)_\(count + 1)"
                names[secret] = name
                byRequest[index, default: []].append(Returned(name: name, key: key))
            }
        }
    }

    func returned(by index: Int) -> [Returned] { byRequest[index] ?? [] }

    /// A value in which a secret stands as a reference.
    func value(_ text: String) -> String {
        if let whole = text.wholeMatch(of: /(?:Bearer )?(‹[^›]*›)/), !text.hasPrefix("Bearer ") {
            return reference(String(whole.output.1))
        }
        return JournalScenario.scalar(text)
    }

    /// JSON in which each secret is a reference; JSON is YAML.
    func json(_ body: String) -> String {
        body.replacing(/"(‹[^›"]*›)"/) { reference(String($0.output.1)) }
    }

    private func reference(_ secret: String) -> String {
        if let name = names[secret] { return "$\(name)" }
        if secret.hasPrefix("‹client secret of") { return "$main.client_secret" }
        if let match = secret.wholeMatch(of: /‹password of ([A-Za-z0-9_]+) on [^›]*›/) {
            return "$main.\(match.output.1.lowercased()).password"
        }
        // It was wrong then, and is wrong again.
        return "not-the-\(secret.dropFirst().dropLast().split(separator: " ").joined(separator: "-"))"
    }

    private static func asked(_ entry: JournalEntry) -> String {
        ([entry.path, entry.requestText].compactMap { $0 } + entry.requestHeaders).joined(separator: "\n")
    }

    /// The secrets that an answer holds, each with the key by which a step returns it.
    private static func secrets(in entry: JournalEntry) -> [(String, String)] {
        let answer = ([entry.responseText].compactMap { $0 } + entry.responseHeaders).joined(separator: "\n")
        var found = answer.matches(of: /"?(code|state|access_token|refresh_token|transaction)"?\s*[=:]\s*"?(‹[^›]*›)/)
            .map {
                (String($0.output.2), String($0.output.1))
            }
        // The page's hidden field is not in the journal; its name is, once the form comes back.
        if entry.endpoint == "authorize", !entry.refused, (entry.status ?? 0) == 200 {
            found.append(("‹sign-in from \(entry.party) on \(entry.server)›", "transaction"))
        }
        return found
    }
}
