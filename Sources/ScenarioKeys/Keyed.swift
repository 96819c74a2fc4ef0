/// A map with known keys, declared as properties with `@Key`.
///
/// Reading, writing, lint, JSON Schema and `explain` are derived from `keys`.
package protocol Keyed: KeyValue {
    /// Its name, and its topic in `explain`.
    static var topic: String { get }
    /// What it is, a sentence.
    static var doc: String { get }
    /// The key that a bare value is read as: `clock.advance: 20m`.
    static var alone: String? { get }
    /// The keys, in the order of the documentation.
    static var keys: [ListedKey<Self>] { get }
    /// The keys that it takes beside them.
    static var others: OtherKeys<Self>? { get }
    /// With the usual value under each key.
    init()
    /// Throws what contradicts itself, where each key by itself is right.
    func verify() throws(KeyIssue)
}

extension Keyed {
    package static var alone: String? { nil }
    package static var others: OtherKeys<Self>? { nil }
    package func verify() throws(KeyIssue) {}

    /// The description that lint, schema and `explain` read.
    package static var record: Record {
        Record(
            topic, doc, alone: alone, rest: others.map { ($0.keys, $0.values) },
            verify: { value in
                do throws(KeyIssue) {
                    _ = try Self(reading: value)
                    return nil
                } catch { return error }
            }, keys.map(\.field))
    }

    package static var shape: Shape { .record(record) }

    package init(reading value: Value) throws(KeyIssue) {
        self.init()
        var entries = value.entries
        if let alone = Self.alone, value.isAlone { entries = [.init(alone, value)] }
        guard entries.count > 0 || value == .map([]) || value.text == "" else { throw KeyIssue("it takes a map") }
        var seen: Set<String> = []
        for entry in entries {
            seen.insert(entry.key)
            do throws(KeyIssue) {
                if let key = Self.keys.first(where: { $0.field.name == entry.key }) {
                    try key.read(entry.value, &self)
                } else if let others = Self.others {
                    try others.read(entry.key, entry.value, &self)
                } else {
                    throw KeyIssue("there is no key '\(entry.key)' in '\(Self.topic)'")
                }
            } catch { throw error.below(entry.key) }
        }
        if let missing = Self.keys.first(where: { $0.field.isRequired && !seen.contains($0.field.name) }) {
            throw KeyIssue("'\(missing.field.name)' is missing")
        }
        try verify()
    }

    package var written: Value {
        .map(
            Self.keys.compactMap { key in key.write(self).map { Value.Entry(key.field.name, $0) } }
                + (Self.others?.write(self) ?? []))
    }

    /// What is written of keys that are no secrets.
    package var shown: [Value.Entry] {
        Self.keys.filter { !$0.isSecret }.compactMap { key in key.write(self).map { .init(key.field.name, $0) } }
    }

    /// What is written of the secrets.
    package var secrets: [Value.Entry] {
        Self.keys.filter(\.isSecret).compactMap { key in key.write(self).map { .init(key.field.name, $0) } }
    }
}

extension Value {
    /// Whether it is no map, so that it may stand for the one key that is meant.
    fileprivate var isAlone: Bool {
        if case .map = self { return false }
        return text != ""
    }
}
