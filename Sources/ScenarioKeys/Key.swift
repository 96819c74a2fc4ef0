/// A key of a step or a map: its name, what it says, and its value.
///
///     @Key("pause_at_sign_in", "How long the person waits before signing in.", example: "pause_at_sign_in: 10m")
///     var pauseAtSignIn: Duration?
@propertyWrapper
package struct Key<Content: KeyValue>: Sendable {
    private let text: KeyText
    private let isRequired: Bool
    /// What may stand there, where the key narrows what its type takes.
    private let ownShape: (@Sendable () -> Shape)?
    private var content: Content
    /// Whether a value was given.
    package private(set) var isSet = false

    /// The key as lint, schema and `explain` know it.
    package var field: Field {
        Field(
            text.name, ownShape.map { $0() } ?? Content.shape, required: isRequired, example: text.example,
            unseen: text.unseen, text.doc)
    }

    /// The value.
    package var wrappedValue: Content {
        get { content }
        set {
            content = newValue
            isSet = true
        }
    }

    /// A key with a usual value; a required one has it until it is read.
    package init(wrappedValue: Content, _ name: String, _ doc: String, required: Bool = false, example: String? = nil) {
        self.init(wrappedValue: wrappedValue, KeyText(name, doc, example: example), required: required)
    }

    /// A key that narrows what its type takes: a number's range.
    package init(
        wrappedValue: Content, _ name: String, _ doc: String,
        shape: @autoclosure @escaping @Sendable () -> Shape, example: String? = nil
    ) {
        text = KeyText(name, doc, example: example)
        isRequired = false
        ownShape = shape
        content = wrappedValue
    }

    /// A key that may be left out.
    package init(
        _ name: String, _ doc: String, example: String? = nil, unseen: String? = nil
    ) where Content: ExpressibleByNilLiteral {
        self.init(wrappedValue: nil, KeyText(name, doc, example: example, unseen: unseen))
    }

    /// A key that may be left out, and narrows what its type takes.
    package init(
        _ name: String, _ doc: String, shape: @autoclosure @escaping @Sendable () -> Shape, example: String? = nil
    ) where Content: ExpressibleByNilLiteral {
        self.init(wrappedValue: nil, name, doc, shape: shape(), example: example)
    }

    /// A key that many types share.
    package init(_ text: KeyText) where Content: ExpressibleByNilLiteral {
        self.init(wrappedValue: nil, text)
    }

    /// A key that many types share, with a usual value.
    package init(wrappedValue: Content, _ text: KeyText, required: Bool = false) {
        self.text = text
        isRequired = required
        ownShape = nil
        content = wrappedValue
    }

    fileprivate mutating func read(_ value: Value) throws(KeyIssue) {
        if let ownShape, case .scalar(let scalar) = ownShape(), let word = value.text {
            _ = try scalar.read(ScalarText(word, key: text.name))
        }
        wrappedValue = try Content(reading: value)
    }

    fileprivate var written: Value? { isSet && !content.isNothing ? content.written : nil }
}

/// The name and the words of a key that many types share.
package struct KeyText: Sendable {
    let name: String
    let doc: String
    let example: String?
    let unseen: String?

    /// A name with a sentence.
    package init(_ name: String, _ doc: String, example: String? = nil, unseen: String? = nil) {
        self.unseen = unseen
        self.name = name
        self.doc = doc
        self.example = example
    }
}

/// A key in the list of a type, in which the types of values are erased.
package struct ListedKey<Root: Sendable>: Sendable {
    /// The key as lint, schema and `explain` know it.
    package let field: Field
    /// Whether its value shows nowhere.
    package let isSecret: Bool
    let read: @Sendable (Value, inout Root) throws(KeyIssue) -> Void
    let write: @Sendable (Root) -> Value?
}

extension ListedKey where Root: Keyed {
    /// The key behind a property: `.init(\._pauseAtSignIn)`.
    package init<Content: KeyValue>(_ path: any WritableKeyPath<Root, Key<Content>> & Sendable) {
        field = Root()[keyPath: path].field
        isSecret = Content.isSecret
        read = { value, root throws(KeyIssue) in try root[keyPath: path].read(value) }
        write = { $0[keyPath: path].written }
    }

    /// The keys of a group that several types share, as keys of this type.
    package static func group<Group: Keyed>(_ path: any WritableKeyPath<Root, Group> & Sendable) -> [ListedKey] {
        Group.keys.map { key in
            ListedKey(
                field: key.field, isSecret: key.isSecret,
                read: { value, root throws(KeyIssue) in try key.read(value, &root[keyPath: path]) },
                write: { key.write($0[keyPath: path]) })
        }
    }
}

/// Keys that a type takes beside those that it lists, such as the settings of `admin.set`.
package struct OtherKeys<Root: Sendable>: Sendable {
    let keys: Shape
    let values: Shape
    let read: @Sendable (String, Value, inout Root) throws(KeyIssue) -> Void
    let write: @Sendable (Root) -> [Value.Entry]

    /// Keys that are kept in a property.
    package init<Content: KeyValue>(
        _ keys: Shape, _ values: Shape? = nil, in path: any WritableKeyPath<Root, [String: Content]> & Sendable
    ) {
        self.keys = keys
        self.values = values ?? Content.shape
        read = { name, value, root throws(KeyIssue) in root[keyPath: path][name] = try Content(reading: value) }
        write = { $0[keyPath: path].sorted { $0.key < $1.key }.map { .init($0.key, $0.value.written) } }
    }
}
