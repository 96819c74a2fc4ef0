/// What may stand in a place of a scenario file; the one source of checking, JSON Schema and `explain`.
package indirect enum Shape: Sendable {
    /// Names from the vocabulary that is handed in.
    package enum Names: String, Sendable {
        case rules, failures, covers, settings, releases, presets, switches
        /// Actions of steps, as `remedy` names them.
        case steps
    }

    /// Names that the file itself declares, in its world or by a step.
    package enum Declared: String, Sendable {
        case people, servers, groups, accounts, applications, stepIDs, documents, folders, journalWords
    }

    /// Any text.
    case text
    /// A scalar that a type reads by its own rules: a duration, one of some words.
    case scalar(Scalar)
    case vocabulary(Names)
    case declared(Declared)
    case list(Shape)
    /// A map with free keys; `keys` says what a key may be.
    case map(keys: Shape, values: Shape)
    case record(Record)
    /// The first alternative whose form (scalar, list, map, words) fits decides which mistakes are told.
    case either([Shape])
    /// A record that refers to itself, named, so that the table stays finite.
    case named(@Sendable () -> Record)
    /// Anything: rows of a matrix, named expectations; checked where they are used.
    case anything
}

/// A map with known keys.
package struct Record: Sendable {
    /// Its name, also its topic in `explain`: `server.settings`, `user.log_in`.
    package let topic: String
    /// What it is, a sentence.
    package let doc: String
    /// Its keys.
    package let fields: [Field]
    /// The key that a bare value is read as: `clock.advance: 20m`.
    package let alone: String?
    /// Keys that it takes beside its fields, such as the settings of `admin.set`; nil where only the fields are known.
    package let rest: (keys: Shape, values: Shape)?
    /// What contradicts itself in a map whose keys are right each by itself.
    package let verify: (@Sendable (Value) -> KeyIssue?)?

    /// Makes a record.
    package init(
        _ topic: String, _ doc: String, alone: String? = nil, rest: (keys: Shape, values: Shape)? = nil,
        verify: (@Sendable (Value) -> KeyIssue?)? = nil, _ fields: [Field]
    ) {
        self.verify = verify
        self.topic = topic
        self.doc = doc
        self.alone = alone
        self.rest = rest
        self.fields = fields
    }

    /// The field with this name.
    package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}

/// A key of a record.
package struct Field: Sendable {
    /// The key.
    package let name: String
    /// What it says, a sentence.
    package let doc: String
    /// What may stand there.
    package let shape: Shape
    /// Whether it must be there.
    package let isRequired: Bool
    /// How it looks in a file.
    package let example: String?
    /// Why no value of it changes an outcome; nil for all keys of which one does.
    package let unseen: String?

    /// Makes a field.
    package init(
        _ name: String, _ shape: Shape, required: Bool = false, example: String? = nil, unseen: String? = nil,
        _ doc: String
    ) {
        self.unseen = unseen
        self.name = name
        self.shape = shape
        self.isRequired = required
        self.example = example
        self.doc = doc
    }
}
