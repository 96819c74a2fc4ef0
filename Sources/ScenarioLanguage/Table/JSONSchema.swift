import ScenarioKeys

/// The JSON Schema (draft-07) of scenario files, for completion in editors; the same text for the same vocabulary.
///
/// It knows forms and names. What needs the whole file, such as a person nobody declared, only `lint` finds.
///
/// - Parameters:
///   - vocabulary: the names that files may use.
///   - root: `file`, or `given` for a file that is a preset.
/// - Returns: the schema as JSON text.
public func jsonSchema(for vocabulary: Vocabulary, root: String = "file") -> String {
    let writer = SchemaWriter(vocabulary: vocabulary)
    let names = Shape.Names.all.compactMap { names in
        writer.words(of: names).map { Value.Entry("names.\(names.rawValue)", $0) }
    }
    let definitions =
        vocabulary.records.map { Value.Entry($0.topic, writer.definition(of: $0)) } + names
        + [Value.Entry("reference", SchemaWriter.reference)]
    return Value.map([
        .init("$schema", .text("http://json-schema.org/draft-07/schema#")),
        .init("$ref", .text("#/definitions/\(root)")),
        .init("title", .text("WorkSim scenario")),
        .init("definitions", .map(definitions)),
    ]).prettyJSON() + "\n"
}

/// Writes shapes as JSON Schema.
private struct SchemaWriter {
    let vocabulary: Vocabulary

    /// `$name`, which may stand for any value; `$$` begins a text with a dollar.
    static let reference = object([
        ("type", .text("string")), ("pattern", .text("^\\$[A-Za-z_]")),
        ("description", .text("A reference: `$secret`, `$main.client_secret`, `$age.by`.")),
    ])

    /// The words of a vocabulary; nil where it is empty, so that anything goes.
    func words(of names: Shape.Names) -> Value? {
        let entries = vocabulary.entries(of: names)
        guard !entries.isEmpty else { return nil }
        // Draft 7 has no place for what a word means; editors read this one.
        return Self.object([
            ("enum", .list(entries.map { .text($0.name) })),
            ("markdownEnumDescriptions", .list(entries.map { .text($0.meaning) })),
        ])
    }

    func definition(of record: Record) -> Value {
        var fields = record.fields.map { Value.Entry($0.name, property($0)) }
        if record.topic == Table.step.topic {
            fields += vocabulary.steps.map { .init($0.topic, described(pointer($0.topic), $0.doc)) }
        }
        if record.topic == "file", let index = fields.firstIndex(where: { $0.key == "steps" }) {
            fields[index] = Value.Entry(
                "steps", .map(fields[index].value.entries + [Value.Entry("minItems", .integer(1))]))
        }
        var map: [(String, Value)] = [("type", .text("object")), ("description", .text(record.doc))]
        var others = Value.boolean(false)
        if let rest = record.rest {
            let (named, free) = entries(keys: rest.keys, values: rest.values)
            fields += named
            others = free
        }
        map.append(("properties", .map(fields)))
        map.append(("additionalProperties", others))
        // The steps of a file may be those of the file that it extends.
        if record.topic == "file" {
            map.append(("anyOf", .list(["steps", "extends"].map { Self.object([("required", .list([.text($0)]))]) })))
        }
        let required = record.fields.filter { $0.isRequired && (record.topic != "file" || $0.name != "steps") }
            .map { Value.text($0.name) }
        if !required.isEmpty { map.append(("required", .list(required))) }
        // What no form can say of one field alone.
        if record.topic == "expect" {
            map.append(("minProperties", .integer(1)))
            map.append(("dependencies", Self.object([("failure", .list([.text("because")]))])))
        }
        if record.topic == Table.step.topic {
            map.append(("minProperties", .integer(1)))
            map.append(("not", Self.object([("required", .list([.text("expect"), .text("one_of")]))])))
        }
        guard let alone = record.alone.flatMap(record.field) else { return Self.object(map) }
        return Self.anyOf([Self.object(map), schema(of: alone.shape)])
    }

    private func property(_ field: Field) -> Value {
        described(schema(of: field.shape), field.doc + (field.example.map { "\nExample: \($0)" } ?? ""))
    }

    private func schema(of shape: Shape) -> Value {
        switch shape {
        case .list(let item): orReference(Self.object([("type", .text("array")), ("items", schema(of: item))]))
        case .map(let keys, let values): orReference(map(keys: keys, values: values))
        case .record(let record): orReference(pointer(record.topic))
        case .named(let record): orReference(pointer(record().topic))
        case .either(let shapes): Self.anyOf(shapes.map { schema(of: $0) })
        case .anything: Self.object([])
        case .declared(let kind) where kind.mayBeAbsent:
            Self.anyOf([
                schema(of: .text),
                Self.object([
                    ("type", .text("object")), ("properties", Self.object([("absent", schema(of: .text))])),
                    ("required", .list([.text("absent")])), ("additionalProperties", .boolean(false)),
                ]),
            ])
        case .text, .declared:
            // Texts are read by our own rules, so that a number or a truth without quotes is one, too.
            Self.object([("type", .list([.text("string"), .text("number"), .text("boolean")]))])
        default: orReference(scalar(shape))
        }
    }

    /// The value itself, or a reference that stands for it: a row of a matrix may hold any value.
    private func orReference(_ schema: Value) -> Value { Self.anyOf([schema, pointer("reference")]) }

    private func scalar(_ shape: Shape) -> Value {
        switch shape {
        case .scalar(let scalar): scalar.schema
        case .vocabulary(let names):
            words(of: names) == nil ? Self.object([("type", .text("string"))]) : pointer("names.\(names.rawValue)")
        default: schema(of: shape)
        }
    }

    private func map(keys: Shape, values: Shape) -> Value {
        let (named, free) = entries(keys: keys, values: values)
        return Self.object([
            ("type", .text("object")), ("properties", .map(named)), ("additionalProperties", free),
        ])
    }

    /// The keys that are known by name, and what may stand under any other key.
    private func entries(keys: Shape, values: Shape) -> (named: [Value.Entry], free: Value) {
        switch keys {
        case .scalar(let scalar) where !scalar.choices.isEmpty:
            (scalar.choices.map { .init($0.name, schema(of: values)) }, .boolean(false))
        case .vocabulary(let names):
            switch vocabulary.entries(of: names) {
            case let known where known.isEmpty: ([], schema(of: values))
            case let known:
                (
                    known.map { .init($0.name, described(value(of: $0.name, in: names, values), $0.meaning)) },
                    .boolean(false)
                )
            }
        default: ([], schema(of: values))
        }
    }

    /// What may stand under a name: the readings of a switch, any text for a setting that is text, else what the map says.
    private func value(of name: String, in names: Shape.Names, _ values: Shape) -> Value {
        if names == .settings, vocabulary.settingKinds[name] == .text { return schema(of: .text) }
        guard names == .switches, let readings = vocabulary.switches[name], !readings.isEmpty else {
            return schema(of: values)
        }
        return Self.anyOf([Self.enumeration(readings.map(\.name)), pointer("reference")])
    }

    /// Beside a `$ref` other keys are ignored, hence the `allOf`.
    private func described(_ schema: Value, _ text: String) -> Value {
        let content = schema["$ref"] == nil ? schema.entries : [.init("allOf", .list([schema]))]
        return .map(content + [.init("description", .text(text))])
    }

    private func pointer(_ definition: String) -> Value {
        Self.object([("$ref", .text("#/definitions/\(definition)"))])
    }

    private static func object(_ entries: [(String, Value)]) -> Value {
        .map(entries.map { Value.Entry($0.0, $0.1) })
    }

    private static func anyOf(_ schemas: [Value]) -> Value { object([("anyOf", .list(schemas))]) }

    private static func enumeration(_ words: [String]) -> Value { object([("enum", .list(words.map { .text($0) }))]) }
}
