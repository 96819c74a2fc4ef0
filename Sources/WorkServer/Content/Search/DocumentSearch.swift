import HashTreeCollections
import Rules
import WorkTime

/// A search for documents: the filters of `GET documents` and of `POST documents/search`, and what a search folder keeps.
///
/// The semantics of each filter are vendor text where iManage's connector states them.
struct DocumentSearch: Sendable {
    /// The filters by which words are looked for.
    private let anywhere: [String]
    private let body: [String]
    private let name: [String]
    private let comments: [String]
    /// The exact name, which cursor paging asks for.
    private let exactName: String?
    private let numbers: NumberFilter?
    private let versions: NumberFilter?
    private let profile: ProfileFilter
    private let users: [String]?
    private let types: [String]?
    /// Clients ask for the owner of a document: that is its author.
    private let owners: [String]?
    private let created: DateFilter?
    private let edited: DateFilter?
    private let checkedOut: Bool?
    private let inUseBy: [String]?
    let allVersions: Bool
    private let email: EmailFilter
    private let nameOrComments: [String]
    private let personalized: Bool
    private let container: ContentKey?
    private let includesSubtree: Bool
    private let anyWord: Bool

    /// What is found.
    struct Found: Sendable {
        /// The row of the state: a list of a whole library copies no document.
        let row: DocumentRows.Row
        /// Which of its versions.
        let place: Int
        var document: ContentDocument { row.value }
        var version: DocumentVersion { row.value.versions[place] }
    }

    /// The fields that a filter may ask about.
    static let profileFields: [ProfileField] =
        [.author, .operatorName, .documentClass, .subclass, .isHIPAA, .isDeclared]
        + ProfileField.allCases.filter { $0.customNumber != nil }

    /// Reads the filters by their names.
    ///
    /// - Throws: what is wrong with a filter's value.
    init(
        _ text: (String) -> String?, caller: ContentCaller, byCursor: Bool = false
    ) throws(ContentRefusal) {
        func truth(_ name: String) throws(ContentRefusal) -> Bool? {
            guard let value = text(name) else { return nil }
            guard let truth = Bool(value.lowercased()) else { throw .invalid(name, "\(name) is true or false.") }
            return truth
        }
        func numbers(_ name: String) throws(ContentRefusal) -> NumberFilter? {
            guard let value = text(name) else { return nil }
            guard let filter = NumberFilter(value) else {
                throw .invalid(name, "\(name) is a number, a list, a range such as 3-9, or a bound such as >=5.")
            }
            return filter
        }
        // Cursor paging passes over these, and takes the name as it is: vendor text.
        anywhere = byCursor ? [] : Words.of(text("anywhere") ?? "")
        comments = byCursor ? [] : Words.of(text("comments") ?? "")
        exactName = byCursor ? text("name")?.lowercased() : nil
        name = byCursor ? [] : Words.of(text("name") ?? "")
        body = Words.of(text("body") ?? "")
        self.numbers = try numbers("document_number")
        versions = try numbers(text("document_version") == nil ? "version" : "document_version")
        profile = try ProfileFilter(among: Self.profileFields, text, now: caller.now)
        users = (text("user") ?? text("last_user")).map(ProfileFilter.list)
        types = text("type").map(ProfileFilter.list)
        owners = text("owner").map(ProfileFilter.list)
        created = try DateFilter("create_date", relative: "create_date", text, now: caller.now)
        edited = try DateFilter("edit_date", relative: "edit_date", text, now: caller.now)
        checkedOut = try truth(text("checked_out") == nil ? "in_use" : "checked_out")
        inUseBy = text("in_use_by").map(ProfileFilter.list)
        allVersions = try truth("latest") == false
        personalized = try truth("personalized") ?? false
        // A search shows documents where they lie, and no shortcut to any.
        _ = try truth("exclude_shortcuts")
        email = try EmailFilter(text, now: caller.now)
        nameOrComments = byCursor ? [] : Words.of(text("name_comments") ?? "")
        includesSubtree = try truth("include_subtree") ?? false
        anyWord = caller.state.reading(of: DocumentRules.words) == .anyWord
        guard let id = text("container_id") else {
            container = nil
            return
        }
        guard let key = ContentKey.reading(id)?.key, caller.content.container(key) != nil, caller.mayRead(key) else {
            throw .missing("There is no container \(id).")
        }
        container = key
    }

    /// The documents of a library that fit and that the caller may see, by number.
    func found(in library: String, for caller: ContentCaller) -> [Found] {
        guard let index = caller.content.indexes[library.uppercased()] else { return [] }
        let places = candidates(index, caller.content)
        var rights = FolderRights(caller: caller)
        var found: [Found] = []
        found.reserveCapacity(places.count)
        places.forEach { place in
            guard let row = index.row(at: place), fits(row, caller), rights.mayRead(row) else { return }
            let last = row.value.versions.count - 1
            guard last >= 0 else { return }
            for place in allVersions ? 0...last : last...last where fits(version: row.value.versions[place].number) {
                found.append(Found(row: row, place: place))
            }
        }
        return found
    }

    /// What the words and the place leave over.
    private func candidates(_ index: LibraryIndex, _ content: ContentState) -> PlaceSet {
        let fitting = words.isEmpty ? index.all : wordPlaces(index)
        guard let container else { return fitting }
        guard container.library == index.library else { return PlaceSet() }
        let folders = includesSubtree ? content.subtree(of: container).map(\.key) : [container]
        return index.places(of: folders.lazy.flatMap { content.children(of: $0) }).intersection(fitting)
    }

    /// Whether nothing is asked of a document but its words and its place.
    private var asksNothing: Bool {
        exactName == nil && numbers == nil && checkedOut == nil && inUseBy == nil && types == nil && users == nil
            && created == nil && edited == nil && !personalized && profile.isEmpty
            && email.isEmpty && nameOrComments.isEmpty && owners == nil
    }

    private var words: [String] { anywhere + name + body + comments }

    private func wordPlaces(_ index: LibraryIndex) -> PlaceSet {
        var sets = anywhere.map { index.places(ofWordsBeginning: $0, inTexts: true) }
        sets += name.map { index.places(ofWordsBeginning: $0, inTexts: false) }
        sets += (body + comments).map { index.places(inTextsOfWordsBeginning: $0) }
        guard let first = sets.first else { return index.all }
        return sets.dropFirst().reduce(first) { anyWord ? $0.union($1) : $0.intersection($1) }
    }

    private func fits(_ row: DocumentRows.Row, _ caller: ContentCaller) -> Bool {
        if asksNothing { return true }
        // Asked first, since a look at a profile copies nothing else of the document.
        let holds =
            profile.isEmpty
            || profile.holds { field in
                row.value.profile[field] ?? (field == .documentClass ? row.value.shownClass : nil)
            }
        guard holds else { return false }
        let document = row.value
        if let exactName, document.baseName.lowercased() != exactName, document.name.lowercased() != exactName {
            return false
        }
        if let numbers, !numbers.holds(document.key.number) { return false }
        if let checkedOut, checkedOut != (document.checkedOut != nil) { return false }
        if let inUseBy, !inUseBy.contains(document.checkedOut?.user.lowercased() ?? "") { return false }
        if let types {
            let type = document.profile[.type] ?? LibraryTables.type(ofExtension: document.fileExtension)
            guard types.contains(type.lowercased()) else { return false }
        }
        if let users, !users.contains(document.latest?.author.lowercased() ?? "") { return false }
        if let created, !created.holds(document.versions.first?.date) { return false }
        if let edited, !edited.holds(document.latest?.date) { return false }
        if !email.holds(document) { return false }
        if let owners, !owners.contains(where: { Wildcard.matches(anyCase: document.profile[.author] ?? "", $0) }) {
            return false
        }
        if !nameOrComments.isEmpty {
            let words = Words.of("\(document.name) \(document.profile[.comment] ?? "")")
            guard nameOrComments.allSatisfy({ wanted in words.contains { $0.hasPrefix(wanted) } }) else { return false }
        }
        if personalized {
            // Vendor text: what the user worked with in the last 30 days.
            guard let use = caller.content.lastUse[caller.user]?[document.key],
                caller.now - use < .seconds(30 * 86_400)
            else { return false }
        }
        return true
    }

    private func fits(version number: Int) -> Bool { versions?.holds(number) ?? true }
}
