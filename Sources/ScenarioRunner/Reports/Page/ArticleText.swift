/// The help article as a report shows it: blocks of passages, each with the requirements that it states.
struct ArticleText: Encodable {
    /// A heading, a paragraph or an item of a list.
    struct Block: Encodable {
        /// `h`, `p` or `li`.
        let kind: String
        /// Its text in order.
        let passages: [Passage]
    }

    /// Some words, and the requirements that they state; none where they only introduce.
    struct Passage: Encodable {
        let text: String
        let requirements: [String]
    }

    /// The blocks in the article's order.
    let blocks: [Block]

    /// The article that is built in.
    static let builtIn = ArticleText(reading: String(decoding: PackageResources.article_txt, as: UTF8.self))

    /// Reads a block a line: `# heading`, `* item` or a paragraph, in which `{id id|words}` states requirements.
    init(reading text: String) {
        blocks = text.split(separator: "\n").map { line in
            if line.hasPrefix("# ") { return Block(kind: "h", passages: Self.passages(line.dropFirst(2))) }
            if line.hasPrefix("* ") { return Block(kind: "li", passages: Self.passages(line.dropFirst(2))) }
            return Block(kind: "p", passages: Self.passages(line))
        }
    }

    /// Every requirement that some passage states.
    var requirements: Set<String> { Set(blocks.flatMap(\.passages).flatMap(\.requirements)) }

    private static func passages(_ line: Substring) -> [Passage] {
        var passages: [Passage] = []
        var rest = line
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}"),
            let bar = rest[start..<end].firstIndex(of: "|")
        {
            if start > rest.startIndex { passages.append(Passage(text: String(rest[..<start]), requirements: [])) }
            let ids = rest[rest.index(after: start)..<bar].split(separator: " ").map(String.init)
            passages.append(Passage(text: String(rest[rest.index(after: bar)..<end]), requirements: ids))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { passages.append(Passage(text: String(rest), requirements: [])) }
        return passages
    }
}
