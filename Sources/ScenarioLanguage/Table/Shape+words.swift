package import ScenarioKeys

/// Shapes in words.
extension Shape {
    /// What may stand there, for messages and `explain`: `a duration such as 90s, 30m or 364d23h`.
    package var words: String {
        switch self {
        case .text: "text"
        case .scalar(let scalar): scalar.words
        case .vocabulary(let names): "a \(names.singular)"
        case .declared(let kind): kind.words
        case .list(let item): "a list, each item \(item.words)"
        case .map(let keys, let values): "a map from \(keys.words) to \(values.words)"
        case .record(let record): "a map: \(record.topic)"
        case .either(let shapes): shapes.map(\.words).joined(separator: "; or ")
        case .named(let record): "a map: \(record().topic)"
        case .anything: "anything"
        }
    }
}

extension Shape.Declared {
    /// What one of these names is.
    package var words: String {
        switch self {
        case .people: "a person of the world"
        case .servers: "a server of the world"
        case .applications: "an application's name"
        case .stepIDs: "the id of an earlier step"
        case .documents: "a document, its path or $id"
        case .folders: "the path of a library, workspace or folder"
        case .groups: "a person, a user id, or a group of the server"
        case .accounts: "a person, or a user id of the server"
        case .journalWords: "text, or the id of a rule"
        }
    }
}
