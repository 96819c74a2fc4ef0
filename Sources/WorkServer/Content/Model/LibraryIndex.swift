/// Which documents of a library hold which words, and which there are: derived from the documents, never stored.
struct LibraryIndex: Sendable {
    /// Of a text only so many different words are indexed; what comes later in it is not found.
    static let wordsOfText = 200

    let library: String
    /// The first number of the library: places count from it, so that they fit into 32 bits.
    private let base: Int
    private var present = PlaceSet()
    private var names = WordTable()
    private var texts = WordTable()
    /// The documents themselves, also those in the trash, by number.
    var rows: DocumentRows

    init(library: String, base: Int) {
        self.library = library
        self.base = base
        rows = DocumentRows(base: base)
    }

    /// The documents that there are, by number.
    var live: [ContentKey] { keys(of: present) }

    /// All places that are taken.
    var all: PlaceSet { present }

    func keys(of places: PlaceSet) -> [ContentKey] {
        places.map { ContentKey(capitals: library, number: base + Int($0)) }
    }

    /// Where a word begins one in a name, or in a text too.
    func places(ofWordsBeginning beginning: String, inTexts: Bool) -> PlaceSet {
        var found = PlaceSet()
        names.collect(beginning, &found)
        if inTexts { texts.collect(beginning, &found) }
        return found
    }

    /// Where a text, not a name, has a word that begins so.
    func places(inTextsOfWordsBeginning beginning: String) -> PlaceSet {
        var found = PlaceSet()
        texts.collect(beginning, &found)
        return found
    }

    /// Those of some things that are documents of this library.
    func places(of keys: some Sequence<ContentKey>) -> PlaceSet {
        var found = PlaceSet()
        for key in keys where key.number >= base { found.insert(UInt32(truncatingIfNeeded: key.number - base)) }
        return found.intersection(present)
    }

    /// The document at a place.
    func row(at place: UInt32) -> ContentState.Row<ContentDocument>? { rows[base + Int(place)] }

    /// Takes over what a document became.
    mutating func update(from before: ContentDocument?, to after: ContentDocument) {
        let place = UInt32(truncatingIfNeeded: after.key.number - base)
        let was = before.map(Self.words) ?? (names: [], texts: [])
        let now = Self.words(of: after)
        Self.move(place, from: was.names, to: now.names, in: &names)
        Self.move(place, from: was.texts, to: now.texts, in: &texts)
        if after.versions.isEmpty { present.remove(place) } else { present.insert(place) }
    }

    private static func move(
        _ place: UInt32, from old: Set<String>, to new: Set<String>, in words: inout WordTable
    ) {
        for word in old where !new.contains(word) { words.remove(place, from: word) }
        for word in new where !old.contains(word) { words.add(place, to: word) }
    }

    private static func words(of document: ContentDocument) -> (names: Set<String>, texts: Set<String>) {
        guard !document.versions.isEmpty else { return ([], []) }
        var texts: Set<String> = []
        if let text = document.latest?.text {
            for word in Words.of(text) {
                guard texts.count < wordsOfText else { break }
                texts.insert(word)
            }
        }
        for word in Words.of(document.profile[.comment] ?? "") where texts.count < wordsOfText { texts.insert(word) }
        return (Set(Words.of(document.name)), texts)
    }
}
