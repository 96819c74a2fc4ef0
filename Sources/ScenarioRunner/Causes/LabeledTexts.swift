import Foundation

/// Texts whose cause is known, to learn from and to measure the diagnosis with.
public struct LabeledTexts: Sendable {
    /// A text with its cause; `none` for a text about something else.
    public struct Item: Hashable, Sendable {
        /// The cause's id, or `none`.
        public let cause: String
        /// The program or document that the text is from.
        public let source: String
        /// The text.
        public let text: String
    }

    /// The texts in the order of the file.
    public let items: [Item]

    /// The texts that the diagnosis learns from.
    public static let builtIn: [Item] = {
        let text = WordingTexts.lines
        // A test reads it; a program without it still knows the catalogues.
        return (try? LabeledTexts(text).items) ?? []
    }()

    /// A line that is no labeled text.
    public struct Malformed: Error, CustomStringConvertible {
        /// Which line, and what a line holds.
        public let description: String
    }

    /// Reads one text per line, `cause<tab>source<tab>text`; `\n` in a text is a line break, `#` begins a comment.
    ///
    /// - Throws: `Malformed` with the number of the line.
    public init(_ text: String) throws(Malformed) {
        var items: [Item] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.hasSuffix("\r") ? line.dropLast() : line
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let parts = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else {
                throw Malformed(description: "line \(index + 1): write cause<tab>source<tab>text")
            }
            items.append(Item(cause: parts[0], source: parts[1], text: parts[2].replacing("\\n", with: "\n")))
        }
        self.items = items
    }

    /// How the diagnosis reads the texts.
    public struct Result: Sendable {
        /// How many texts there are.
        public let count: Int
        /// The texts whose first cause is another one, or none, with that cause.
        public let misses: [(item: Item, first: String)]

        /// The share of the texts whose first cause is right, from 0 to 1.
        public var share: Double { count == 0 ? 0 : 1 - Double(misses.count) / Double(count) }
    }

    /// Reads each fifth of the texts that are built in by what the other four teach.
    ///
    /// - Parameter folds: which of the five are read.
    /// - Returns: the share that is read rightly, with the misses.
    public static func crossRead(folds: Range<Int> = 0..<5) -> Result {
        let items = Array(builtIn.enumerated())
        return folds.reduce(into: Result(count: 0, misses: [])) { result, fold in
            let read = items.filter { $0.offset % 5 == fold }.map(\.element)
            let search = CauseSearch(wordings: items.filter { $0.offset % 5 != fold }.map(\.element))
            let part = LabeledTexts(items: read).result(of: search)
            result = Result(count: result.count + part.count, misses: result.misses + part.misses)
        }
    }

    package init(items: [Item]) { self.items = items }

    /// Diagnoses every text.
    ///
    /// A text about something else is right where no cause is named with confidence.
    public func result(of search: CauseSearch = CauseSearch()) -> Result {
        let misses = items.compactMap { item -> (item: Item, first: String)? in
            let answer = search.answer(to: item.text)
            let first = answer.isFar ? "none" : answer.hits.first?.cause.id ?? "none"
            return first == item.cause ? nil : (item, first)
        }
        return Result(count: items.count, misses: misses)
    }
}
