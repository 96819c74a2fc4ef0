/// A JSON object written field by field, in the order of the names: most of a server's work is writing profiles, and a tree of
/// values that is sorted afterwards takes several times as long.
struct JSONFields {
    /// Bytes and no text: a text is looked at anew with each part that is added to it.
    private var bytes = [UInt8(ascii: "{")]
    /// The fields that were asked for; nil for all.
    private let wanted: Set<String>?

    init(only wanted: Set<String>? = nil) {
        self.wanted = wanted
        bytes.reserveCapacity(wanted == nil ? 2_000 : 200)
    }

    /// The object as JSON.
    var json: JSONValue {
        consuming get {
            bytes.append(UInt8(ascii: "}"))
            return .raw(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Adds a text; nothing where there is none.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, begin(name) else { return }
        JSONValue.write(value, to: &bytes)
    }

    mutating func add(_ name: String, _ value: Int?) {
        guard let value, begin(name) else { return }
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func add(_ name: String, _ value: Bool?) {
        guard let value, begin(name) else { return }
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    mutating func add(_ name: String, _ value: JSONValue?) {
        guard let value, begin(name) else { return }
        bytes.append(contentsOf: value.serialized.utf8)
    }

    private mutating func begin(_ name: String) -> Bool {
        if let wanted, !wanted.contains(name) { return false }
        var name = name
        name.withUTF8 { text in
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: text)
            bytes.append(UInt8(ascii: "\""))
            bytes.append(UInt8(ascii: ":"))
        }
        return true
    }
}
