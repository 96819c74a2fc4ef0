/// What an error response says of itself, in any of the shapes that servers have been seen to use.
///
/// RFC 6749: `{"error", "error_description"}`; version 2: `{"error": {"code", "code_message", "messages"}}`; version 1:
/// `{"error": {"message"}}` or a message at the top. HTML and garbage say nothing.
struct ErrorBody: Equatable {
    /// The error code: `invalid_grant`, `NRC_NO_RECORD`.
    var code: String?
    /// The words for a person.
    var words: String?
    /// What it says of single fields: `custom1: The value is required`.
    var fields: [String] = []
    /// Whether the body is JSON at all.
    var isJSON: Bool

    init(code: String? = nil, words: String? = nil, fields: [String] = [], isJSON: Bool = true) {
        self.fields = fields
        self.code = code
        self.words = words
        self.isJSON = isJSON
    }

    init(_ response: WireResponse) {
        guard let json = JSONValue(response.body) else {
            self.init(isJSON: false)
            return
        }
        let description = json["error_description"]?.text ?? json["message"]?.text
        guard let error = json["error"] else {
            self.init(words: description)
            return
        }
        if error.isObject {
            let messages = (error["messages"]?.items ?? []).compactMap { $0["code_message"]?.text ?? $0["code"]?.text }
            let words =
                [error["code_message"]?.text ?? error["message"]?.text ?? description].compactMap { $0 } + messages
            self.init(
                code: error["code"]?.identifier, words: words.isEmpty ? nil : words.joined(separator: "; "),
                fields: (error["messages"]?.items ?? []).compactMap { FieldMessage($0)?.words })
        } else {
            self.init(code: error.identifier, words: description)
        }
    }

    /// Code in lower case, to compare.
    var key: String { (code ?? "").lowercased() }

    /// Whether the words hold one of these, in any case of letters.
    func says(_ parts: String...) -> Bool {
        guard let words = words?.lowercased() else { return false }
        return parts.contains { words.contains($0) }
    }
}

/// What a server says of one field, of an upload that it refuses or of one that it takes with a warning.
struct FieldMessage: Equatable {
    /// The field and what is the matter with it: `custom1: The value is required`.
    let words: String

    /// Reads an entry of `error.messages` or of `warnings`; nil where it says nothing.
    init?(_ row: JSONValue) {
        let message = ["code_message", "error", "message", "code"].lazy.compactMap { row[$0]?.text }.first
        let parts = [row["field"]?.text, message].compactMap { $0 }
        guard !parts.isEmpty else { return nil }
        words = parts.joined(separator: ": ")
    }
}
