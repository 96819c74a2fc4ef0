import ScenarioKeys

/// Visits the keys and values of a file, each with what may stand there; the file may have mistakes.
struct ShapeWalk {
    /// A place of a file.
    enum Spot {
        /// A key of a map with known keys; the field is nil for a key that the map does not know.
        case key(Tree.Pair, Field?, of: [Record])
        /// A key of a map with free keys.
        case freeKey(Tree.Pair, Shape)
        /// A single value, or what should be one, with all that may stand there.
        case value(Tree, [Shape], topic: String)
    }

    /// The steps with their own keys, as one record.
    private let step: Record
    private let file: Record

    init(_ vocabulary: Vocabulary) {
        file = Table.file(vocabulary.given)
        step = Record(
            Table.step.topic, Table.step.doc,
            Table.step.fields + vocabulary.steps.map { Field($0.topic, .record($0), $0.doc) })
    }

    /// Visits everything in a file; `path` is the way of keys that leads there, numbers of lists left out.
    func visit(_ tree: Tree, _ found: (Spot, _ path: [String]) -> Void) {
        visit(tree, [.record(file)], topic: "file", [], found)
    }

    private func visit(
        _ tree: Tree, _ shapes: [Shape], topic: String, _ path: [String], _ found: (Spot, [String]) -> Void
    ) {
        let shapes = shapes.flatMap(flat)
        switch tree.content {
        case .map(let pairs):
            let records = shapes.compactMap { if case .record(let record) = $0 { record } else { nil } }
            let maps = shapes.compactMap { if case .map(let keys, let values) = $0 { (keys, values) } else { nil } }
            for pair in pairs {
                let known = records.filter { $0.field(pair.key) != nil }
                let inner = path + [pair.key]
                if let record = known.first, let field = record.field(pair.key) {
                    found(.key(pair, field, of: records), path)
                    visit(
                        pair.value, known.compactMap { $0.field(pair.key)?.shape },
                        topic: "\(record.topic).\(field.name)", inner, found)
                } else if let free = maps.first
                    ?? records.lazy.compactMap({ $0.rest.map { ($0.keys, $0.values) } }).first
                {
                    found(.freeKey(pair, free.0), path)
                    visit(pair.value, [free.1], topic: records.first?.topic ?? topic, inner, found)
                } else {
                    found(.key(pair, nil, of: records), path)
                    visit(pair.value, [.anything], topic: topic, inner, found)
                }
            }
        case .list(let items):
            let inner = shapes.flatMap { shape -> [Shape] in
                switch shape {
                case .list(let item): return [item]
                case .record(let record): return (record.alone.flatMap(record.field)?.shape).map { flat($0) } ?? []
                default: return []
                }
            }
            let itemShapes = inner.flatMap { shape -> [Shape] in
                if case .list(let item) = shape { [item] } else { [shape] }
            }
            for item in items { visit(item, itemShapes.isEmpty ? [.anything] : itemShapes, topic: topic, path, found) }
        case .scalar, .empty, .faulty:
            found(.value(tree, shapes, topic: topic), path)
        }
    }

    /// The alternatives of a shape; a map that one value may stand for is that value, too.
    private func flat(_ shape: Shape) -> [Shape] {
        switch shape {
        case .either(let shapes): return shapes.flatMap(flat)
        case .named(let record): return flat(.record(record()))
        case .record(let record):
            if record.topic == Table.step.topic, record.fields.count < step.fields.count { return [.record(step)] }
            guard let alone = record.alone.flatMap(record.field) else { return [shape] }
            return [shape] + flat(alone.shape)
        default: return [shape]
        }
    }
}
