/// A name that must be known where it stands: in the file's world, or in a catalogue.
package protocol ResolvedName: KeyName, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name.
    var name: String { get }
    /// Makes a name, known or not.
    init(_ name: String)
}

extension ResolvedName {
    package init(stringLiteral name: String) { self.init(name) }
    package init(keyText: String) { self.init(keyText) }
    package var keyText: String { name }
    package var description: String { name }

    /// Reads a name, also of something whose absence is meant: `{ absent: ACTIVE/Nowhere }`.
    package init(reading value: Value) throws(KeyIssue) {
        var text = value.text ?? value["absent"]?.text
        if case .reference(let name) = value { text = "$" + name }
        guard let text else { throw KeyIssue("it takes a name") }
        self.init(text)
    }

    package var written: Value { .text(name) }
}

/// A person of the world.
package struct PersonName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.people) }
}

/// A person of the world, or a user id of a server.
package struct AccountName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.accounts) }
}

/// A server of the world.
package struct ServerName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.servers) }
}

/// A group of a server, or somebody with an account there.
package struct GroupName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.groups) }
}

/// A registered application.
package struct ApplicationName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.applications) }
}

/// The path of a library, workspace or folder.
package struct FolderPath: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.folders) }
}

/// A document: its path, or `$id`.
package struct DocumentReference: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.documents) }

    /// The id that the world gives it; nil where it is named by its path.
    package var id: String? { name.hasPrefix("$") ? String(name.dropFirst()) : nil }
}

/// The id of an earlier step.
package struct StepID: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.stepIDs) }
}

/// A release of the work server, quoted.
package struct ReleaseName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .vocabulary(.releases) }
}

/// A word to look for in a journal; what has the form of a rule must be one.
package struct JournalText: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.journalWords) }
}
