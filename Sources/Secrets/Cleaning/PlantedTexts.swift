import Foundation

/// Texts in which each secret is marked with `⟦` and `⟧`, to measure what a cleaner removes and what it keeps.
package struct PlantedTexts: Sendable {
    /// One text.
    package struct Item: Sendable {
        /// What it is called.
        package let title: String
        /// The text with its marks.
        package let marked: String

        /// The text as it was written, without the marks.
        package var text: String { marked.replacing("⟦", with: "").replacing("⟧", with: "") }

        /// The secrets, in order.
        package var secrets: [String] { marked.matches(of: /⟦([^⟧]*)⟧/).map { String($0.output.1) } }

        /// Makes a text.
        package init(title: String, marked: String) {
            self.title = title
            self.marked = marked
        }

        /// Returns whether a cleaned text lost each secret and nothing else.
        package func isExact(_ cleaned: String) -> Bool {
            cleaned.replacing(/<[A-Za-z ]+ \d+>/, with: "⟦⟧") == marked.replacing(/⟦[^⟧]*⟧/, with: "⟦⟧")
        }
    }

    /// What a cleaner did to the texts.
    package struct Result: Sendable {
        /// How many secrets were planted, and how many of them are gone.
        package var planted = 0
        /// How many of the planted secrets are gone.
        package var gone = 0
        /// The texts that lost more or less than their secrets, cleaned.
        package var misses: [(item: Item, cleaned: String)] = []
    }

    /// The texts.
    package let items: [Item]

    /// Reads texts, each behind a line `=== title`.
    package init(_ file: String) {
        items = "\n\(file)".components(separatedBy: "\n=== ").dropFirst().map { part in
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            return Item(title: String(lines[0]), marked: lines.count > 1 ? String(lines[1]) : "")
        }
    }

    /// Cleans each text by itself.
    package func result() -> Result {
        var result = Result()
        for item in items {
            let cleaned = LogCleaner().clean(item.text).text
            let secrets = item.secrets
            result.planted += secrets.count
            if item.isExact(cleaned) {
                result.gone += secrets.count
            } else {
                // A short one may be a part of another word.
                result.gone += secrets.count { !cleaned.contains($0) }
                result.misses.append((item, cleaned))
            }
        }
        return result
    }
}
