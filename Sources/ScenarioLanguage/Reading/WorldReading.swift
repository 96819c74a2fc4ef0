import ScenarioKeys
import Synchronization

/// Builds the world of a row: the presets in order, then what the file says; maps merge, the later wins.
struct WorldReading {
    let source: Source
    let vocabulary: Vocabulary
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether every preset that is named exists, so that the world's people and servers are known.
    private(set) var areAllPresetsKnown = true

    init(source: Source, vocabulary: Vocabulary) {
        self.source = source
        self.vocabulary = vocabulary
    }

    /// The merged world without `preset`, with a lone server called `main`.
    mutating func world(of given: Tree) -> Value {
        guard case .map = given.content else {
            if case .empty = given.content { return .map([]) }
            diagnostics.append(source.diagnostic(given.place, "'given' takes a map", topic: "given"))
            return .map([])
        }
        var checker = Checker(source: source, vocabulary: vocabulary)
        let own = checker.check(given, vocabulary.given, key: "given") ?? .map([])
        diagnostics += checker.diagnostics
        checkLoops(of: given)
        let world = Self.named(own, in: vocabulary, depth: 0)
        // Names of servers and people are known only now: what refers to them is checked once more.
        var second = Checker(source: source, vocabulary: vocabulary, declared: declared(in: world))
        _ = second.check(given, vocabulary.given, key: "given")
        areAllPresetsKnown = !diagnostics.contains { $0.message.hasPrefix("unknown preset") }
        let told = Set(diagnostics)
        diagnostics += second.diagnostics.filter { !told.contains($0) }
        if diagnostics.isEmpty { checkWhole(world, given) }
        return world
    }

    /// The names that steps may use.
    func declared(in world: Value) -> WorldNames {
        let node = vocabulary.records.first { $0.topic == "content" }
        return WorldNames(world: world, nodeKeys: Set(node?.fields.map(\.name) ?? []))
    }

    /// Says which presets lead back to themselves, so that there is no end of them.
    private mutating func checkLoops(of given: Tree) {
        let servers = [given["server"]].compactMap(\.self) + (given["servers"]?.pairs.map(\.value) ?? [])
        for tree in ([given] + servers).compactMap({ $0["preset"] }) {
            for name in tree.items.isEmpty ? [tree] : tree.items {
                var ended: Set<String> = []
                guard let way = Self.loop(from: [name.text ?? ""], in: vocabulary, &ended) else { continue }
                diagnostics.append(
                    source.diagnostic(
                        name.place, "a preset stands on itself: \(way.joined(separator: ", then "))",
                        suggestion: "give one of them another name", topic: "given.preset"))
            }
        }
    }

    /// The way from some preset back to one that came before.
    private static func loop(from way: [String], in vocabulary: Vocabulary, _ ended: inout Set<String>) -> [String]? {
        guard let text = way.last.flatMap({ vocabulary.presets[$0] }), let world = read(text, vocabulary.given) else {
            return nil
        }
        for name in names(world["preset"]) {
            if way.contains(name) { return way + [name] }
            if !ended.contains(name), let found = loop(from: way + [name], in: vocabulary, &ended) { return found }
        }
        if let last = way.last { ended.insert(last) }
        return nil
    }

    /// Says what is wrong with the whole world, at the key of the file that leads there.
    private mutating func checkWhole(_ world: Value, _ given: Tree) {
        for issue in vocabulary.worldIssues(world) {
            var (node, place) = (given, given.place)
            var path = issue.path[...]
            if path.starts(with: ["servers", "main"]), given["server"] != nil { path = ["server"] + path.dropFirst(2) }
            for key in path {
                if let item = node.items.first(where: { $0.text == key }) {
                    (node, place) = (item, item.place)
                    continue
                }
                guard let pair = node.pair(key) else { break }
                (node, place) = (pair.value, pair.value.isScalar ? pair.value.place : pair.keyPlace)
            }
            diagnostics.append(
                source.diagnostic(place, issue.message, suggestion: issue.suggestion, topic: topic(of: issue.path)))
        }
    }

    private func topic(of path: [String]) -> String {
        let parts = path.first == "servers" ? ["server"] + path.dropFirst(2).prefix(1) : path.prefix(1)
        let topic = parts.joined(separator: ".")
        return vocabulary.records.contains { $0.topic == parts.first } ? topic : "given"
    }

    // MARK: Presets

    /// A world with its presets beneath it.
    static func named(_ world: Value, in vocabulary: Vocabulary, depth: Int) -> Value {
        // A preset that names itself would never end; ten is more than anybody stacks.
        guard depth < 10 else { return .map([]) }
        var result = Value.map([])
        for name in names(world["preset"]) {
            guard let text = vocabulary.presets[name], let preset = read(text, vocabulary.given) else { continue }
            result = result.merged(with: named(preset, in: vocabulary, depth: depth + 1))
        }
        return result.merged(with: normalised(world, in: vocabulary, depth: depth))
    }

    private static func names(_ value: Value?) -> [String] {
        value.map { $0.text.map { [$0] } ?? $0.items.compactMap(\.text) } ?? []
    }

    /// The presets that were read so far, by their text: every row of every file starts from the same few.
    private static let known = Mutex<[String: Value]>([:])

    private static func read(_ text: String, _ given: Record) -> Value? {
        if let value = known.withLock({ $0[text] }) { return value }
        let source = Source(path: "preset", text: text)
        guard let tree = try? TreeReader(source: source).read() else { return nil }
        var checker = Checker(source: source, vocabulary: Vocabulary())
        let value = checker.lenient(tree, given)
        known.withLock { $0[text] = value }
        return value
    }

    /// The world without `preset`; `server:` becomes `servers: {main: …}`, a server's own presets are merged in.
    private static func normalised(_ world: Value, in vocabulary: Vocabulary, depth: Int) -> Value {
        var entries: [Value.Entry] = []
        var servers: [Value.Entry] = []
        for entry in world.entries {
            switch entry.key {
            case "preset": continue
            case "server": servers.append(.init("main", entry.value))
            case "servers": servers += entry.value.entries
            default: entries.append(entry)
            }
        }
        guard !servers.isEmpty else { return .map(entries) }
        let merged = servers.map { server in
            var beneath = Value.map([])
            for name in names(server.value["preset"]) {
                guard let text = vocabulary.presets[name], let preset = read(text, vocabulary.given) else { continue }
                let world = named(preset, in: vocabulary, depth: depth + 1)
                beneath = beneath.merged(with: world["servers"]?["main"] ?? .map([]))
            }
            let own = Value.map(server.value.entries.filter { $0.key != "preset" })
            return Value.Entry(server.key, beneath.merged(with: own))
        }
        return .map(entries + [.init("servers", .map(merged))])
    }
}

extension Checker {
    /// The value of a tree whose names are not checked: presets are ours, and a test holds them to the vocabulary.
    mutating func lenient(_ tree: Tree, _ record: Record) -> Value? {
        func loosened(_ shape: Shape) -> Shape {
            switch shape {
            case .vocabulary, .declared: .text
            case .list(let item): .list(loosened(item))
            case .map(let keys, let values): .map(keys: loosened(keys), values: loosened(values))
            case .either(let shapes): .either(shapes.map(loosened))
            case .record(let record): .record(loosened(record))
            default: shape
            }
        }
        func loosened(_ record: Record) -> Record {
            Record(
                record.topic, record.doc, alone: record.alone,
                rest: record.rest.map { (loosened($0.keys), $0.values) },
                record.fields.map {
                    Field($0.name, loosened($0.shape), required: $0.isRequired, example: $0.example, $0.doc)
                })
        }
        return check(tree, loosened(record), key: "given")
    }
}
