/// What the browser brought back to the redirect URL.
struct Callback {
    let state: String?
    let code: String?
    /// The error that the authorize page reports; nil for none.
    let error: ErrorBody?

    /// Reads the whole URL, or its query alone.
    init(_ text: String) {
        let beforeFragment = text.prefix { $0 != "#" }
        let query = beforeFragment.firstIndex(of: "?").map { beforeFragment[beforeFragment.index(after: $0)...] }
        let fields = FormEncoding.decode(query ?? (beforeFragment.contains("://") ? "" : beforeFragment[...]))
        func value(_ name: String) -> String? {
            fields.first { $0.name == name && !$0.value.isEmpty }?.value
        }
        state = value("state")
        code = value("code")
        error = value("error").map { ErrorBody(code: $0, words: value("error_description")) }
    }
}
