/// What may stand in a place of a scenario file; the one source of checking, JSON Schema and `explain`.
public indirect enum Shape: Sendable {
    /// Names from the vocabulary that is handed in.
    public enum Names: String, Sendable {
        case rules, failures, covers, settings, releases, presets, switches
        /// Actions of steps, as `remedy` names them.
        case steps
    }

    /// Names that the file itself declares.
    public enum Declared: String, Sendable {
        case people, servers, applications, stepIDs, documents
    }

    /// Any text.
    case text
    case integer(ClosedRange<Int>)
    case boolean
    /// `90s`, `30m`, `364d23h`.
    case duration
    /// `10MiB`.
    case size
    /// `10%`.
    case percent
    /// An IPv4 or IPv6 address.
    case address
    /// An address range: `203.0.113.10/32`.
    case range
    /// One of these words.
    case word([String])
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
public struct Record: Sendable {
    /// Its name, also its topic in `explain`: `server.settings`, `user.log_in`.
    public let topic: String
    /// What it is, a sentence.
    public let doc: String
    /// Its keys.
    public let fields: [Field]
    /// The key that a value which stands alone is meant for: `clock.advance: 20m`.
    public let alone: String?
    /// Keys that it takes beside its fields, such as the settings of `admin.set`; nil where only the fields are known.
    public let rest: (keys: Shape, values: Shape)?

    /// Makes a record.
    public init(
        _ topic: String, _ doc: String, alone: String? = nil, rest: (keys: Shape, values: Shape)? = nil,
        _ fields: [Field]
    ) {
        self.topic = topic
        self.doc = doc
        self.alone = alone
        self.rest = rest
        self.fields = fields
    }

    /// The field with this name.
    public func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}

/// A key of a record.
public struct Field: Sendable {
    /// The key.
    public let name: String
    /// What it says, a sentence.
    public let doc: String
    /// What may stand there.
    public let shape: Shape
    /// Whether it must be there.
    public let isRequired: Bool
    /// How it looks in a file.
    public let example: String?

    /// Makes a field.
    public init(_ name: String, _ shape: Shape, required: Bool = false, example: String? = nil, _ doc: String) {
        self.name = name
        self.shape = shape
        self.isRequired = required
        self.example = example
        self.doc = doc
    }
}
