/// What the YAML parser says, in the terms of somebody who writes scenarios.
enum ParserMessage {
    /// What is wrong, and what to write instead.
    static func inAuthorsTerms(_ problem: String) -> (message: String, hint: String?) {
        for (words, message, hint) in known where problem.contains(words) { return (message, hint) }
        return ("this is not YAML: \(problem)", nil)
    }

    private static let known: [(words: String, message: String, hint: String?)] = [
        (
            "mapping values are not allowed", "a second colon stands in this line, outside of quotes",
            "a text with a colon in it needs quotes; or the line before lacks its colon"
        ),
        ("could not find expected ':'", "a key stands here without its colon", "write key: value"),
        (
            "did not find expected key", "a key is expected here",
            "is this line indented like the ones around it? Does a text above it need quotes?"
        ),
        (
            "did not find expected '-' indicator", "an item of the list is expected here, and it begins with '- '",
            "indent this line like the items around it"
        ),
        (
            "did not find expected ',' or '}'", "the braces that are opened above are not closed here",
            "write a comma between two keys, and } at the end"
        ),
        (
            "did not find expected ',' or ']'", "the brackets that are opened above are not closed here",
            "write a comma between two items, and ] at the end"
        ),
        (
            "did not find expected node content", "a value is expected here",
            "is there a comma too many, or a brace too few?"
        ),
        ("found unexpected end of stream", "a quote or a brace is opened and never closed", "close it"),
        (
            "found character that cannot start any token", "no value can begin with this character",
            "put the text in quotes"
        ),
        ("found unknown escape character", "a backslash in double quotes means something else", "use single quotes"),
        ("block sequence entries are not allowed", "no list can begin in this line", "begin it in a line of its own"),
        ("control characters are not allowed", "a control character stands here", "delete it"),
    ]
}
