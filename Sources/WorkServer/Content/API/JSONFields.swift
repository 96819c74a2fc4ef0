/// A JSON object written field by field, in the order of the names: most of a server's work is writing profiles, and a tree of
/// values that is sorted afterwards takes several times as long.
struct JSONFields {
    private var text = "{"
    /// The fields that were asked for; nil for all.
    private let wanted: Set<String>?

    init(only wanted: Set<String>? = nil) {
        self.wanted = wanted
        text.reserveCapacity(wanted == nil ? 1_600 : 200)
    }

    /// The object as JSON: the text itself, and no copy of it.
    var json: JSONValue {
        consuming get {
            text += "}"
            return .raw(text)
        }
    }

    /// Adds a text; nothing where there is none.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, begin(name) else { return }
        JSONValue.write(value, to: &text)
    }

    mutating func add(_ name: String, _ value: Int?) {
        guard let value, begin(name) else { return }
        text += String(value)
    }

    mutating func add(_ name: String, _ value: Bool?) {
        guard let value, begin(name) else { return }
        text += value ? "true" : "false"
    }

    mutating func add(_ name: String, _ value: JSONValue?) {
        guard let value, begin(name) else { return }
        text += value.serialized
    }

    private mutating func begin(_ name: String) -> Bool {
        if let wanted, !wanted.contains(name) { return false }
        if text.utf8.count > 1 { text += "," }
        text += "\""
        text += name
        text += "\":"
        return true
    }
}
