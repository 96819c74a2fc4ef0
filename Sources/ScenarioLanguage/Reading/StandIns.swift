import ScenarioKeys

/// Values that a reference may stand for, so that lint finds what is wrong whatever it stands for.
enum StandIns {
    /// The most readings of one map; a map with more is left to the play.
    private static let mostReadings = 64

    /// The map with values in place of its references, in each combination; the map itself where it holds none.
    static func readings(of value: Value, as record: Record) -> [Value] {
        guard case .map(let entries) = value, value.holdsReference else { return [value] }
        var readings: [[Value.Entry]] = [[]]
        for entry in entries {
            let values = values(in: entry.value, of: record.field(entry.key)?.shape ?? record.rest?.values ?? .anything)
            readings = readings.flatMap { reading in values.map { reading + [.init(entry.key, $0)] } }
            guard !readings.isEmpty, readings.count <= mostReadings else { return [] }
        }
        return readings.map { .map($0) }
    }

    /// A value as it stands where it holds no reference; below the first level one value stands for a reference.
    private static func values(in value: Value, of shape: Shape) -> [Value] {
        switch value {
        case .reference: return values(of: shape)
        case .list(let items) where value.holdsReference:
            let read = items.compactMap { values(in: $0, of: item(of: shape)).first }
            return read.count == items.count ? [.list(read)] : []
        case .map where value.holdsReference:
            switch shape {
            case .record(let record): return Array(readings(of: value, as: record).prefix(1))
            case .named(let record): return Array(readings(of: value, as: record()).prefix(1))
            // What stands in a free map is read by nobody before it is played.
            default: return []
            }
        default: return [value]
        }
    }

    /// What an item of a list is, where the shape takes a list.
    private static func item(of shape: Shape) -> Shape {
        switch shape {
        case .list(let item): item
        case .either(let shapes):
            shapes.lazy.map { item(of: $0) }.first { if case .anything = $0 { false } else { true } } ?? .anything
        default: .anything
        }
    }

    /// Values of a shape: each of its words, or each plain text that it reads; none where nothing is known of it.
    private static func values(of shape: Shape) -> [Value] {
        switch shape {
        case .text, .vocabulary, .declared: return [.text("x")]
        case .scalar(let scalar):
            let words = scalar.choices.isEmpty ? plain : scalar.choices.map(\.name)
            return words.compactMap { try? scalar.read(ScalarText($0, key: "it")) }
        case .list(let item): return values(of: item).prefix(1).map { .list([$0]) }
        case .either(let shapes): return shapes.flatMap { values(of: $0) }
        case .map, .record, .named, .anything: return []
        }
    }

    private static let plain = [
        "1", "2", "1s", "1h", "365d", "1KiB", "yes", "no", "10%", "192.0.2.1", "192.0.2.0/24", "10.4", "2026-01-02",
        "x",
        "https://x.example",
    ]
}
